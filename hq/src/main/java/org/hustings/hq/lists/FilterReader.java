package org.hustings.hq.lists;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hustings.hq.lists.Filter.Comparison;
import org.hustings.hq.lists.Filter.Subject;

/// Reads a filter, for example
///
///     town = "Ashford" and (called = no or result in (noAnswer, busy)) and not field "Colour" = "blue"
///
///     filter := and-part { "or" and-part }        and-part := part { "and" part }
///     part   := "not" part | "(" filter ")" | test
///     test   := subject comparison value          value    := word | "text" | "(" value { "," value } ")" after `in`
///
/// Strict: what it does not know it refuses, with the place.
final class FilterReader {

    private static final int LENGTH_MAX = 2_000;
    private static final int DEPTH_MAX = 20;
    private static final int VALUES_MAX = 200;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:\"((?:[^\"\\\\]|\\\\[\"\\\\])*+)\"|([\\p{L}\\p{N}_+.-]++)|(!=|[=<>(),]))");

    private record Token(int place, String text, boolean isQuoted) {
        boolean is(String word) {
            return !isQuoted && text.equals(word);
        }
    }

    private static final Token END = new Token(-1, "the end", false);

    private final List<Token> tokens;
    private int at;

    private FilterReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// Throws a [FilterException].
    static Filter read(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new FilterException(
                    "the filter has " + text.length() + " characters, at most " + LENGTH_MAX + " are read");
        }
        var reader = new FilterReader(tokens(text));
        var filter = reader.any(0);
        if (reader.at < reader.tokens.size()) {
            throw reader.wrong("\"and\", \"or\" or the end");
        }
        return filter;
    }

    private static List<Token> tokens(String text) {
        var found = new ArrayList<Token>();
        var matcher = TOKEN.matcher(text);
        var place = 0;
        while (place < text.length() && !text.substring(place).isBlank()) {
            if (!matcher.find(place) || matcher.start() != place) {
                throw new FilterException("the filter cannot be read from character " + (place + 1)
                        + " on; is a quotation mark left open?");
            }
            var quoted = matcher.group(1);
            found.add(
                    quoted == null
                            ? new Token(
                                    matcher.end(),
                                    Optional.ofNullable(matcher.group(2)).orElseGet(() -> matcher.group(3)),
                                    false)
                            : new Token(matcher.end(), quoted.replaceAll("\\\\(.)", "$1"), true));
            place = matcher.end();
        }
        return found;
    }

    private Filter any(int depth) {
        if (depth > DEPTH_MAX) {
            throw new FilterException("the filter is nested more than " + DEPTH_MAX + " deep");
        }
        var parts = new ArrayList<Filter>();
        do {
            parts.add(all(depth));
        } while (skip("or"));
        return parts.size() == 1 ? parts.getFirst() : new Filter.Any(parts);
    }

    private Filter all(int depth) {
        var parts = new ArrayList<Filter>();
        do {
            parts.add(part(depth));
        } while (skip("and"));
        return parts.size() == 1 ? parts.getFirst() : new Filter.All(parts);
    }

    private Filter part(int depth) {
        if (depth > DEPTH_MAX) {
            throw new FilterException("the filter is nested more than " + DEPTH_MAX + " deep");
        }
        if (skip("not")) {
            return new Filter.Not(part(depth + 1));
        }
        if (skip("(")) {
            var inner = any(depth + 1);
            expect(")");
            return inner;
        }
        return test();
    }

    private Filter test() {
        var subject = oneOf(Subject.values(), Subject::word);
        var argument = subject == Subject.FIELD ? value() : "";
        var comparison = oneOf(Comparison.values(), Comparison::word);
        var values = new ArrayList<String>();
        if (comparison == Comparison.IN) {
            expect("(");
            do {
                values.add(value());
            } while (skip(",") && values.size() < VALUES_MAX);
            expect(")");
        } else {
            values.add(value());
        }
        return FilterCheck.checked(new Filter.Test(subject, argument, comparison, values));
    }

    private String value() {
        var token = here();
        if (token.equals(END) || (!token.isQuoted() && "=<>(),!=".contains(token.text()))) {
            throw wrong("a value");
        }
        at++;
        return token.text();
    }

    private <T> T oneOf(T[] allowed, Function<T, String> word) {
        var token = here();
        var found =
                Arrays.stream(allowed).filter(one -> token.is(word.apply(one))).findFirst();
        if (found.isEmpty()) {
            throw wrong(Arrays.stream(allowed).map(word).collect(Collectors.joining(", ")));
        }
        at++;
        return found.get();
    }

    private boolean skip(String word) {
        if (here().is(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!skip(word)) {
            throw wrong("\"" + word + "\"");
        }
    }

    private Token here() {
        return at < tokens.size() ? tokens.get(at) : END;
    }

    private FilterException wrong(String allowed) {
        var token = here();
        return new FilterException(
                token.equals(END)
                        ? "the filter ends where it should go on with: " + allowed
                        : "the filter says \"" + token.text() + "\" (before character " + (token.place() + 1)
                                + ") where it allows: " + allowed);
    }
}
