package org.hustings.demo.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hustings.demo.town.TownCall.Ending;
import org.hustings.demo.town.media.RtpLine;
import org.hustings.demo.town.media.SpeechMeter;
import org.hustings.station.phone.media.WavFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Enters ended calls into the [TownRecord], each after the speech in its sound was measured, on a thread of its own:
/// the lines stand in the order the calls ended.
final class CallBook implements AutoCloseable {

    /// A call's sound takes a few milliseconds; a thousand waiting calls is more than fifty lines make in a minute.
    private static final int WAITING_MAX = 1_000;

    private static final int CALL_ID_CHARS_MAX = 80;
    private static final Logger LOG = LoggerFactory.getLogger(CallBook.class);

    private final TownRecord record;
    private final Path scratch;
    private final Optional<Path> captures;
    private final AtomicLong soundNumber = new AtomicLong();
    private final Queue<TownCall> unwritten = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor worker;

    /// With `captures`, the sound heard in each answered call stays there as `<SIP Call-ID>.wav`.
    CallBook(TownRecord record, Path scratch, Optional<Path> captures) throws IOException {
        this.record = record;
        this.scratch = scratch;
        this.captures = captures;
        if (captures.isPresent()) {
            Files.createDirectories(captures.get());
        }
        worker = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().name("call-book").factory(),
                // Whoever ends a call then waits for the book: slower, but nothing is lost.
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /// A new file for what a line hears.
    Path newSound() {
        return scratch.resolve("line-" + soundNumber.incrementAndGet() + ".wav");
    }

    void enter(
            VoterCall call,
            Instant endedAt,
            Ending ending,
            int status,
            Optional<Instant> answeredAt,
            Optional<RtpLine> line) {
        worker.execute(() -> {
            var heard = line.map(l -> heard(l, call.sip.callId())).orElse(Duration.ZERO);
            var invite = call.invite;
            write(new TownCall(
                    call.at,
                    invite.callId(),
                    invite.number(),
                    invite.callerId(),
                    invite.contact(),
                    call.plan.behaviour(),
                    answeredAt,
                    endedAt,
                    heard.toMillis(),
                    status,
                    ending,
                    line.map(l -> l.codec().name().toLowerCase(Locale.ROOT))));
        });
    }

    private void write(TownCall call) {
        LOG.info("{}, speech heard {} ms", call, call.speechHeardMs());
        unwritten.add(call);
        writeAll();
    }

    /// A full disk keeps the lines in memory, in order, until there is room again.
    private synchronized void writeAll() {
        try {
            while (!unwritten.isEmpty()) {
                record.append(unwritten.element());
                unwritten.remove();
            }
        } catch (IOException full) {
            LOG.error("{} calls wait to be written to the town's record: {}", unwritten.size(), full.getMessage());
        }
    }

    private Duration heard(RtpLine line, String callId) {
        try {
            var speech = SpeechMeter.speechIn(line.sound());
            if (captures.isPresent() && Files.size(line.sound()) > WavFile.HEADER_BYTES) {
                Files.move(line.sound(), captures.get().resolve(fileName(callId)), StandardCopyOption.REPLACE_EXISTING);
            }
            return speech;
        } catch (IOException failed) {
            LOG.warn(
                    "call {}: its sound could not be read, its speech counts as 0 ms: {}", callId, failed.getMessage());
            return Duration.ZERO;
        } finally {
            delete(line.sound());
        }
    }

    /// A Call-ID is the caller's own words: nothing but letters, digits and dashes becomes a file name.
    private static String fileName(String callId) {
        var safe = callId.replaceAll("[^A-Za-z0-9-]", "_");
        return safe.substring(0, Math.min(safe.length(), CALL_ID_CHARS_MAX)) + ".wav";
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            LOG.debug("a temporary file stays until the town stops", left);
        }
    }

    /// Returns when every ended call is in the record, at most half a minute later.
    @Override
    public void close() throws IOException {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.error(
                        "{} calls are missing in the town's record: it was stopped in a hurry",
                        worker.getQueue().size());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        writeAll();
        record.close();
    }
}
