package org.hustings.hq.dispatch.core;

import java.time.Duration;
import java.time.Instant;

/// How long a lease holds, told twice: to the station, which gives up first, and to HQ, which takes back later.
///
/// The station may press until `ttl` after it first sent the request; the longest call and wrap-up, which the station
/// enforces, is [#LONGEST_CALL]. So HQ, which begins to count later, always takes back after the station has given up.
public record LeaseTerm(Instant from, Duration ttl) {

    public static final Duration LONGEST_CALL = Duration.ofHours(1);
    public static final Duration TTL = Duration.ofMinutes(30);

    public Instant reclaimAt() {
        return from.plus(ttl).plus(LONGEST_CALL);
    }

    /// Whole seconds the station may still press, counted from `now`; never below 0.
    public int secondsLeft(Instant now) {
        return (int) Math.max(0, Duration.between(now, from.plus(ttl)).toSeconds());
    }
}
