package org.hustings.protocol;

import java.time.Instant;

/// A span in which a contact may be called. Lawful means INVITE before `closes`.
public record Window(Instant opens, Instant closes) {

    public Window {
        Checks.given("window.opens", opens);
        Checks.given("window.closes", closes);
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException("window.closes must be after window.opens");
        }
    }

    public boolean holds(Instant at) {
        return !at.isBefore(opens) && at.isBefore(closes);
    }
}
