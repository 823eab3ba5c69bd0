package org.hustings.station.phone.sip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.RemoteMedia;

/// Session descriptions (RFC 8866) as far as one audio stream needs them, in the offer and answer of RFC 3264.
final class Sdp {

    private static final int CHARACTERS_MAX = 16_384;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final int PORT_MAX = 65_535;

    private Sdp() {}

    /// A codec and the payload type it goes by in this session.
    record Format(Codec codec, int payload) {

        /// The codecs under the payload types that we offer them with.
        static List<Format> usual(List<Codec> codecs) {
            return codecs.stream().map(it -> new Format(it, it.payloadType())).toList();
        }
    }

    /// Our side, as offer or answer. `version` grows with each description of a session (RFC 8866 section 5.2).
    static String describe(String local, int port, List<Format> formats, long session, int version, String direction) {
        var payloads =
                formats.stream().map(it -> Integer.toString(it.payload())).collect(Collectors.joining(" "));
        var maps = formats.stream()
                .map(it -> "a=rtpmap:" + it.payload() + " " + it.codec().rtpmap() + "\r\n")
                .collect(Collectors.joining());
        var family = local.contains(":") ? "IP6" : "IP4";
        return """
                v=0\r
                o=- %d %d IN %s %s\r
                s=-\r
                c=IN %s %s\r
                t=0 0\r
                m=audio %d RTP/AVP %s\r
                %sa=rtcp:%d\r
                a=ptime:20\r
                a=%s\r
                """.formatted(session, version, family, local, family, local, port, payloads, maps, port + 1, direction);
    }

    /// The direction to answer an offer's with (RFC 3264 section 6.1).
    static String mirrored(String offer) {
        if (offer.contains("a=sendonly")) {
            return "recvonly";
        }
        if (offer.contains("a=recvonly")) {
            return "sendonly";
        }
        return offer.contains("a=inactive") ? "inactive" : "sendrecv";
    }

    /// Where the far end hears, in the first codec of its list that we know; empty when there is none, or no sense in
    /// it.
    static Optional<RemoteMedia> read(String description, List<Codec> known) {
        if (description.length() > CHARACTERS_MAX) {
            return Optional.empty();
        }
        var host = "";
        Optional<String[]> audio = Optional.empty();
        var otherMedia = false;
        Map<String, String> maps = new HashMap<>();
        var rtcp = "";
        for (var line : description.split("\r?\n", -1)) {
            if (line.startsWith("m=")) {
                otherMedia = audio.isPresent() || !line.startsWith("m=audio ");
                audio = audio.isEmpty() && !otherMedia
                        ? Optional.of(line.substring(2).split(" ", -1))
                        : audio;
            } else if (!otherMedia && line.startsWith("c=IN IP")) {
                host = line.replaceFirst("^c=IN IP[46] ", "");
            } else if (!otherMedia && line.startsWith("a=rtpmap:")) {
                var parts = line.substring("a=rtpmap:".length()).split(" ", 2);
                maps.put(parts[0], parts.length == 2 ? parts[1] : "");
            } else if (!otherMedia && line.startsWith("a=rtcp:")) {
                rtcp = line.substring("a=rtcp:".length()).split(" ", 2)[0];
            }
        }
        return audio.isPresent() ? choose(audio.get(), maps, host, rtcp, known) : Optional.empty();
    }

    private static Optional<RemoteMedia> choose(
            String[] audio, Map<String, String> maps, String host, String rtcp, List<Codec> known) {
        if (audio.length < 4
                || !audio[2].equals("RTP/AVP")
                || !HOST.matcher(host).matches()) {
            return Optional.empty();
        }
        var port = port(audio[1]);
        for (var i = 3; i < audio.length && port > 0; i++) {
            var codec = codec(audio[i], maps).filter(known::contains);
            if (codec.isPresent()) {
                var rtcpPort = port(rtcp) > 0 ? port(rtcp) : port + 1;
                return Optional.of(new RemoteMedia(codec.get(), Integer.parseInt(audio[i]), host, port, rtcpPort));
            }
        }
        return Optional.empty();
    }

    /// A dynamic payload type means what its map says; the two static ones need none (RFC 3551 section 6).
    private static Optional<Codec> codec(String payload, Map<String, String> maps) {
        var map = maps.get(payload);
        if (map != null && NUMBER.matcher(payload).matches()) {
            return Codec.ofRtpmap(map);
        }
        return switch (payload) {
            case "0" -> Optional.of(Codec.PCMU);
            case "8" -> Optional.of(Codec.PCMA);
            default -> Optional.empty();
        };
    }

    private static int port(String text) {
        var port = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        return port <= PORT_MAX ? port : 0;
    }
}
