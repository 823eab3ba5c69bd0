package org.hustings.hq.lists;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.hustings.hq.lists.Numbers.Reading;
import org.hustings.hq.rules.Subject;
import org.hustings.protocol.Language;
import org.hustings.protocol.PhoneNumber;

/// Turns one row of a list into a person, or says what is wrong with it. Safe from any thread.
final class RowReader {

    private static final int VALUE_MAX = 500;
    /// An address on an envelope has no more.
    private static final int LINE_FEEDS_MAX = 3;
    /// What nobody writes in two lines.
    private static final Set<Column> ONE_LINE = EnumSet.of(
            Column.EXTERNAL_ID,
            Column.GIVEN_NAME,
            Column.FAMILY_NAME,
            Column.NAME,
            Column.PHONE,
            Column.POSTCODE,
            Column.TOWN,
            Column.LANGUAGE);
    private static final Map<String, String> LANGUAGES = Map.ofEntries(
            Map.entry("english", "en"),
            Map.entry("anglais", "en"),
            Map.entry("englisch", "en"),
            Map.entry("french", "fr"),
            Map.entry("francais", "fr"),
            Map.entry("franzosisch", "fr"),
            Map.entry("german", "de"),
            Map.entry("allemand", "de"),
            Map.entry("deutsch", "de"),
            Map.entry("italian", "it"),
            Map.entry("italiano", "it"),
            Map.entry("spanish", "es"),
            Map.entry("espanol", "es"));
    private static final Map<String, String> SPOKEN =
            Map.of("FR", "fr", "BE", "fr", "DE", "de", "AT", "de", "CH", "de", "IT", "it", "ES", "es");

    /// A list has few different words here.
    private static final int REMEMBERED_MAX = 1_000;

    private final Header header;
    private final char separator;
    private final Numbers numbers;
    private final AccountKey key;
    private final Language usual;
    private final Places places;
    private final Map<String, Optional<String>> languages = new ConcurrentHashMap<>();

    /// `screenedOn` is of rows that name no day of their own.
    RowReader(Header header, char separator, String region, AccountKey key, Optional<LocalDate> screenedOn) {
        this.header = header;
        this.separator = separator;
        this.numbers = new Numbers(region);
        this.key = key;
        this.usual = new Language(SPOKEN.getOrDefault(region, "en"));
        this.places = new Places(header, region, screenedOn);
    }

    /// A row is a person, or a fault at a column.
    sealed interface Row permits Row.Fault, Person {
        record Fault(String column, String reason) implements Row {}
    }

    /// A number as the tables want it, with what the rules ask about it.
    record Line(PhoneNumber phone, KeyedHash key, Subject subject) {}

    /// One person as the tables want it. Empty strings are values nobody gave; `lines` has one at least, best first.
    /// `nameKey` is the name without case, accents and spaces.
    record Person(
            String externalId,
            String givenName,
            String familyName,
            List<Line> lines,
            String nameKey,
            Optional<KeyedHash> household,
            String language,
            String address,
            String postcode,
            String town,
            String consent,
            String why,
            Map<String, String> fields)
            implements Row {}

    /// `line` is where the row begins.
    Row read(long line, List<String> row) {
        var hasLines = false;
        for (int place = 0; place < row.size(); place++) {
            hasLines |= row.get(place).indexOf('\n') >= 0;
        }
        if (hasLines) {
            var swallowed = swallowed(line, row);
            if (swallowed.isPresent()) {
                return swallowed.get();
            }
        }
        if (row.size() > header.names().size()) {
            return new Row.Fault(
                    "column " + (header.names().size() + 1),
                    "the row has " + row.size() + " values but the first line has "
                            + header.names().size() + " headings");
        }
        for (int place = 0; place < row.size(); place++) {
            var trouble = trouble(row.get(place));
            if (trouble.isPresent()) {
                return new Row.Fault(header.names().get(place), trouble.get());
            }
        }
        var language = language(header.value(row, Column.LANGUAGE));
        if (language.isEmpty()) {
            return new Row.Fault(header.nameOf(Column.LANGUAGE), "must be a language such as en, fr or de");
        }
        return switch (numbers(row)) {
            case Found.Nothing(var reason) -> new Row.Fault(header.nameOf(Column.PHONE), reason);
            case Found.Usable(var usable) ->
                switch (places.of(row)) {
                    case Places.Place place -> person(row, usable, place, language.get());
                    case Places.Wrong(var column, var reason) -> new Row.Fault(header.nameOf(column), reason);
                };
        };
    }

    private Row person(List<String> row, List<Reading.Dialable> usable, Places.Place place, String language) {
        var given = header.value(row, Column.GIVEN_NAME);
        var family = header.value(row, Column.FAMILY_NAME);
        var whole = header.value(row, Column.NAME);
        if (given.isEmpty() && family.isEmpty() && !whole.isEmpty()) {
            var cut = whole.lastIndexOf(' ');
            given = cut < 0 ? "" : whole.substring(0, cut).strip();
            family = whole.substring(cut + 1);
        }
        if (given.isEmpty() && family.isEmpty()) {
            var named = header.placesOf(Column.GIVEN_NAME).isEmpty() ? Column.NAME : Column.GIVEN_NAME;
            return new Row.Fault(header.nameOf(named), "is empty, as is every other name");
        }
        var address = address(row);
        var town = header.value(row, Column.TOWN);
        var consent = header.value(row, Column.CONSENT);
        var consented = Consents.isGiven(consent);
        return new Person(
                header.value(row, Column.EXTERNAL_ID),
                given,
                family,
                usable.stream()
                        .map(number -> new Line(
                                number.phone(), key.number(number.phone().e164()), place.subject(number, consented)))
                        .toList(),
                Column.plain(given + family),
                household(address, town),
                language,
                address,
                header.value(row, Column.POSTCODE),
                town,
                consent,
                header.value(row, Column.WHY),
                fields(row));
    }

    /// A stray opening quotation mark makes one value of the rows that follow: they must not vanish unnamed.
    private Optional<Row.Fault> swallowed(long line, List<String> row) {
        var lines = row.stream().mapToLong(RowReader::lineFeeds).sum();
        for (int place = 0; lines > 0 && place < row.size(); place++) {
            var value = row.get(place);
            var first = value.indexOf('\n');
            if (first < 0) {
                continue;
            }
            var here = place;
            var isOneLine =
                    ONE_LINE.stream().anyMatch(column -> header.placesOf(column).contains(here))
                            && lineFeeds(value.strip()) > 0;
            var separators =
                    value.chars().skip(first).filter(c -> c == separator).count();
            if (isOneLine
                    || lineFeeds(value) > LINE_FEEDS_MAX
                    || separators >= header.names().size() - 1) {
                return Optional.of(new Row.Fault(
                        place < header.names().size() ? header.names().get(place) : "column " + (place + 1),
                        "lines " + line + " to " + (line + lines) + " were not read; is a quotation mark left open?"));
            }
        }
        return Optional.empty();
    }

    private static long lineFeeds(String value) {
        return value.chars().filter(c -> c == '\n').count();
    }

    /// Line feeds are allowed: addresses have them. Other control characters come from broken or hostile files.
    private static Optional<String> trouble(String value) {
        if (value.length() > VALUE_MAX) {
            return Optional.of("has " + value.length() + " characters, at most " + VALUE_MAX
                    + " are read; is a quotation mark left open?");
        }
        for (int place = 0; place < value.length(); place++) {
            var c = value.charAt(place);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                return Optional.of("has a control character");
            }
        }
        return Optional.empty();
    }

    private sealed interface Found {
        record Usable(List<Reading.Dialable> numbers) implements Found {}

        record Nothing(String reason) implements Found {}
    }

    /// The usable numbers of the row, in its order; faults are told only when there is none.
    private Found numbers(List<String> row) {
        var usable = new LinkedHashMap<PhoneNumber, Reading.Dialable>(4);
        var reason = Optional.<String>empty();
        for (var place : header.placesOf(Column.PHONE)) {
            if (place >= row.size() || row.get(place).isBlank()) {
                continue;
            }
            switch (numbers.read(row.get(place).strip())) {
                case Reading.Dialable number -> usable.putIfAbsent(number.phone(), number);
                case Reading.Unusable(var why) -> reason = reason.or(() -> Optional.of(why));
            }
        }
        return usable.isEmpty()
                ? new Found.Nothing(reason.orElse("is empty"))
                : new Found.Usable(List.copyOf(usable.values()));
    }

    private Optional<String> language(String text) {
        if (text.isEmpty()) {
            return Optional.of(usual.value());
        }
        var known = languages.get(text);
        if (known != null) {
            return known;
        }
        var found = languageOf(text);
        if (languages.size() < REMEMBERED_MAX) {
            languages.put(text, found);
        }
        return found;
    }

    private static Optional<String> languageOf(String text) {
        var named = LANGUAGES.get(Column.plain(text));
        if (named != null) {
            return Optional.of(named);
        }
        var parts = text.replace('_', '-').split("-", 2);
        var tag = parts[0].toLowerCase(Locale.ROOT) + (parts.length > 1 ? "-" + parts[1].toUpperCase(Locale.ROOT) : "");
        try {
            return Optional.of(new Language(tag).value());
        } catch (IllegalArgumentException noTag) {
            return Optional.empty();
        }
    }

    private String address(List<String> row) {
        var street = header.value(row, Column.ADDRESS);
        var postcode = header.value(row, Column.POSTCODE);
        return street.isEmpty() || postcode.isEmpty() ? street : street + ", " + postcode;
    }

    /// Without a street there is no household: a town alone would tie everybody together.
    private Optional<KeyedHash> household(String address, String town) {
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(key.household(Column.plain(address), Column.plain(town)));
    }

    private Map<String, String> fields(List<String> row) {
        if (header.free().isEmpty()) {
            return Map.of();
        }
        var fields = new TreeMap<String, String>();
        header.free().forEach((place, name) -> {
            if (place < row.size() && !row.get(place).isBlank()) {
                fields.put(name, row.get(place).strip());
            }
        });
        return fields;
    }
}
