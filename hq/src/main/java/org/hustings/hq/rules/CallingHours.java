package org.hustings.hq.rules;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hustings.protocol.Window;

/// The hours of a week at which people are called, in the time zone of whoever is called.
///
/// A day without an entry is closed. Where the clocks change, the doubtful hour counts as closed: a span opens at the
/// later reading of its wall clock and closes at the earlier.
public record CallingHours(Map<DayOfWeek, List<Span>> week) {

    private static final int DAY_MINUTES = 24 * 60;
    /// Windows are told for today and tomorrow: a lease never lives longer.
    private static final int DAYS_TOLD = 2;
    /// How far ahead the next opening is sought: a campaign that calls one day a week opens within these.
    private static final int DAYS_SOUGHT = 8;

    /// Minutes from midnight on the wall clock; 1,440 is the end of the day.
    public record Span(int opensMinute, int closesMinute) {
        public Span {
            if (opensMinute < 0 || closesMinute > DAY_MINUTES || opensMinute >= closesMinute) {
                throw new IllegalArgumentException("hours must open before they close, within 00:00-24:00");
            }
        }
    }

    public CallingHours {
        if (week.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("days must name at least one day");
        }
        var copy = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        week.forEach((day, spans) -> copy.put(day, List.copyOf(spans)));
        week = Map.copyOf(copy);
    }

    /// The same hours on each of `days`.
    public CallingHours(int opensMinute, int closesMinute, Set<DayOfWeek> days) {
        this(alike(new Span(opensMinute, closesMinute), days));
    }

    private static Map<DayOfWeek, List<Span>> alike(Span span, Set<DayOfWeek> days) {
        var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        days.forEach(day -> week.put(day, List.of(span)));
        return week;
    }

    /// The spans of today and tomorrow that are not over at `now` and open in every one of `zones`; adjoining ones are
    /// one.
    public List<Window> windows(List<ZoneId> zones, Instant now) {
        return ahead(zones, now, DAYS_TOLD);
    }

    public boolean isOpen(List<ZoneId> zones, Instant now) {
        return windows(zones, now).stream().anyMatch(span -> span.holds(now));
    }

    /// How long until calling is allowed there: zero while it is; empty if no span of the next days is open in all.
    public Optional<Duration> untilOpen(List<ZoneId> zones, Instant now) {
        return ahead(zones, now, DAYS_SOUGHT).stream()
                .findFirst()
                .map(span -> span.holds(now) ? Duration.ZERO : Duration.between(now, span.opens()));
    }

    private List<Window> ahead(List<ZoneId> zones, Instant now, int days) {
        var together = Spans.ALWAYS;
        for (var zone : zones) {
            var today = now.atZone(zone).toLocalDate();
            together = together.and(spans(zone, today, today.plusDays(days - 1L), _ -> false));
        }
        return together.windows().stream()
                .filter(span -> span.closes().isAfter(now))
                .toList();
    }

    /// The open spans from the first date to the last, both included, but for the dates that are `closed`.
    Spans spans(ZoneId zone, LocalDate first, LocalDate last, Predicate<LocalDate> closed) {
        var spans = new ArrayList<Window>();
        for (var date = first; !date.isAfter(last); date = date.plusDays(1)) {
            if (closed.test(date)) {
                continue;
            }
            for (var span : week.getOrDefault(date.getDayOfWeek(), List.of())) {
                var opens = opening(at(date, span.opensMinute()), zone);
                var closes = closing(at(date, span.closesMinute()), zone);
                // A clock change can swallow the whole span; then there is none that day.
                if (opens.isBefore(closes)) {
                    spans.add(new Window(opens, closes));
                }
            }
        }
        return Spans.of(spans);
    }

    private static LocalDateTime at(LocalDate date, int minute) {
        return date.atStartOfDay().plusMinutes(minute);
    }

    private static Instant opening(LocalDateTime time, ZoneId zone) {
        return time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    private static Instant closing(LocalDateTime time, ZoneId zone) {
        var change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
