package org.hustings.station.phone.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.hustings.station.phone.PhoneConfig;
import org.hustings.station.phone.media.MediaException;
import org.hustings.station.phone.media.MediaLeg;
import org.hustings.station.phone.media.MediaNews;
import org.jspecify.annotations.Nullable;

/// Knows whether there is sound, and has the media leg of the next call ready, its ports bound, so that a dial need not
/// build one. Broken sound is tried again after 1, 2, 4 … 30 seconds.
///
/// Lives on the phone's thread; only the building itself runs elsewhere, as a sound server may take its time.
final class SoundWatch implements AutoCloseable {

    /// What becomes known, told at each change and after each failure.
    interface Finding {
        void sound(String reason);
    }

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final Duration BUILD_MAX = Duration.ofSeconds(4);

    private final PhoneConfig config;
    private final InetAddress local;
    private final Switchboard board;
    private final Finding finding;
    private final Consumer<MediaNews> listener;
    private Optional<CompletableFuture<MediaLeg>> next = Optional.empty();
    private long serial;
    private boolean waiting;
    private boolean doubtful;
    private String fault = "";
    private Duration retry = FIRST_RETRY;
    private volatile boolean ready;

    SoundWatch(
            PhoneConfig config, InetAddress local, Switchboard board, Finding finding, Consumer<MediaNews> listener) {
        this.config = config;
        this.local = local;
        this.board = board;
        this.finding = finding;
        this.listener = listener;
    }

    /// Has a leg ready soon, unless sound has just failed: then when its time has come.
    void prepare() {
        if (next.isPresent() || waiting) {
            return;
        }
        serial++;
        var mine = serial;
        var made = new CompletableFuture<MediaLeg>();
        next = Optional.of(made);
        Thread.ofPlatform().daemon().name("sound").start(() -> {
            try {
                made.complete(MediaLeg.prepare(
                        config.headset(), config.codecs(), local, news -> board.post(() -> hear(mine, news))));
            } catch (RuntimeException | LinkageError soundless) {
                made.completeExceptionally(soundless);
            }
            board.post(() -> {
                var _ = made.whenComplete((_, failed) -> prepared(mine, failed));
            });
        });
    }

    private void prepared(long mine, @Nullable Throwable failed) {
        if (mine != serial) {
            return;
        }
        if (failed == null) {
            ready = true;
            finding.sound("");
        } else {
            failed(String.valueOf(failed.getMessage()));
        }
    }

    /// News of an earlier leg is late and means nothing now.
    private void hear(long from, MediaNews news) {
        if (from != serial) {
            return;
        }
        if (news instanceof MediaNews.Levels) {
            doubtful = false;
            retry = FIRST_RETRY;
        }
        listener.accept(news);
    }

    boolean isReady() {
        return ready;
    }

    /// Whether sound failed and has not been heard since. A device may fail only when it plays, so the next call lets
    /// it play first: no voter's telephone rings for nothing.
    boolean isDoubtful() {
        return doubtful;
    }

    /// Sound is broken, in a call or before one.
    void failed(String reason) {
        serial++;
        discard();
        ready = false;
        doubtful = true;
        fault = "sound: " + reason;
        finding.sound(fault);
        if (!waiting) {
            waiting = true;
            var _ = board.after(retry, () -> {
                waiting = false;
                prepare();
            });
            retry = retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
        }
    }

    /// The leg for a call; the next one must be prepared when that call is over.
    ///
    /// @throws MediaException when there is no sound to be had
    MediaLeg take() {
        if (waiting) {
            throw new MediaException(fault);
        }
        prepare();
        try {
            var taken = next.orElseThrow().get(BUILD_MAX.toMillis(), TimeUnit.MILLISECONDS);
            next = Optional.empty();
            return taken;
        } catch (ExecutionException | TimeoutException soundless) {
            var cause = soundless.getCause() == null ? soundless : soundless.getCause();
            failed(String.valueOf(cause.getMessage()));
            throw new MediaException(fault, cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MediaException("the telephone is closing", interrupted);
        }
    }

    /// A leg still being built is closed when it is done.
    private void discard() {
        next.ifPresent(it -> {
            var _ = it.thenAccept(MediaLeg::close);
        });
        next = Optional.empty();
    }

    @Override
    public void close() {
        serial++;
        waiting = true;
        discard();
    }
}
