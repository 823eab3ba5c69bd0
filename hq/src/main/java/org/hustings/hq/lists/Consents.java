package org.hustings.hq.lists;

import java.util.Arrays;
import java.util.Set;

/// Whether what a list says of somebody's consent to be called is a yes, in English, French or German.
final class Consents {

    /// One of them anywhere, and nobody has consented: "no", "consent withdrawn", "pas de consentement".
    private static final Set<String> NO = Set.of(
            "no",
            "n",
            "not",
            "non",
            "nein",
            "none",
            "nicht",
            "kein",
            "keine",
            "pas",
            "aucun",
            "sans",
            "ohne",
            "without",
            "false",
            "faux",
            "falsch",
            "f",
            "0",
            "never",
            "jamais",
            "nie",
            "refused",
            "refuse",
            "declined",
            "denied",
            "withdrawn",
            "revoked",
            "retire",
            "revoque",
            "abgelehnt",
            "widerrufen",
            "verweigert",
            "unknown",
            "inconnu",
            "unbekannt",
            "na",
            "pending",
            "optout",
            "out",
            "expired",
            "abgelaufen",
            "expire");

    private Consents() {}

    /// Anything else that has a letter or digit is a record of consent, such as "web form, 3 May 2026".
    static boolean isGiven(String text) {
        return Column.plain(text).length() > 0
                && Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
                        .map(Column::plain)
                        .noneMatch(NO::contains);
    }
}
