package org.hustings.demo.town.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hustings.station.phone.media.MediaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All lines of the town. The sound itself is GStreamer's; a thread of the room's looks five times a second whether
/// each line hears its caller, and where from.
public final class RtpRoom implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int DISCARD_PORT = 9;
    private static final Logger LOG = LoggerFactory.getLogger(RtpRoom.class);

    private final InetAddress local;
    private final List<RtpLine> lines = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor looking = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("rtp-room").factory());

    public RtpRoom(InetAddress local) {
        this.local = local;
        var _ = looking.scheduleWithFixedDelay(
                () -> lines.forEach(RtpRoom::look),
                LOOK_EVERY.toMillis(),
                LOOK_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /// A line on a port pair of its own, silent and deaf until told otherwise. What it will hear becomes the WAV
    /// `sound`.
    ///
    /// @throws MediaException when no port pair is free or GStreamer lacks an element
    public RtpLine open(AudioOffer offer, List<Programme> programmes, Path sound) {
        var line = RtpLine.open(local, offer, programmes, sound);
        lines.add(line);
        return line;
    }

    /// Opens and closes a line in every codec: what is missing is said when the town starts, not to the first caller.
    ///
    /// @throws IOException that names what to install
    public void rehearse(Programme programme, Path folder) throws IOException {
        var sound = folder.resolve("rehearsal.wav");
        try {
            for (var codec : Codec.values()) {
                var nowhere = new InetSocketAddress(local, DISCARD_PORT);
                close(open(new AudioOffer(codec, codec.anyPayloadType(), nowhere), List.of(programme), sound));
            }
        } catch (MediaException missing) {
            throw new IOException("the town has no sound: " + missing.getMessage(), missing);
        } finally {
            Files.deleteIfExists(sound);
        }
    }

    /// Closes the line; its sound is complete when this returns.
    public void close(RtpLine line) {
        lines.remove(line);
        line.close();
    }

    private static void look(RtpLine line) {
        try {
            line.look(System.nanoTime());
        } catch (RuntimeException bug) {
            // One line's bug must not blind the others; a dead line ends by its silence.
            LOG.error("a line could not be looked after", bug);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
        lines.forEach(this::close);
    }
}
