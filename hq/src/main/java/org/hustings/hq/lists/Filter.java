package org.hustings.hq.lists;

import java.util.List;

/// Whom a segment holds, as a tree. Read by [FilterReader] from its words, made into a query by [FilterQuery].
sealed interface Filter {

    record All(List<Filter> parts) implements Filter {}

    record Any(List<Filter> parts) implements Filter {}

    record Not(Filter part) implements Filter {}

    /// `subject` compared with one of `values`; `argument` names a free field and is empty otherwise.
    record Test(Subject subject, String argument, Comparison comparison, List<String> values) implements Filter {}

    enum Comparison {
        IS("="),
        IS_NOT("!="),
        STARTS("starts"),
        LESS("<"),
        MORE(">"),
        IN("in");

        private final String word;

        Comparison(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// What a filter may ask of a person.
    enum Subject {
        TOWN("town"),
        POSTCODE("postcode"),
        STATE("state"),
        CONSTITUENCY("constituency"),
        LANGUAGE("language"),
        LIST("list"),
        NUMBER_TYPE("type"),
        CONSENT("consent"),
        /// How often they were tried on the number in use.
        TRIES("tries"),
        /// Whether anybody ever called them.
        CALLED("called"),
        /// Of the last call.
        RESULT("result"),
        DISPOSITION("disposition"),
        /// A free field of the list: `field "Colour"`.
        FIELD("field");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
