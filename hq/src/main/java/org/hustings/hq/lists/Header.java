package org.hustings.hq.lists;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which column of this file holds what. Columns that mean nothing to us become free fields of their own name.
record Header(List<String> names, Map<Column, List<Integer>> places, Map<Integer, String> free) {

    private static final int COLUMNS_MAX = 200;
    private static final int FREE_MAX = 50;
    private static final int NAME_MAX = 60;
    private static final int NAMES_SHOWN = 12;

    /// What `--map` says of a column that is not wanted.
    static final String IGNORE = "ignore";

    /// `mapped` says what some headings mean, above our guess: see [ImportOptions].
    static Header of(List<String> names, Map<String, String> mapped) {
        if (names.size() > COLUMNS_MAX) {
            throw new ImportException("line 1: the file has " + names.size() + " columns, at most " + COLUMNS_MAX
                    + " are read; take out those that callers do not need");
        }
        var places = new LinkedHashMap<Column, List<Integer>>();
        var free = new LinkedHashMap<Integer, String>();
        var seen = new HashSet<String>();
        var wishes = wishes(names, mapped);
        for (int place = 0; place < names.size(); place++) {
            var name = names.get(place).strip();
            if (name.isEmpty()) {
                continue;
            }
            if (name.length() > NAME_MAX || name.chars().anyMatch(Character::isISOControl)) {
                throw new ImportException("line 1: the heading of column " + (place + 1)
                        + " is no heading; is the first line a row of headings?");
            }
            if (!seen.add(Column.plain(name) + (Column.plain(name).isEmpty() ? name : ""))) {
                throw new ImportException("line 1: two columns are called \"" + name + "\"; rename one");
            }
            var here = place;
            var wish = wishes.get(Column.plain(name));
            if (wish != null && wish.equals(IGNORE)) {
                continue;
            }
            (wish == null ? Column.of(name) : Column.named(wish))
                    .ifPresentOrElse(
                            column -> places.computeIfAbsent(column, _ -> new ArrayList<>())
                                    .add(here),
                            () -> free.put(here, name));
        }
        return new Header(List.copyOf(names), whole(places), Map.copyOf(free));
    }

    /// "Name" beside "Vorname" is the family name; alone it is the whole one.
    private static Map<Column, List<Integer>> whole(Map<Column, List<Integer>> places) {
        var name = places.get(Column.NAME);
        if (name != null && places.containsKey(Column.GIVEN_NAME) && !places.containsKey(Column.FAMILY_NAME)) {
            places.put(Column.FAMILY_NAME, name);
            places.remove(Column.NAME);
        }
        return Map.copyOf(places);
    }

    /// By plain heading. Every wish must name a column of the file and one of ours.
    private static Map<String, String> wishes(List<String> names, Map<String, String> mapped) {
        var there = names.stream().map(Column::plain).toList();
        var wishes = new LinkedHashMap<String, String>();
        mapped.forEach((heading, meaning) -> {
            if (!there.contains(Column.plain(heading))) {
                throw new ImportException("--map names a column \"" + heading + "\", but line 1 has: " + some(names));
            }
            if (!meaning.equals(IGNORE) && Column.named(meaning).isEmpty()) {
                throw new ImportException("--map makes \"" + heading + "\" a \"" + meaning + "\"; allowed: "
                        + Arrays.stream(Column.values()).map(Column::words).collect(Collectors.joining(", ")) + ", "
                        + IGNORE);
            }
            wishes.put(Column.plain(heading), meaning);
        });
        return wishes;
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
    }

    /// Throws an [ImportException] without a column for numbers and one for names. `hints` are what may help.
    void check(List<String> hints) {
        var help = hints.isEmpty() ? "" : "; " + String.join("; ", hints);
        if (!places.containsKey(Column.PHONE)) {
            throw new ImportException("line 1: no column holds the phone number; call one \"phone\" (headings are: "
                    + some(names) + ")" + help);
        }
        if (!places.containsKey(Column.FAMILY_NAME)
                && !places.containsKey(Column.GIVEN_NAME)
                && !places.containsKey(Column.NAME)) {
            throw new ImportException(
                    "line 1: no column holds a name; call two \"given name\" and \"family name\"" + help);
        }
        if (free.size() > FREE_MAX) {
            throw new ImportException("line 1: the file has " + free.size() + " free columns, at most " + FREE_MAX
                    + " are kept; take out those that callers do not need, or --map them to " + IGNORE);
        }
    }

    /// How each heading was understood, in words.
    List<String> meanings() {
        var meanings = new ArrayList<String>();
        for (int place = 0; place < names.size(); place++) {
            var here = place;
            var name = names.get(place).strip();
            if (!name.isEmpty()) {
                meanings.add(name + ": "
                        + places.entrySet().stream()
                                .filter(entry -> entry.getValue().contains(here))
                                .map(entry -> entry.getKey().words())
                                .findFirst()
                                .orElse(free.containsKey(place) ? "kept as a field" : "not read"));
            }
        }
        return meanings;
    }

    /// The first filled value of a column, stripped; empty if there is none.
    String value(List<String> row, Column column) {
        for (var place : places.getOrDefault(column, List.of())) {
            if (place < row.size() && !row.get(place).isBlank()) {
                return row.get(place).strip();
            }
        }
        return "";
    }

    List<Integer> placesOf(Column column) {
        return places.getOrDefault(column, List.of());
    }

    /// How a person finds the column: its heading.
    String nameOf(Column column) {
        var found = placesOf(column);
        return found.isEmpty() ? column.name() : names.get(found.getFirst());
    }
}
