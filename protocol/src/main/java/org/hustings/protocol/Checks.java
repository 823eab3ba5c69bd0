package org.hustings.protocol;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The checks that a record makes of itself when it is built. Every message names the field and what it may be.
final class Checks {

    static final Pattern STATION = Pattern.compile("[a-z0-9][a-z0-9-]{2,31}");
    /// Ids that HQ or an import chose: visible ASCII without the characters that topics and URLs give a meaning.
    static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    /// Language tag: a primary subtag and perhaps a region (RFC 5646 section 2.1).
    static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
    /// E.164 section 6: at most fifteen digits, the first never 0.
    static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{3,14}");

    private Checks() {}

    static String matches(String field, String value, Pattern allowed) {
        Objects.requireNonNull(value, field);
        if (!allowed.matcher(value).matches()) {
            // The value itself stays out of the message: it may be a voter's number.
            throw new IllegalArgumentException(field + " must match " + allowed.pattern() + " but has " + value.length()
                    + " characters of another form");
        }
        return value;
    }

    static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static int atLeast(String field, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(field + " must be at least " + least + " but is " + value);
        }
        return value;
    }

    static String atMost(String field, int mostCharacters, String value) {
        given(field, value);
        if (value.length() > mostCharacters) {
            throw new IllegalArgumentException(
                    field + " has " + value.length() + " characters, at most " + mostCharacters + " are allowed");
        }
        return value;
    }

    /// Text that every database and screen takes: no control characters, no half of a surrogate pair.
    static String line(String field, String value) {
        given(field, value);
        if (value.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException(field + " has a control character or half a letter");
        }
        return value;
    }

    static <T> List<T> listOf(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    /// An optional field that JSON spelled as null, or left out.
    @SuppressWarnings("NullableOptional") // Jackson hands null over for a field that is absent.
    static <T> Optional<T> maybe(@Nullable Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }
}
