package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A number in E.164 form, plus sign first. Printing it shows the last two digits only, so that no log can leak it;
/// [#e164()] is for the wire and the database.
public record PhoneNumber(@JsonValue String e164) {

    @JsonCreator
    public PhoneNumber {
        Checks.matches("phone", e164, Checks.E164);
    }

    public String lastTwoDigits() {
        return e164.substring(e164.length() - 2);
    }

    @Override
    public String toString() {
        return "…" + lastTwoDigits();
    }
}
