package org.hustings.hq.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// One round of an election on one day. Without a constituency it is held in all of them.
///
/// `closes` is the wall clock in `zone`; without one the polls count as open until midnight, the cautious reading.
public record Poll(
        Jurisdiction where,
        Optional<String> constituency,
        int round,
        LocalDate on,
        Optional<LocalTime> closes,
        ZoneId zone) {

    public Poll {
        if (round < 1 || round > 9) {
            throw new IllegalArgumentException("polls.round must be between 1 and 9 but is " + round);
        }
    }

    /// Somebody whose constituency nobody knows may vote in any.
    boolean concerns(Optional<String> voters) {
        return constituency.isEmpty()
                || voters.isEmpty()
                || plain(constituency.get()).equals(plain(voters.get()));
    }

    Spans silence(int daysBefore) {
        var from = on.minusDays(daysBefore).atStartOfDay(zone).toInstant();
        return Spans.between(from, end());
    }

    Instant end() {
        return closes.map(time -> on.atTime(time).atZone(zone).withLaterOffsetAtOverlap())
                .orElseGet(() -> on.plusDays(1).atStartOfDay(zone))
                .toInstant();
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
