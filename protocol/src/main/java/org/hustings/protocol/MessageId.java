package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/// A skip, event or command: what a receipt or an answer names.
public record MessageId(@JsonValue UUID value) {

    @JsonCreator
    public MessageId {
        Objects.requireNonNull(value, "id");
    }

    public static MessageId of(String text) {
        return new MessageId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
