package org.hustings.hq.dispatch.core;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hustings.protocol.Window;

/// The hours of the day at which a campaign calls, in the time zone of whoever is called.
///
/// `opensMinute` and `closesMinute` count from midnight on the wall clock; 1,440 is the end of the day.
public record CallingHours(int opensMinute, int closesMinute, Set<DayOfWeek> days) {

    private static final int DAY_MINUTES = 24 * 60;
    /// Windows are told for today and tomorrow: a lease never lives longer.
    private static final int DAYS_TOLD = 2;
    /// How far ahead the next opening is sought: a campaign that calls one day a week opens within these.
    private static final int DAYS_SOUGHT = 8;

    public CallingHours {
        if (opensMinute < 0 || closesMinute > DAY_MINUTES || opensMinute >= closesMinute) {
            throw new IllegalArgumentException("hours must open before they close, within 00:00-24:00");
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must name at least one day");
        }
        days = Set.copyOf(days);
    }

    /// The spans of today and tomorrow that are not over at `now` and open in every one of `zones`; adjoining ones are
    /// one.
    public List<Window> windows(List<ZoneId> zones, Instant now) {
        return together(zones, now, DAYS_TOLD);
    }

    public boolean isOpen(List<ZoneId> zones, Instant now) {
        return windows(zones, now).stream().anyMatch(span -> span.holds(now));
    }

    /// How long until calling is allowed there: zero while it is; empty if no span of the next days is open in all.
    public Optional<Duration> untilOpen(List<ZoneId> zones, Instant now) {
        return together(zones, now, DAYS_SOUGHT).stream()
                .findFirst()
                .map(span -> span.holds(now) ? Duration.ZERO : Duration.between(now, span.opens()));
    }

    private List<Window> together(List<ZoneId> zones, Instant now, int dayCount) {
        return zones.stream()
                .map(zone -> spans(zone, now, dayCount))
                .reduce(CallingHours::both)
                .orElse(List.of());
    }

    private static List<Window> both(List<Window> some, List<Window> others) {
        var both = new ArrayList<Window>();
        for (var one : some) {
            for (var other : others) {
                var opens = one.opens().isAfter(other.opens()) ? one.opens() : other.opens();
                var closes = one.closes().isBefore(other.closes()) ? one.closes() : other.closes();
                if (opens.isBefore(closes)) {
                    both.add(new Window(opens, closes));
                }
            }
        }
        return List.copyOf(both);
    }

    private List<Window> spans(ZoneId zone, Instant now, int dayCount) {
        var spans = new ArrayList<Window>();
        var today = now.atZone(zone).toLocalDate();
        for (int day = 0; day < dayCount; day++) {
            var date = today.plusDays(day);
            if (!days.contains(date.getDayOfWeek())) {
                continue;
            }
            var opens = at(date, opensMinute, zone);
            var closes = at(date, closesMinute, zone);
            // A clock change can swallow the whole span; then there is none that day.
            if (opens.isBefore(closes) && closes.isAfter(now)) {
                join(spans, new Window(opens, closes));
            }
        }
        return List.copyOf(spans);
    }

    private static void join(List<Window> spans, Window next) {
        if (!spans.isEmpty() && spans.getLast().closes().equals(next.opens())) {
            var last = spans.removeLast();
            spans.add(new Window(last.opens(), next.closes()));
        } else {
            spans.add(next);
        }
    }

    private static Instant at(LocalDate date, int minute, ZoneId zone) {
        return minute == DAY_MINUTES
                ? date.plusDays(1).atStartOfDay(zone).toInstant()
                : date.atTime(LocalTime.ofSecondOfDay(minute * 60L))
                        .atZone(zone)
                        .toInstant();
    }
}
