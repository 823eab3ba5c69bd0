package org.hustings.hq.lists;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hustings.hq.lists.Numbers.Reading;
import org.hustings.hq.lists.Parts.Part;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.hq.rules.Subject;

/// What a row says of where a person lives, as far as the rules ask. Number and address may lie in two states and two
/// time zones: then both count. Safe from any thread.
record Places(Header header, String region, Optional<LocalDate> screenedOn) {

    /// ISO first; then as Europe writes it. Month-first dates cannot be told from these and are refused.
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("dd.MM.uuuu"),
            DateTimeFormatter.ofPattern("d.M.uuuu"));

    private static final int CONSTITUENCY_MAX = 80;

    sealed interface Found permits Place, Wrong {}

    record Place(
            Optional<Jurisdiction> part,
            List<ZoneId> zones,
            Optional<String> constituency,
            Optional<LocalDate> screenedOn)
            implements Found {

        /// All the law and all the zones that may be theirs; the address's zone, being the person's, comes first.
        Subject subject(Reading.Dialable number, boolean consent) {
            return new Subject(
                    part.isEmpty() ? number.jurisdictions() : both(number.jurisdictions(), List.of(part.get())),
                    zones.isEmpty() ? number.timeZones() : both(zones, number.timeZones()),
                    number.type(),
                    consent,
                    constituency,
                    screenedOn);
        }

        private static <T> List<T> both(List<T> first, List<T> second) {
            return first.containsAll(second)
                    ? first
                    : Stream.concat(first.stream(), second.stream()).distinct().toList();
        }
    }

    record Wrong(Column column, String reason) implements Found {}

    Found of(List<String> row) {
        var screened = header.value(row, Column.SCREENED_ON);
        var day = screened.isEmpty() ? screenedOn : date(screened);
        if (day.isEmpty() && !screened.isEmpty()) {
            return new Wrong(Column.SCREENED_ON, "must be a day such as 2026-11-01");
        }
        var named = header.value(row, Column.STATE);
        var part = named.isEmpty()
                ? Parts.ofPostcode(region, header.value(row, Column.POSTCODE))
                : Parts.of(region, named);
        if (part.isEmpty() && !named.isEmpty() && Parts.isListed(region)) {
            return new Wrong(Column.STATE, "is no part of " + region + " by that name or code");
        }
        var constituency = header.value(row, Column.CONSTITUENCY);
        if (constituency.length() > CONSTITUENCY_MAX) {
            return new Wrong(Column.CONSTITUENCY, "is too long for the name of a constituency");
        }
        return zoned(row, part, constituency, day);
    }

    private Found zoned(List<String> row, Optional<Part> part, String constituency, Optional<LocalDate> day) {
        var zone = header.value(row, Column.TIME_ZONE);
        List<ZoneId> zones = part.map(Part::zones).orElse(List.of());
        if (!zone.isEmpty()) {
            try {
                zones = List.of(ZoneId.of(zone));
            } catch (DateTimeException unknown) {
                return new Wrong(Column.TIME_ZONE, "must be a time zone such as America/Chicago");
            }
        }
        return new Place(
                part.map(Part::jurisdiction),
                zones,
                constituency.isEmpty() ? Optional.empty() : Optional.of(constituency),
                day);
    }

    static Optional<LocalDate> date(String text) {
        for (var format : DATES) {
            try {
                return Optional.of(LocalDate.parse(text, format));
            } catch (DateTimeException other) {
                // The next way of writing it may fit.
            }
        }
        return Optional.empty();
    }
}
