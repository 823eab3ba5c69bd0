package org.hustings.hq.lists;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.hustings.hq.lists.Filter.Comparison;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.Result;

/// Whether a test asks what can be answered: a misspelt disposition would hold nobody, or everybody.
final class FilterCheck {

    private static final Set<String> YES_OR_NO = Set.of("yes", "no");
    private static final Set<String> RESULTS = words(Result.values());
    private static final Set<String> DISPOSITIONS = words(Disposition.values());
    private static final Set<String> TYPES = words(NumberType.values());

    private FilterCheck() {}

    /// Throws a [FilterException].
    static Filter checked(Filter.Test test) {
        switch (test.subject()) {
            case TRIES -> numbers(test);
            case CALLED, CONSENT -> oneOf(test, YES_OR_NO);
            case RESULT -> oneOf(test, RESULTS);
            case DISPOSITION -> oneOf(test, DISPOSITIONS);
            case NUMBER_TYPE -> oneOf(test, TYPES);
            case TOWN, POSTCODE, STATE, CONSTITUENCY, LANGUAGE, LIST, FIELD -> text(test);
        }
        return test;
    }

    private static void numbers(Filter.Test test) {
        if (test.comparison() == Comparison.STARTS
                || !test.values().stream().allMatch(value -> value.matches("[0-9]{1,6}"))) {
            throw new FilterException(test.subject().word() + " is compared with a whole number, by = != < > or in");
        }
    }

    private static void oneOf(Filter.Test test, Set<String> allowed) {
        text(test);
        for (var value : test.values()) {
            if (test.comparison() == Comparison.STARTS || !allowed.contains(value)) {
                throw new FilterException(test.subject().word() + " is \"" + value + "\"; allowed: "
                        + allowed.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private static void text(Filter.Test test) {
        if (test.comparison() == Comparison.LESS || test.comparison() == Comparison.MORE) {
            throw new FilterException(test.subject().word() + " is text: compare it by = != starts or in");
        }
    }

    /// As they stand in messages and tables.
    private static Set<String> words(Object[] values) {
        return Arrays.stream(values)
                .map(value -> new String(Json.write(value), java.nio.charset.StandardCharsets.UTF_8).replace("\"", ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
