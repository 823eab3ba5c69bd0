package org.hustings.demo.town.media;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call's sound: sends a programme as RTP (RFC 3550), a packet every 20 ms, and writes what arrives to a file of
/// length-prefixed packets (RFC 4571) for [SpeechDecoder].
///
/// Symmetric (RFC 4961): starts by sending to the address of the SDP and follows the address packets come from.
/// Safe from any thread; [RtpRoom]'s thread calls [#tick].
public final class RtpLine implements AutoCloseable {

    static final int PACKET_MS = 20;

    /// Ten minutes of packets; a longer call is heard to its tenth minute.
    private static final int CAPTURED_PACKETS_MAX = 30_000;

    /// More than this in one tick is a flood, and waits for the next.
    private static final int RECEIVED_PER_TICK_MAX = 50;

    private static final int RTP_HEADER_BYTES = 12;

    private static final Logger LOG = LoggerFactory.getLogger(RtpLine.class);

    private final InetSocketAddress local;
    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final AudioOffer offer;
    private final Path capture;
    private final OutputStream captured;
    private final ByteBuffer in = ByteBuffer.allocate(2_048);
    private final ByteBuffer out = ByteBuffer.allocate(2_048);
    private final int ssrc;

    private InetSocketAddress remote;
    private Optional<Programme> programme = Optional.empty();
    private long programmeStart;
    private long sent;
    private boolean marker = true;
    private boolean listening;
    private boolean closed;
    private int capturedPackets;
    private int lastSequence = -1;
    private int lastSsrc;
    private OptionalLong lastHeardNanos = OptionalLong.empty();

    RtpLine(DatagramChannel rtp, DatagramChannel rtcp, AudioOffer offer, int ssrc, Path capture) throws IOException {
        this.local = (InetSocketAddress) rtp.getLocalAddress();
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.offer = offer;
        this.remote = offer.remote();
        this.ssrc = ssrc;
        this.capture = capture;
        this.captured = new BufferedOutputStream(Files.newOutputStream(capture));
    }

    public InetSocketAddress local() {
        return local;
    }

    /// Speaks from the programme's first packet, at the next tick.
    public synchronized void play(Programme next) {
        programme = Optional.of(next);
        programmeStart = sent;
        marker = true;
    }

    /// From now on what is heard is kept: the call was answered.
    public synchronized void listen() {
        listening = true;
    }

    /// When the last RTP packet of the caller arrived, in [System#nanoTime].
    public synchronized OptionalLong lastHeardNanos() {
        return lastHeardNanos;
    }

    public Codec codec() {
        return offer.codec();
    }

    /// Complete once the line is closed.
    public Path capture() {
        return capture;
    }

    synchronized void tick(long nowNanos) throws IOException {
        if (!closed) {
            receive(nowNanos);
            send();
        }
    }

    private void send() throws IOException {
        if (programme.isEmpty()) {
            return;
        }
        out.clear();
        out.put((byte) 0x80);
        out.put((byte) ((marker ? 0x80 : 0) | offer.payloadType()));
        out.putShort((short) sent);
        out.putInt((int) (sent * offer.codec().ticksPerPacket()));
        out.putInt(ssrc);
        out.put(programme.get().payload(offer.codec(), sent - programmeStart));
        out.flip();
        rtp.send(out, remote);
        sent++;
        marker = false;
    }

    private void receive(long nowNanos) throws IOException {
        for (int i = 0; i < RECEIVED_PER_TICK_MAX; i++) {
            in.clear();
            var from = (InetSocketAddress) rtp.receive(in);
            if (from == null) {
                break;
            }
            in.flip();
            if (isOurs()) {
                remote = from;
                lastHeardNanos = OptionalLong.of(nowNanos);
                keep();
            }
        }
        in.clear();
        // RTCP has its port so that the caller's reports meet no "port unreachable"; nothing here needs them.
        rtcp.receive(in);
    }

    private boolean isOurs() {
        return in.remaining() > RTP_HEADER_BYTES
                && (in.get(0) & 0xc0) == 0x80
                && (in.get(1) & 0x7f) == offer.payloadType();
    }

    /// Repeats and stragglers are left out, so that nothing is heard twice.
    private void keep() throws IOException {
        int sequence = in.getShort(2) & 0xffff;
        int source = in.getInt(8);
        boolean isNewer = ((sequence - lastSequence) & 0xffff) < 0x8000 && sequence != lastSequence;
        if (lastSequence >= 0 && source == lastSsrc && !isNewer) {
            return;
        }
        lastSequence = sequence;
        lastSsrc = source;
        if (listening && capturedPackets < CAPTURED_PACKETS_MAX) {
            capturedPackets++;
            captured.write(in.limit() >> 8);
            captured.write(in.limit() & 0xff);
            captured.write(in.array(), 0, in.limit());
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (rtp;
                rtcp;
                captured) {
            captured.flush();
        } catch (IOException full) {
            // A full disk loses what was heard of this call, never the call.
            LOG.warn("what was heard of a call could not be kept: {}", full.getMessage());
        }
    }
}
