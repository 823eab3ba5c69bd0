package org.hustings.hq.lists;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which column of this file holds what. Columns that mean nothing to us become free fields of their own name.
record Header(List<String> names, Map<Column, List<Integer>> places, Map<Integer, String> free) {

    private static final int COLUMNS_MAX = 200;
    private static final int FREE_MAX = 50;
    private static final int NAME_MAX = 60;

    static Header of(List<String> names) {
        if (names.size() > COLUMNS_MAX) {
            throw new ImportException("line 1: the file has " + names.size() + " columns, at most " + COLUMNS_MAX
                    + " are read; take out those that callers do not need");
        }
        var places = new LinkedHashMap<Column, List<Integer>>();
        var free = new LinkedHashMap<Integer, String>();
        var seen = new HashSet<String>();
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
            Column.of(name)
                    .ifPresentOrElse(
                            column -> places.computeIfAbsent(column, _ -> new ArrayList<>())
                                    .add(here),
                            () -> free.put(here, name));
        }
        return checked(new Header(List.copyOf(names), whole(places), Map.copyOf(free)));
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

    private static Header checked(Header header) {
        if (!header.places().containsKey(Column.PHONE)) {
            throw new ImportException("line 1: no column holds the phone number; call one \"phone\" (headings are: "
                    + String.join(
                            ", ",
                            header.names()
                                    .subList(0, Math.min(12, header.names().size()))) + ")");
        }
        if (!header.places().containsKey(Column.FAMILY_NAME)
                && !header.places().containsKey(Column.GIVEN_NAME)
                && !header.places().containsKey(Column.NAME)) {
            throw new ImportException("line 1: no column holds a name; call two \"given name\" and \"family name\"");
        }
        if (header.free().size() > FREE_MAX) {
            throw new ImportException("line 1: the file has " + header.free().size() + " free columns, at most "
                    + FREE_MAX + " are kept; take out those that callers do not need");
        }
        return header;
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
