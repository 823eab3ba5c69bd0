package org.hustings.station.phone.media;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;

/// An even UDP port and the odd one above it, for RTP and RTCP (RFC 3550 section 11).
public record PortPair(int rtp) {

    /// The lower half of what Linux leaves free below its ephemeral ports, where carriers expect RTP.
    private static final int LOWEST = 16_384;

    private static final int PAIRS = 8_000;
    private static final int TRIES_MAX = 50;

    public int rtcp() {
        return rtp + 1;
    }

    /// A pair that was free a moment ago; another program may still be faster.
    public static PortPair free(InetAddress local) {
        for (var tried = 0; tried < TRIES_MAX; tried++) {
            var pair = new PortPair(LOWEST + 2 * ThreadLocalRandom.current().nextInt(PAIRS));
            if (isFree(local, pair.rtp()) && isFree(local, pair.rtcp())) {
                return pair;
            }
        }
        throw new MediaException("no free pair of UDP ports from " + LOWEST + " to " + (LOWEST + 2 * PAIRS) + " on "
                + local.getHostAddress() + " after " + TRIES_MAX + " tries");
    }

    private static boolean isFree(InetAddress local, int port) {
        try (var socket = new DatagramSocket(new InetSocketAddress(local, port))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
