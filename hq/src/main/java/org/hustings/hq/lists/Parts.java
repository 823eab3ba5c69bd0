package org.hustings.hq.lists;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hustings.hq.rules.Jurisdiction;

/// States, provinces, cantons and the like, by code or name, with their time zones (`parts.txt` beside this class).
final class Parts {

    /// `zones` is empty where the whole country has one.
    record Part(Jurisdiction jurisdiction, List<ZoneId> zones) {}

    private static final Map<String, Part> BY_NAME = new HashMap<>();
    private static final Set<String> COUNTRIES = new HashSet<>();
    /// France, overseas: the first digits of a postcode are the code of the department.
    private static final String OVERSEAS = "9[78][0-9]{3}";

    private static final int OVERSEAS_DIGITS = 3;

    static {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Parts.class.getResourceAsStream("parts.txt")), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(Parts::add);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Parts() {}

    /// code; zones; names
    private static void add(String line) {
        var cells = line.split(";", -1);
        var jurisdiction = new Jurisdiction(cells[0].strip());
        var zones = Arrays.stream(cells[1].strip().split(" "))
                .filter(zone -> !zone.isEmpty())
                .map(ZoneId::of)
                .toList();
        var part = new Part(jurisdiction, zones);
        var code = jurisdiction.code().substring(3);
        COUNTRIES.add(jurisdiction.country());
        BY_NAME.put(key(jurisdiction.country(), code), part);
        BY_NAME.put(key(jurisdiction.country(), jurisdiction.code()), part);
        Arrays.stream(cells[2].split(","))
                .filter(name -> !name.isBlank())
                .forEach(name -> BY_NAME.put(key(jurisdiction.country(), name), part));
    }

    private static String key(String country, String name) {
        return country + ":" + Column.plain(name);
    }

    /// Empty if the country has no such part, or none that are listed.
    static Optional<Part> of(String country, String name) {
        var found = BY_NAME.get(key(country, name));
        // A spreadsheet drops the zero of department 01.
        return Optional.ofNullable(
                found == null && name.strip().length() == 1 ? BY_NAME.get(key(country, "0" + name.strip())) : found);
    }

    /// Whether the parts of this country are listed, so that an unknown one is a fault.
    static boolean isListed(String country) {
        return COUNTRIES.contains(country);
    }

    /// By the postcode, where that is simple.
    static Optional<Part> ofPostcode(String country, String postcode) {
        return country.equals("FR") && postcode.matches(OVERSEAS)
                ? of(country, postcode.substring(0, OVERSEAS_DIGITS))
                : Optional.empty();
    }

    /// All zones of a country whose parts are listed with theirs.
    static List<ZoneId> zonesOf(String country) {
        return BY_NAME.values().stream()
                .filter(part -> part.jurisdiction().country().equals(country))
                .flatMap(part -> part.zones().stream())
                .distinct()
                .sorted((one, other) -> one.getId().compareTo(other.getId()))
                .collect(Collectors.toUnmodifiableList());
    }
}
