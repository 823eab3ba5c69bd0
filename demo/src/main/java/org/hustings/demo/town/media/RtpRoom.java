package org.hustings.demo.town.media;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All lines of the town on one thread, which wakes every 20 ms, sends each line's next packet and takes in what
/// arrived. Speech is encoded beforehand and decoded afterwards, so a call costs two system calls a tick.
public final class RtpRoom implements AutoCloseable {

    /// An even port with a free odd one after it is found at the first or second try; fifty means the machine is full.
    private static final int PORT_TRIES_MAX = 50;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(RtpLine.PACKET_MS);
    private static final Logger LOG = LoggerFactory.getLogger(RtpRoom.class);

    private final InetAddress local;
    private final List<RtpLine> lines = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    public RtpRoom(InetAddress local) {
        this.local = local;
        this.thread = Thread.ofPlatform().daemon().name("rtp").start(this::run);
    }

    /// A line on a port pair of its own, silent until told what to play. Fails when no port pair is free.
    public RtpLine open(AudioOffer offer, Path capture) throws IOException {
        for (int i = 0; i < PORT_TRIES_MAX; i++) {
            var rtp = channel(0);
            int port = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
            if (port % 2 != 0 || port == 65_534) {
                rtp.close();
                continue;
            }
            try {
                var ssrc = ThreadLocalRandom.current().nextInt();
                var line = new RtpLine(rtp, channel(port + 1), offer, ssrc, capture);
                lines.add(line);
                LockSupport.unpark(thread);
                return line;
            } catch (BindException taken) {
                rtp.close();
            }
        }
        throw new IOException("no free pair of RTP ports on " + local.getHostAddress());
    }

    /// Closes the line; its capture is complete when this returns.
    public void close(RtpLine line) {
        lines.remove(line);
        line.close();
    }

    private DatagramChannel channel(int port) throws IOException {
        var channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(local, port));
            return channel;
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
    }

    private void run() {
        long next = System.nanoTime();
        while (!closed) {
            if (lines.isEmpty()) {
                LockSupport.park(this);
                next = System.nanoTime();
                continue;
            }
            long now = System.nanoTime();
            lines.forEach(line -> tick(line, now));
            next += TICK_NANOS;
            // After a pause of the whole machine the lost ticks are sent at once only as far as a jitter buffer takes.
            next = Math.max(next, now - 3 * TICK_NANOS);
            LockSupport.parkNanos(this, next - System.nanoTime());
        }
    }

    private static void tick(RtpLine line, long now) {
        try {
            line.tick(now);
        } catch (IOException | RuntimeException lost) {
            // One datagram or one capture: the next tick tries again, and a dead line ends by its silence.
            LOG.debug("RTP tick failed", lost);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        lines.forEach(this::close);
    }
}
