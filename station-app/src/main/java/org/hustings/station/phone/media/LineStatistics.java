package org.hustings.station.phone.media;

import java.util.Optional;
import java.util.regex.Pattern;
import org.hustings.protocol.CallReport.Quality;

/// Reads a call's quality out of what the jitter buffer and the RTP session say of themselves.
final class LineStatistics {

    private static final double NANOS_PER_MS = 1e6;
    /// Round trips come in units of 1/65536 s (RFC 3550 section 6.4.1).
    private static final double ROUND_TRIP_UNITS_PER_MS = 65.536;

    private static final Pattern ROUND_TRIP = Pattern.compile("rb-round-trip=\\((?:g?u?int(?:64)?)\\)(\\d+)");

    private LineStatistics() {}

    /// `buffer` and `session` are the `stats` properties as GStreamer writes them. Nothing received, no quality.
    static Optional<Quality> quality(Codec codec, String buffer, String session) {
        var plain = plain(buffer);
        var pushed = number(plain, "num-pushed");
        var lost = number(plain, "num-lost");
        if (pushed + lost == 0) {
            return Optional.empty();
        }
        return Optional.of(new Quality(
                codec.word(),
                100.0 * lost / (pushed + lost),
                number(plain, "avg-jitter") / NANOS_PER_MS,
                roundTrip(plain(session))));
    }

    private static Optional<Double> roundTrip(String session) {
        var found = ROUND_TRIP.matcher(session);
        Optional<Double> last = Optional.empty();
        while (found.find()) {
            var units = Long.parseLong(found.group(1));
            if (units > 0) {
                last = Optional.of(units / ROUND_TRIP_UNITS_PER_MS);
            }
        }
        return last;
    }

    private static long number(String statistics, String field) {
        var found =
                Pattern.compile(Pattern.quote(field) + "=\\([a-z0-9]+\\)(\\d+)").matcher(statistics);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /// Nested structures are escaped once for each level.
    private static String plain(String statistics) {
        return statistics.replace("\\", "");
    }
}
