package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/// The right of one station to call one dial unit, for a time.
public record LeaseId(@JsonValue UUID value) {

    @JsonCreator
    public LeaseId {
        Objects.requireNonNull(value, "lease");
    }

    public static LeaseId of(String text) {
        return new LeaseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
