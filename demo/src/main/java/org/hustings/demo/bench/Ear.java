package org.hustings.demo.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Optional;

/// One RTP port of the callee: tells its call of the first packet. A thread of its own sleeps in the socket, so that
/// the moment noted is the packet's.
final class Ear implements AutoCloseable {

    private static final int PACKET_BYTES_MAX = 1_500;
    private static final int TRIES_MAX = 50;

    private final DatagramSocket rtp;
    /// Bound, so that what the caller sends there is not refused; never read.
    private final DatagramSocket rtcp;
    private volatile Optional<HeardCall> listener = Optional.empty();

    private Ear(DatagramSocket rtp, DatagramSocket rtcp) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        Thread.ofPlatform().daemon().name("ear-" + rtp.getLocalPort()).start(this::listen);
    }

    /// On an even port of `host`, with RTCP on the next (RFC 3550 section 11).
    static Ear open(InetAddress host) throws IOException {
        for (int tried = 0; tried < TRIES_MAX; tried++) {
            var rtp = new DatagramSocket(new InetSocketAddress(host, 0));
            try {
                if (rtp.getLocalPort() % 2 == 0) {
                    return new Ear(rtp, new DatagramSocket(new InetSocketAddress(host, rtp.getLocalPort() + 1)));
                }
            } catch (SocketException nextIsTaken) {
                // Another pair then.
            }
            rtp.close();
        }
        throw new IOException("no free pair of UDP ports on " + host.getHostAddress());
    }

    int port() {
        return rtp.getLocalPort();
    }

    /// From now on the packets are this call's.
    void listenFor(HeardCall call) {
        listener = Optional.of(call);
    }

    private void listen() {
        var packet = new DatagramPacket(new byte[PACKET_BYTES_MAX], PACKET_BYTES_MAX);
        while (!rtp.isClosed()) {
            try {
                rtp.receive(packet);
                var now = System.nanoTime();
                listener.ifPresent(call -> call.heard(now));
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
