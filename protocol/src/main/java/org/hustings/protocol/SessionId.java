package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/// One connection of a station to the broker; a will names it, so that an old will is known as old.
public record SessionId(@JsonValue UUID value) {

    @JsonCreator
    public SessionId {
        Objects.requireNonNull(value, "session");
    }

    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
