package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A language tag such as `en` or `fr-CH` (RFC 5646).
public record Language(@JsonValue String value) {

    @JsonCreator
    public Language {
        Checks.matches("language", value, Checks.LANGUAGE);
    }

    @Override
    public String toString() {
        return value;
    }
}
