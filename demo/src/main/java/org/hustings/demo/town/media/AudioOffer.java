package org.hustings.demo.town.media;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a caller's SDP (RFC 4566, offer and answer by RFC 3264) lets us speak: the first codec of its audio line that
/// we know, the payload type it gave that codec, and where it wants our RTP.
public record AudioOffer(Codec codec, int payloadType, InetSocketAddress remote) {

    /// A session description has a few dozen lines; more is an attack.
    private static final int LINES_MAX = 400;

    /// Empty if there is no audio line with a codec of ours on plain RTP, or the text is no SDP.
    public static Optional<AudioOffer> parse(String sdp) {
        try {
            return new Reading().read(sdp);
        } catch (NumberFormatException notSdp) {
            return Optional.empty();
        }
    }

    /// The description we answer with: one audio line, the one codec chosen.
    public String answer(InetSocketAddress local, long session) {
        var host = local.getAddress().getHostAddress();
        return "v=0\r\n"
                + "o=town " + session + " 1 IN IP4 " + host + "\r\n"
                + "s=town\r\n"
                + "c=IN IP4 " + host + "\r\n"
                + "t=0 0\r\n"
                + "m=audio " + local.getPort() + " RTP/AVP " + payloadType + "\r\n"
                + "a=rtpmap:" + payloadType + " " + codec.rtpMap() + "\r\n"
                + "a=ptime:" + RtpLine.PACKET_MS + "\r\n"
                + "a=sendrecv\r\n";
    }

    /// One pass over the lines; the connection line of the audio section wins over the session's.
    private static final class Reading {
        private String sessionHost = "";
        private String audioHost = "";
        private String[] audio = {};
        private boolean inAudio;
        private boolean inOtherMedia;
        private final Map<Integer, Codec> mapped = new HashMap<>();
        private final Map<Integer, Boolean> named = new HashMap<>();

        Optional<AudioOffer> read(String sdp) {
            sdp.lines().limit(LINES_MAX).map(String::strip).forEach(this::line);
            var host = audioHost.isEmpty() ? sessionHost : audioHost;
            if (audio.length < 4 || !audio[2].equals("RTP/AVP") || !isAddress(host)) {
                return Optional.empty();
            }
            int port = Integer.parseInt(audio[1].split("/")[0]);
            if (port < 1 || port > 65_535) {
                return Optional.empty();
            }
            for (int i = 3; i < audio.length; i++) {
                int payloadType = Integer.parseInt(audio[i]);
                var codec = named.containsKey(payloadType)
                        ? Optional.ofNullable(mapped.get(payloadType))
                        : Codec.ofFixedPayloadType(payloadType);
                if (codec.isPresent()) {
                    return Optional.of(new AudioOffer(codec.get(), payloadType, new InetSocketAddress(host, port)));
                }
            }
            return Optional.empty();
        }

        private void line(String line) {
            if (line.startsWith("m=")) {
                inAudio = line.startsWith("m=audio ") && audio.length == 0;
                inOtherMedia = !inAudio;
                if (inAudio) {
                    audio = line.substring("m=".length()).split(" +");
                }
            } else if (line.startsWith("c=IN IP4 ")) {
                var host = line.substring("c=IN IP4 ".length()).split("/")[0];
                if (inAudio) {
                    audioHost = host;
                } else if (!inOtherMedia) {
                    sessionHost = host;
                }
            } else if (inAudio && line.startsWith("a=rtpmap:")) {
                rtpMap(line.substring("a=rtpmap:".length()).split(" +"));
            }
        }

        private void rtpMap(String[] parts) {
            if (parts.length < 2) {
                return;
            }
            int payloadType = Integer.parseInt(parts[0]);
            var encoding = parts[1].split("/");
            named.put(payloadType, true);
            if (encoding.length >= 2) {
                Codec.named(encoding[0], Integer.parseInt(encoding[1])).ifPresent(c -> mapped.put(payloadType, c));
            }
        }

        /// Digits and dots only: a name would send us to a resolver.
        private static boolean isAddress(String host) {
            return host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        }
    }
}
