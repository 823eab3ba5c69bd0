package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Who sits at the desk. Opaque on the wire; `guest` is one too.
public record VolunteerId(@JsonValue String value) {

    @JsonCreator
    public VolunteerId {
        Checks.matches("volunteer", value, Checks.OPAQUE);
    }

    @Override
    public String toString() {
        return value;
    }
}
