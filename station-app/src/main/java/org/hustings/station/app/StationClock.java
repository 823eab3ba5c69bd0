package org.hustings.station.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Headquarters' time, the only time of this station: `hqNow` of HQ's last answer, and the time since boot from there
/// on
/// (design, section 4.3). The machine's own wall clock decides nothing.
///
/// Safe from any thread.
public final class StationClock {

    /// A slower answer says too little about when HQ wrote it.
    static final Duration ROUND_TRIP_MAX = Duration.ofSeconds(5);

    private final BootTime boot;
    private @Nullable Instant atBoot;
    private @Nullable Instant heldBack;
    private boolean holds;
    private @Nullable Instant lastKnown;
    private long lastKnownNanos;

    public StationClock(BootTime boot) {
        this.boot = boot;
    }

    /// HQ's time; empty until HQ has told it since boot.
    public synchronized Optional<Instant> now() {
        return Optional.ofNullable(atBoot).map(start -> start.plusNanos(boot.nanos()));
    }

    /// For stamps that must be there: HQ's time, else the last one known before the boot and the time since this
    /// process
    /// began (a lower bound), else what the machine believes. Dials never start on the latter two.
    public synchronized Instant best() {
        return bestAt(boot.nanos());
    }

    /// The same for a moment stamped with [System#nanoTime].
    public synchronized Instant at(long nanoTime) {
        return bestAt(boot.nanosOf(nanoTime));
    }

    private Instant bestAt(long sinceBoot) {
        if (atBoot != null) {
            return atBoot.plusNanos(sinceBoot);
        }
        return lastKnown != null ? lastKnown.plusNanos(Math.max(0, sinceBoot - lastKnownNanos)) : Instant.now();
    }

    /// Takes HQ's time from an answer; false when the answer took too long to be believed. Counted from the middle of
    /// the
    /// way there and back, so that the error is at most half of it.
    public synchronized boolean accept(Instant hqNow, long sentNanos, long receivedNanos) {
        var roundTrip = receivedNanos - sentNanos;
        if (roundTrip < 0 || roundTrip > ROUND_TRIP_MAX.toNanos()) {
            return false;
        }
        var heard = hqNow.minusNanos(sentNanos + roundTrip / 2);
        if (holds && atBoot != null) {
            heldBack = heard;
        } else {
            atBoot = heard;
            heldBack = null;
        }
        return true;
    }

    /// While a call is under way no correction is taken, be it HQ's clock being set or the way there and back: none
    /// of its limits is cut or stretched, and its INVITE never stands before its press. At its end the newest one
    /// is taken, before anybody else is dialed.
    public synchronized void hold(boolean callUnderWay) {
        holds = callUnderWay;
        if (!holds && heldBack != null) {
            atBoot = heldBack;
            heldBack = null;
        }
    }

    /// How far the machine's wall clock is from HQ's time, in milliseconds; positive when it is ahead.
    public synchronized Optional<Long> wallOffsetMs() {
        return now().map(hq -> Duration.between(hq, Instant.now()).toMillis());
    }

    /// What the next process needs; see [#restore].
    public synchronized String note() {
        return boot.boot() + " " + (atBoot == null ? "-" : atBoot) + " " + best();
    }

    /// In the same boot the time goes on; in another one only a lower bound is left.
    public synchronized void restore(String note) {
        var parts = note.split(" ");
        if (parts.length != 3) {
            return;
        }
        if (parts[0].equals(boot.boot()) && !parts[1].equals("-")) {
            atBoot = Instant.parse(parts[1]);
        }
        lastKnown = Instant.parse(parts[2]);
        lastKnownNanos = boot.nanos();
    }
}
