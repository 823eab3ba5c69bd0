package org.hustings.hq.people;

/// Words of whoever changes something, for the audit.
final class Reasons {

    private static final int CHARACTERS_MAX = 500;

    private Reasons() {}

    /// Returns the words. Throws an [IllegalArgumentException] that names the field.
    static String checked(String field, String words) {
        if (words.isBlank() || words.length() > CHARACTERS_MAX || words.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    field + " must be one line of at most " + CHARACTERS_MAX + " characters, and not empty");
        }
        return words;
    }
}
