package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/// One lease request; a repeat carries the same id and gets the same answer.
public record RequestId(@JsonValue UUID value) {

    @JsonCreator
    public RequestId {
        Objects.requireNonNull(value, "request");
    }

    public static RequestId of(String text) {
        return new RequestId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
