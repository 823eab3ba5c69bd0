package org.hustings.station.store;

import java.time.Duration;
import org.hustings.protocol.Lease;

/// A lease with its end: `deadlineMs` on the clock that runs since the boot named `boot`. In another boot nobody knows
/// how much of it is left, until HQ says so.
public record HeldLease(Lease lease, String boot, long deadlineMs) {

    /// Zero when the deadline was written in another boot.
    public Duration left(String bootNow, long sinceBootMs) {
        return boot.equals(bootNow) ? Duration.ofMillis(deadlineMs - sinceBootMs) : Duration.ZERO;
    }

    public boolean isTrusted(String bootNow) {
        return boot.equals(bootNow);
    }

    HeldLease until(String sameOrNewBoot, long newDeadlineMs) {
        return new HeldLease(lease, sameOrNewBoot, newDeadlineMs);
    }
}
