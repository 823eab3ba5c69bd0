package org.hustings.demo.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// When the callee saw what of one call. All times are [System#nanoTime], 0 for what has not come. Safe from any
/// thread.
final class HeardCall {

    private final long invited;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong firstSound = new AtomicLong();
    private final CountDownLatch whole = new CountDownLatch(2);
    private final CountDownLatch ended = new CountDownLatch(1);

    HeardCall(long invited) {
        this.invited = invited;
    }

    void answered(long nanos) {
        answered.set(nanos);
    }

    void acknowledged(long nanos) {
        if (acknowledged.compareAndSet(0, nanos)) {
            whole.countDown();
        }
    }

    /// A packet before the answer would be early media, or the last one of another call; neither counts.
    void heard(long nanos) {
        if (firstSound.get() == 0 && answered.get() != 0 && firstSound.compareAndSet(0, nanos)) {
            whole.countDown();
        }
    }

    void ended() {
        ended.countDown();
    }

    /// True once ACK and the first RTP packet have come.
    boolean awaitWhole(long ms) throws InterruptedException {
        return whole.await(ms, TimeUnit.MILLISECONDS);
    }

    boolean awaitEnd(long ms) throws InterruptedException {
        return ended.await(ms, TimeUnit.MILLISECONDS);
    }

    double toInviteMs(long pressed) {
        return ms(pressed, invited);
    }

    double toAckMs() {
        return ms(answered.get(), acknowledged.get());
    }

    double toSoundMs() {
        return ms(answered.get(), firstSound.get());
    }

    private static double ms(long from, long to) {
        return (to - from) / 1e6;
    }
}
