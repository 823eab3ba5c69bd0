package org.hustings.hq.dispatch.core;

import java.time.Duration;
import java.time.Instant;

/// Notices that the wall clock was moved, by comparing it with the monotonic one.
///
/// A lease's end stands in the database as wall time; a clock that jumps forward would end them all while stations are
/// still dialing. Immutable: each look gives the watch for the next one.
public record ClockWatch(Instant wall, long monotonicNanos) {

    /// Clocks are disciplined in steps far below this (NTP slews up to 128 ms, RFC 5905 appendix A.5.2).
    public static final Duration PARTED = Duration.ofSeconds(5);

    /// Whether the two clocks went apart by more than [#PARTED] since this watch was set.
    public boolean parted(Instant wallNow, long monotonicNanosNow) {
        var byWall = Duration.between(wall, wallNow);
        var byMonotonic = Duration.ofNanos(monotonicNanosNow - monotonicNanos);
        return byWall.minus(byMonotonic).abs().compareTo(PARTED) > 0;
    }
}
