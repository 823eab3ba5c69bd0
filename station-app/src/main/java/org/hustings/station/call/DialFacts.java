package org.hustings.station.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.Campaign;

/// What the shell knows at the moment of a press, and [DialRules] judges.
///
/// `now` is HQ's time, empty until HQ has told it since boot. `leaseLeft` and `permitLeft` are measured on the
/// monotonic
/// clock; zero or less is over, and a lease or permit of another boot has nothing left. `mayRun` is HQ's last word on
/// the desk's campaign and its lock. `settled` is false after a reconnect until the sync is answered or two seconds
/// have passed.
public record DialFacts(
        Optional<Instant> now,
        Duration permitLeft,
        Duration leaseLeft,
        Optional<Campaign> campaign,
        boolean mayRun,
        boolean settled,
        boolean optedOut,
        int outboxRows,
        int outboxRowsMax,
        boolean diskFull,
        boolean phoneReady) {}
