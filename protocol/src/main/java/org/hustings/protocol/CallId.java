package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/// One dial attempt: a UUIDv7 born before the INVITE, also its SIP Call-ID. The idempotency key from lamp to CRM.
public record CallId(@JsonValue UUID value) {

    @JsonCreator
    public CallId {
        Objects.requireNonNull(value, "call");
    }

    public static CallId of(String text) {
        return new CallId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
