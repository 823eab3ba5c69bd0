package org.hustings.station.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A boot that a test can end, and time that it can push on.
final class FakeBoot implements BootTime {

    private final String boot;
    private final AtomicLong ahead = new AtomicLong();
    private final long start = System.nanoTime();

    FakeBoot(String boot) {
        this.boot = boot;
    }

    void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    @Override
    public String boot() {
        return boot;
    }

    @Override
    public long nanos() {
        return nanosOf(System.nanoTime());
    }

    @Override
    public long nanosOf(long nanoTime) {
        return nanoTime - start + Duration.ofHours(1).toNanos() + ahead.get();
    }
}
