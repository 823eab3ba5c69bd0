package org.hustings.hq.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether what headquarters stands on answers; `trouble` says what a person must do, if anything.
public record Health(List<Part> parts, Optional<String> trouble) {

    /// One of them, such as "database"; `state` is "up", or what it is instead, and `detail` says more to a person.
    public record Part(String name, boolean isUp, String state, String detail) {

        public static Part of(String name, boolean isUp, String detail) {
            return new Part(name, isUp, isUp ? "up" : "down", detail);
        }
    }

    public Health {
        parts = List.copyOf(parts);
    }

    boolean isUp() {
        return parts.stream().allMatch(Part::isUp);
    }

    /// One line for a monitor.
    String line() {
        return isUp()
                ? "ok"
                : parts.stream()
                        .filter(part -> !part.isUp())
                        .map(part -> part.name() + " is " + part.state())
                        .collect(Collectors.joining(", "));
    }
}
