package org.hustings.station.app;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the log says of the telephone: when it is ready, and each cause of its being away once until it is back. A
/// headset that lies unplugged overnight is one line and not a thousand.
///
/// Not thread-safe: the loop owns it.
final class PhoneLog {

    /// Beyond this the causes tell nothing new.
    private static final int CAUSES_MAX = 20;

    private final Set<String> causes = new HashSet<>();
    private boolean wasReady;

    /// The line to log; empty when it was said before.
    Optional<String> readiness(boolean ready, String reason) {
        if (ready) {
            causes.clear();
            var again = wasReady;
            wasReady = true;
            return again ? Optional.empty() : Optional.of("the phone is ready: " + reason);
        }
        wasReady = false;
        // GStreamer numbers its elements anew with each try.
        var cause = reason.replaceAll("(?<=[a-z])\\d+(?=:)", "");
        return causes.size() < CAUSES_MAX && causes.add(cause)
                ? Optional.of("the phone is not ready: " + cause + "; trying again")
                : Optional.empty();
    }
}
