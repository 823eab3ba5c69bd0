package org.hustings.demo.town;

import java.util.List;

/// Telephone numbers that belong to nobody and never will: the ranges that regulators keep for films and books, as far
/// as libphonenumber takes them for valid (it refuses 07700 900, 01632 960, 0115 496 and 06 39 98, which are left out).
///
/// - United Kingdom: Ofcom, "Telephone numbers for use in TV and radio drama programmes", a thousand in each range.
/// - France: ARCEP's national numbering plan, numbers for audiovisual works, ten thousand in each range.
/// - Germany: Bundesnetzagentur, Mitteilung 148/2021 ("Drama Numbers"), a thousand in each of five cities, and a
///   hundred mobile numbers.
/// - United States: 555-0100 to 555-0199 of each area code, reserved for fiction by the North American Numbering Plan
///   Administration's 555 line number guidelines.
final class FictionalNumbers {

    /// A run of numbers: `prefix` and then every string of `digits` digits. `town` is the place it belongs to.
    record Range(String prefix, int digits, String town, String language) {

        int size() {
            return switch (digits) {
                case 2 -> 100;
                case 3 -> 1_000;
                case 4 -> 10_000;
                default -> throw new IllegalArgumentException("a range of " + digits + " digits");
            };
        }

        String number(int index) {
            return prefix + Integer.toString(size() + index).substring(1);
        }
    }

    static final List<Range> BRITISH = List.of(
            british("113496", "Leeds"),
            british("114496", "Sheffield"),
            british("116496", "Leicester"),
            british("117496", "Bristol"),
            british("118496", "Reading"),
            british("121496", "Birmingham"),
            british("131496", "Edinburgh"),
            british("141496", "Glasgow"),
            british("151496", "Liverpool"),
            british("161496", "Manchester"),
            british("191498", "Sunderland"),
            british("207946", "London"),
            new Range("+442896496", 3, "Belfast", "en"),
            british("292018", "Cardiff"));

    static final List<Range> FRENCH = List.of(
            new Range("+3319900", 4, "Paris", "fr"),
            new Range("+3326191", 4, "Rennes", "fr"),
            new Range("+3335301", 4, "Lille", "fr"),
            new Range("+3346571", 4, "Lyon", "fr"),
            new Range("+3353649", 4, "Toulouse", "fr"));

    static final List<Range> GERMAN = List.of(
            new Range("+493023125", 3, "Berlin", "de"),
            new Range("+496990009", 3, "Frankfurt am Main", "de"),
            new Range("+494066969", 3, "Hamburg", "de"),
            new Range("+492214710", 3, "Köln", "de"),
            new Range("+498999998", 3, "München", "de"),
            new Range("+4917139200", 2, "Bonn", "de"));

    static final List<Range> AMERICAN = List.of(
            american("202", "Washington"),
            american("212", "New York"),
            american("303", "Denver"),
            american("312", "Chicago"),
            american("415", "San Francisco"),
            american("503", "Portland"),
            american("617", "Boston"),
            american("713", "Houston"));

    private FictionalNumbers() {}

    private static Range british(String prefix, String town) {
        return new Range("+44" + prefix + "0", 3, town, "en");
    }

    private static Range american(String area, String town) {
        return new Range("+1" + area + "55501", 2, town, "en");
    }

    static int count(List<Range> ranges) {
        return ranges.stream().mapToInt(Range::size).sum();
    }
}
