package org.hustings.demo.town;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The demo's list of contacts as a field office would send it: a CSV with headers of its own choosing, households,
/// a few numbers shared by two people, three languages, free fields, quoted commas, umlauts, a byte-order mark. All
/// numbers are of [FictionalNumbers], all people invented. The same seed gives the same file.
public final class SampleList {

    /// The headers, in the file's order. Column names vary on purpose: the import has to suggest their meaning.
    public static final List<String> HEADERS = List.of(
            "Contact ID",
            "First name",
            "Surname",
            "Telephone",
            "Street address",
            "Town",
            "Language",
            "Why on list",
            "Notes");

    /// Numbers that exist for the sample; each is used by one household.
    public static final int NUMBERS_MAX = FictionalNumbers.count(FictionalNumbers.BRITISH)
            + FictionalNumbers.count(FictionalNumbers.FRENCH)
            + FictionalNumbers.count(FictionalNumbers.GERMAN)
            + FictionalNumbers.count(FictionalNumbers.AMERICAN);

    /// Of those who live with another contact, one in this many shares the other's number, as couples with a landline
    /// do.
    private static final int SHARED_NUMBER_ONE_IN = 6;

    private static final int HOUSEHOLD_MAX = 3;

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,\"\r\n]");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Random random;
    private final List<Telephone> numbers;
    private int nextNumber;
    private int nextReference = 1;

    private record Telephone(String e164, String town, String language) {}

    private SampleList(long seed) {
        random = new Random(seed);
        numbers = Stream.of(
                        FictionalNumbers.BRITISH,
                        FictionalNumbers.FRENCH,
                        FictionalNumbers.GERMAN,
                        FictionalNumbers.AMERICAN)
                .flatMap(List::stream)
                .flatMap(range -> IntStream.range(0, range.size())
                        .mapToObj(i -> new Telephone(range.number(i), range.town(), range.language())))
                .collect(Collectors.toCollection(ArrayList::new));
        mix();
    }

    /// Writes `contacts` people and `brokenRows` rows that no import can use (no number, letters for a number, a number
    /// too short, a missing column), spread among them. Throws an [IllegalArgumentException] when there are not
    /// enough numbers.
    public static void write(Path file, int contacts, long seed, int brokenRows) throws IOException {
        if (contacts < 0 || contacts > NUMBERS_MAX) {
            throw new IllegalArgumentException(
                    "a sample list of " + contacts + " contacts: 0 to " + NUMBERS_MAX + " are possible");
        }
        var rows = new SampleList(seed).rows(contacts, brokenRows);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(BYTE_ORDER_MARK);
            out.write(line(HEADERS));
            for (var row : rows) {
                out.write(line(row));
            }
        }
    }

    /// Most numbers British, some French and German, a few American; each country's in random order.
    private void mix() {
        Collections.shuffle(numbers, random);
        var byWeight = new ArrayList<Telephone>(numbers.size());
        var rest = new ArrayList<Telephone>();
        for (var number : numbers) {
            // There are three French numbers to each British one: most of them come last.
            boolean isSpare = (number.language().equals("fr") && random.nextInt(14) != 0)
                    || (number.language().equals("de") && random.nextInt(3) != 0);
            (isSpare ? rest : byWeight).add(number);
        }
        byWeight.addAll(rest);
        numbers.clear();
        numbers.addAll(byWeight);
    }

    private List<List<String>> rows(int contacts, int brokenRows) {
        var rows = new ArrayList<List<String>>(contacts + brokenRows);
        while (rows.size() < contacts) {
            var home = home();
            int people = Math.min(household(), contacts - rows.size());
            for (int i = 0; i < people; i++) {
                boolean shares = i > 0 && random.nextInt(SHARED_NUMBER_ONE_IN) == 0;
                var number = i == 0 || shares ? home.number() : another(home.number());
                rows.add(person(number, home));
            }
        }
        for (int i = 0; i < brokenRows; i++) {
            rows.add(random.nextInt(rows.size() + 1), broken(i));
        }
        return rows;
    }

    private record Home(Telephone number, String street, String surname) {}

    private Home home() {
        var number = numbers.get(nextNumber++);
        var words = SampleWords.of(number.language());
        var house = 1 + random.nextInt(180);
        var street = one(words.streets());
        var address = number.language().equals("de") ? street + " " + house : house + " " + street;
        return new Home(number, address, one(words.surnames()));
    }

    private int household() {
        int dice = random.nextInt(10);
        return dice < 7 ? 1 : dice < 9 ? 2 : HOUSEHOLD_MAX;
    }

    /// A second number in the same home: of the same country, and usually of the same town's range or a mobile's.
    private Telephone another(Telephone first) {
        for (int i = nextNumber; i < Math.min(numbers.size(), nextNumber + 200); i++) {
            if (numbers.get(i).language().equals(first.language())) {
                Collections.swap(numbers, nextNumber, i);
                break;
            }
        }
        return numbers.get(nextNumber++);
    }

    private List<String> person(Telephone number, Home home) {
        var words = SampleWords.of(home.number().language());
        return List.of(
                "P" + nextReference++,
                one(words.givenNames()),
                home.surname(),
                number.e164(),
                home.street(),
                home.number().town(),
                home.number().language(),
                one(words.reasons()),
                random.nextInt(4) == 0 ? one(words.notes()) : "");
    }

    private List<String> broken(int kind) {
        var words = SampleWords.of("en");
        var name = one(words.givenNames());
        return switch (kind % 4) {
            case 0 -> List.of("X" + kind, name, one(words.surnames()), "", "1 High Street", "London", "en", "", "");
            case 1 ->
                List.of("X" + kind, name, one(words.surnames()), "call me", "2 High Street", "London", "en", "", "");
            case 2 ->
                List.of("X" + kind, name, one(words.surnames()), "+44207", "3 High Street", "London", "en", "", "");
            default -> List.of("X" + kind, name);
        };
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// RFC 4180: quotes around what holds a comma, a quote or a line break.
    private static String line(List<String> fields) {
        return fields.stream()
                        .map(field ->
                                NEEDS_QUOTES.matcher(field).find() ? "\"" + field.replace("\"", "\"\"") + "\"" : field)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }
}
