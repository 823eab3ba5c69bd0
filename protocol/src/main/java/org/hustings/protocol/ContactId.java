package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A person to be called, as HQ names them. Opaque: never a name or a number.
public record ContactId(@JsonValue String value) {

    @JsonCreator
    public ContactId {
        Checks.matches("contact", value, Checks.OPAQUE);
    }

    @Override
    public String toString() {
        return value;
    }
}
