package org.hustings.hq.lists;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a column of a list may mean, by its usual headings in English, French and German.
enum Column {
    EXTERNAL_ID("id", "externalid", "contactid", "voterid", "personid", "crmid", "identifiant", "kennung"),
    GIVEN_NAME("givenname", "firstname", "forename", "first", "given", "prenom", "vorname", "rufname"),
    FAMILY_NAME("familyname", "lastname", "surname", "last", "family", "nomdefamille", "nachname", "familienname"),
    /// The whole name, or the family name where a given name has its own column (French and German do so).
    NAME("name", "fullname", "nom", "nomcomplet", "nometprenom", "vollername"),
    PHONE(
            "phone",
            "phonenumber",
            "telephone",
            "telephonenumber",
            "tel",
            "mobile",
            "mobilephone",
            "cell",
            "cellphone",
            "landline",
            "numero",
            "numerodetelephone",
            "portable",
            "telefon",
            "telefonnummer",
            "handy",
            "handynummer",
            "mobil",
            "mobilnummer",
            "rufnummer",
            "festnetz"),
    ADDRESS("address", "street", "streetaddress", "address1", "adresse", "rue", "strasse", "anschrift"),
    POSTCODE("postcode", "postalcode", "zip", "zipcode", "codepostal", "cp", "plz", "postleitzahl"),
    TOWN("town", "city", "place", "locality", "ville", "commune", "localite", "ort", "stadt", "wohnort"),
    LANGUAGE("language", "lang", "preferredlanguage", "langue", "sprache"),
    CONSENT("consent", "consentement", "einwilligung"),
    CONSTITUENCY("constituency", "circonscription", "wahlkreis"),
    /// When the number was last held against the national register of objections, as `2027-03-31`.
    SCREENED_ON("screenedon", "screened", "tpscheckedon", "tpsscreenedon"),
    WHY("why", "reason", "whyonlist", "pourquoi", "raison", "warum", "grund");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Map<String, Column> BY_HEADING = Arrays.stream(values())
            .flatMap(column -> column.headings.stream().map(heading -> Map.entry(heading, column)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final java.util.List<String> headings;

    Column(String... headings) {
        this.headings = java.util.List.of(headings);
    }

    static Optional<Column> of(String heading) {
        return Optional.ofNullable(BY_HEADING.get(plain(heading)));
    }

    /// Letters and digits only, without case or accents: what two spellings of one thing have in common.
    static String plain(String text) {
        Function<String, String> bare = words -> NO_WORD.matcher(words).replaceAll("");
        return bare.apply(MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss"));
    }
}
