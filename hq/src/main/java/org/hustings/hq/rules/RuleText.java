package org.hustings.hq.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The keys of one `[[rule]]` of a file, each asked for by name. What was never asked for is unknown.
///
/// Not thread-safe: it notes what was asked.
final class RuleText {

    private static final Pattern HEADER = Pattern.compile("\\s*\\[\\[\\s*rule\\s*]]\\s*(#.*)?");

    private final String file;
    private final List<String> lines;
    private final int first;
    private final JsonNode keys;
    private final Set<String> asked = new TreeSet<>();

    private RuleText(String file, List<String> lines, int first, JsonNode keys) {
        this.file = file;
        this.lines = lines;
        this.first = first;
        this.keys = keys;
    }

    /// `rules` is the array that the parser read from `text`.
    static List<RuleText> of(String file, String text, JsonNode rules) {
        var lines = text.lines().toList();
        var headers = IntStream.range(0, lines.size())
                .filter(line -> HEADER.matcher(lines.get(line)).matches())
                .toArray();
        if (headers.length != rules.size()) {
            throw new RuleFileException(file + ": every rule must begin with a line [[rule]] of its own");
        }
        var all = new ArrayList<RuleText>();
        for (int n = 0; n < headers.length; n++) {
            var end = n + 1 < headers.length ? headers[n + 1] : lines.size();
            all.add(new RuleText(file, lines.subList(headers[n], end), headers[n] + 1, rules.get(n)));
        }
        return all;
    }

    boolean has(String key) {
        asked.add(key);
        return keys.has(key);
    }

    Optional<String> maybeText(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        var value = keys.get(key);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw wrong(key, "must be a text in quotes that is not empty");
        }
        return Optional.of(value.stringValue().strip());
    }

    String text(String key) {
        return maybeText(key).orElseThrow(() -> missing(key));
    }

    <T> T parsed(String key, Function<String, T> type) {
        return parsed(key, text(key), type);
    }

    private <T> T parsed(String key, String value, Function<String, T> type) {
        try {
            return type.apply(value);
        } catch (RuntimeException refused) {
            throw wrong(key, "is \"" + value + "\": " + refused.getMessage());
        }
    }

    <T> T choice(String key, List<T> all, Function<T, String> word) {
        return one(key, text(key), all, word);
    }

    <T> T one(String key, String value, List<T> all, Function<T, String> word) {
        return all.stream()
                .filter(one -> word.apply(one).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(
                        key,
                        "is \"" + value + "\" but allowed are "
                                + String.join(", ", all.stream().map(word).toList())));
    }

    <T> Set<T> choices(String key, List<T> all, Function<T, String> word) {
        var chosen = new LinkedHashSet<T>();
        texts(key).forEach(value -> chosen.add(one(key, value, all, word)));
        return chosen;
    }

    <T> List<T> list(String key, Function<String, T> type) {
        return texts(key).stream().map(value -> parsed(key, value, type)).toList();
    }

    List<String> texts(String key) {
        if (!has(key)) {
            throw missing(key);
        }
        var value = keys.get(key);
        var texts = new ArrayList<String>();
        for (int n = 0; value.isArray() && n < value.size(); n++) {
            if (!value.get(n).isString()) {
                throw wrong(key, "must be a list of texts in quotes");
            }
            texts.add(value.get(n).stringValue());
        }
        if (texts.isEmpty()) {
            throw wrong(key, "must be a list of texts that is not empty");
        }
        return texts;
    }

    int number(String key, int least, int most) {
        if (!has(key)) {
            throw missing(key);
        }
        var value = keys.get(key);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(key, "must be a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    boolean flag(String key) {
        if (!has(key)) {
            return false;
        }
        if (!keys.get(key).isBoolean()) {
            throw wrong(key, "must be true or false");
        }
        return keys.get(key).booleanValue();
    }

    /// Throws for a key that nobody asked for.
    void refuseUnknown() {
        for (var key : keys.propertyNames()) {
            if (!asked.contains(key)) {
                throw wrong(key, "is not a key of this kind of rule; known are " + String.join(", ", asked));
            }
        }
    }

    RuleFileException wrong(String key, String trouble) {
        return new RuleFileException(file + ", line " + lineOf(key) + ": " + key + " " + trouble);
    }

    RuleFileException missing(String key) {
        return new RuleFileException(file + ", line " + first + ": " + key + " is missing from this rule");
    }

    private int lineOf(String key) {
        var start = Pattern.compile("\\s*\"?" + Pattern.quote(key) + "\"?\\s*[=.].*");
        return first
                + IntStream.range(0, lines.size())
                        .filter(line -> start.matcher(lines.get(line)).matches())
                        .findFirst()
                        .orElse(0);
    }
}
