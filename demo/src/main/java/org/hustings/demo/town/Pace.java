package org.hustings.demo.town;

import java.time.Duration;

/// How much faster than life the town's people ring and talk. Speech itself is never sped up, so there are floors.
record Pace(double speed) {

    /// Long enough that both sides are heard.
    static final Duration TALK_MIN = Duration.ofSeconds(2);

    /// A call that ends sooner was not answered in any useful sense.
    static final Duration EARLY_MIN = Duration.ofMillis(500);

    /// Ringing shorter than this is no state of its own.
    static final Duration RING_MIN = Duration.ofMillis(200);

    private static final double SPEED_MAX = 1_000;

    Pace {
        if (!(speed > 0 && speed <= SPEED_MAX)) {
            throw new IllegalArgumentException("--speed " + speed + ": a number above 0, at most " + (int) SPEED_MAX);
        }
    }

    Duration ring(double seconds) {
        return scaled(seconds, RING_MIN);
    }

    Duration talk(double seconds) {
        return scaled(seconds, TALK_MIN);
    }

    Duration early(double seconds) {
        return scaled(seconds, EARLY_MIN);
    }

    Duration scaled(double seconds, Duration min) {
        var scaled = Duration.ofMillis(Math.round(seconds * 1_000 / speed));
        return scaled.compareTo(min) < 0 ? min : scaled;
    }
}
