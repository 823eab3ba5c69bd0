package org.hustings.demo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// The far end of every measured call: rings for a moment, answers with 200 OK and G.711 A-law, notes when INVITE, ACK
/// and the first RTP packet came, and lets the caller hang up.
///
/// No SIP stack on purpose: its parsing, timers and threads would stand between the packet and the clock, and be
/// measured with the caller. It takes what RFC 3261 needs of one well-behaved caller on the same machine (section
/// 8.2.6:
/// an answer repeats Via, From, To, Call-ID and CSeq), sends no media, and is no server for anything else.
final class Callee implements AutoCloseable {

    /// Shorter than people take, long enough that a caller has done what it does after its INVITE.
    private static final long RING_MS = 300;

    private static final int DATAGRAM_BYTES_MAX = 65_535;
    /// More calls than ever overlap, so that a late packet of the last call finds another ear.
    private static final int EARS = 8;
    /// Calls that nobody has asked for are dropped beyond this.
    private static final int CALLS_MAX = 16;
    /// Forgotten afterwards, oldest first: far more than overlap.
    private static final int REMEMBERED_MAX = 64;

    private final DatagramSocket sip;
    private final ScheduledExecutorService bell = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("callee-bell").factory());
    private final List<Ear> ears = new ArrayList<>();
    private final BlockingQueue<HeardCall> invited = new ArrayBlockingQueue<>(CALLS_MAX);
    private final Map<String, Answered> calls = new LinkedHashMap<>();
    private int nextEar;

    private record Answered(HeardCall call, Ear ear) {}

    private Callee(InetAddress host) throws IOException {
        sip = new DatagramSocket(new InetSocketAddress(host, 0));
        for (int i = 0; i < EARS; i++) {
            ears.add(Ear.open(host));
        }
        Thread.ofPlatform().daemon().name("callee").start(this::serve);
    }

    static Callee open() throws IOException {
        return new Callee(InetAddress.getLoopbackAddress());
    }

    /// HOST:PORT, for `sip.peer`.
    String address() {
        return host() + ":" + sip.getLocalPort();
    }

    /// Calls that came until now are nobody's.
    void forget() {
        invited.clear();
    }

    /// The next call that comes in, empty when none does.
    Optional<HeardCall> next(long ms) throws InterruptedException {
        return Optional.ofNullable(invited.poll(ms, TimeUnit.MILLISECONDS));
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[DATAGRAM_BYTES_MAX], DATAGRAM_BYTES_MAX);
        while (!sip.isClosed()) {
            try {
                packet.setLength(DATAGRAM_BYTES_MAX);
                sip.receive(packet);
                take(packet, System.nanoTime());
            } catch (IOException closedOrSent) {
                if (!sip.isClosed()) {
                    throw new UncheckedIOException(closedOrSent);
                }
            }
        }
    }

    private void take(DatagramPacket packet, long now) throws IOException {
        var request = SipText.of(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
        var from = (InetSocketAddress) packet.getSocketAddress();
        var known = Optional.ofNullable(calls.get(request.callId()));
        switch (request.method()) {
            case "INVITE" -> invite(request, from, known, now);
            case "ACK" -> known.ifPresent(it -> it.call().acknowledged(now));
            case "BYE" -> {
                known.ifPresent(it -> it.call().ended());
                send(request.ok(from, address(), ""), from);
            }
            case "SIP/2.0" -> {} // An answer; we ask nothing.
            default -> send(request.ok(from, address(), ""), from);
        }
    }

    /// A repeated INVITE changes nothing: its answer is under way, or on this machine's loopback, which loses none.
    private void invite(SipText request, InetSocketAddress from, Optional<Answered> known, long now)
            throws IOException {
        if (known.isPresent()) {
            return;
        }
        var answered = answer(request.callId(), now);
        send(request.ringing(from, address()), from);
        ScheduledFuture<?> _ = bell.schedule(() -> pickUp(request, from, answered), RING_MS, TimeUnit.MILLISECONDS);
        // Full when nobody asks: then nobody measures either.
        var _ = invited.offer(answered.call());
    }

    private void pickUp(SipText request, InetSocketAddress from, Answered answered) {
        var ok = request.ok(from, address(), description(answered.ear().port()));
        answered.ear().listenFor(answered.call());
        answered.call().answered(System.nanoTime());
        try {
            send(ok, from);
        } catch (IOException closing) {
            // The bench has ended; nobody waits for this call.
        }
    }

    private Answered answer(String callId, long now) {
        if (calls.size() >= REMEMBERED_MAX) {
            calls.remove(calls.keySet().iterator().next());
        }
        var answered = new Answered(new HeardCall(now), ears.get(nextEar++ % EARS));
        calls.put(callId, answered);
        return answered;
    }

    private String description(int port) {
        return """
                v=0
                o=callee 1 1 IN IP4 %1$s
                s=-
                c=IN IP4 %1$s
                t=0 0
                m=audio %2$d RTP/AVP 8
                a=rtpmap:8 PCMA/8000
                a=ptime:20
                a=sendrecv
                """.formatted(host(), port).replace("\n", "\r\n");
    }

    private String host() {
        return sip.getLocalAddress().getHostAddress();
    }

    private void send(String answer, InetSocketAddress to) throws IOException {
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        sip.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @Override
    public void close() {
        bell.shutdownNow();
        sip.close();
        ears.forEach(Ear::close);
    }
}
