package org.hustings.station.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try to connect: quick at first, then patient, and never in step with the other
/// desks
/// of an office whose network came back.
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration MOST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// Half to all of 250 ms, 500 ms, 1 s … 30 s.
    Duration next() {
        var millis = Math.min(FIRST.toMillis() << Math.min(failures, 16), MOST.toMillis());
        failures++;
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }

    void succeeded() {
        failures = 0;
    }
}
