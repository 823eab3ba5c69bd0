package org.hustings.hq.web;

import java.util.List;
import java.util.stream.Collectors;

/// Whether what headquarters stands on answers.
public record Health(List<Part> parts) {

    /// One of them, such as "database"; `detail` says more to a person.
    public record Part(String name, boolean isUp, String detail) {}

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
                        .map(part -> part.name() + " is down")
                        .collect(Collectors.joining(", "));
    }
}
