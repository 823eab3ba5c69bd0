package org.hustings.demo.town.media;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The sources of RTP that a line has heard, as its session tells of them: how many packets came, and where from.
final class Callers {

    /// Of one foreign source: its SSRC, the address of its last packet, and how many came. The session's own source
    /// counts what it sends as received too.
    private static final Pattern SOURCE = Pattern.compile("ssrc=\\(uint\\)(\\d+), internal=\\(boolean\\)false[^;]*"
            + "rtp-from=\\(string\\)\"?(\\d+(?:\\.\\d+){3}):(\\d{1,5})[^;]*packets-received=\\(guint64\\)(\\d+)");

    private final Map<String, Long> packets = new HashMap<>();

    /// Where the source that was heard since the last time is; empty when none was. `stats` is the session's property
    /// as GStreamer writes it, its nested structures escaped.
    Optional<InetSocketAddress> heardSince(String stats) {
        Optional<InetSocketAddress> heard = Optional.empty();
        var source = SOURCE.matcher(stats.replace("\\", ""));
        while (source.find()) {
            var now = Long.parseLong(source.group(4));
            var before = packets.put(source.group(1), now);
            if (before == null || now > before) {
                heard = Optional.of(new InetSocketAddress(source.group(2), Integer.parseInt(source.group(3))));
            }
        }
        return heard;
    }
}
