package org.hustings.hq.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.hustings.hq.lists.Numbers.Reading;

/// What columns may mean whose headings say nothing, by looking at their values. Only told, never done: a column of
/// account numbers looks much like one of telephones.
final class Suggestions {

    /// Of the filled values looked at.
    private static final double MOST = 0.9;

    private static final int FILLED_MIN = 3;

    private static final Pattern POSTCODE =
            Pattern.compile("[0-9]{4,5}(-[0-9]{4})?|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}", Pattern.CASE_INSENSITIVE);

    private Suggestions() {}

    /// `sample` are some rows below the header.
    static List<String> of(Header header, List<List<String>> sample, String region) {
        var numbers = new Numbers(region);
        var hints = new ArrayList<String>();
        header.free().forEach((place, name) -> {
            var filled = sample.stream()
                    .filter(row -> place < row.size() && !row.get(place).isBlank())
                    .map(row -> row.get(place).strip())
                    .toList();
            if (most(filled, text -> numbers.read(text) instanceof Reading.Dialable)) {
                hints.add(hint(name, "phone numbers", Column.PHONE));
            } else if (!header.places().containsKey(Column.POSTCODE)
                    && most(filled, text -> POSTCODE.matcher(text).matches())) {
                hints.add(hint(name, "postcodes", Column.POSTCODE));
            } else if (!header.places().containsKey(Column.STATE)
                    && most(filled, text -> Parts.of(region, text).isPresent())) {
                hints.add(hint(name, "states or departments", Column.STATE));
            } else if (!header.places().containsKey(Column.TIME_ZONE)
                    && most(filled, text -> text.matches("[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+"))) {
                hints.add(hint(name, "time zones", Column.TIME_ZONE));
            }
        });
        return hints.stream().sorted().toList();
    }

    private static boolean most(List<String> filled, Predicate<String> fits) {
        return filled.size() >= FILLED_MIN && filled.stream().filter(fits).count() >= MOST * filled.size();
    }

    private static String hint(String name, String what, Column column) {
        return "column \"" + name + "\" holds " + what + " by the look of it; if so: --map \"" + name + "="
                + column.words() + "\"";
    }
}
