package org.hustings.hq.lists;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    /// A part of the country with law or time of its own: a state, a province, a canton, a department.
    STATE(
            "state",
            "province",
            "stateprovince",
            "statecode",
            "canton",
            "kanton",
            "departement",
            "department",
            "bundesland",
            "bundesstaat"),
    TIME_ZONE("timezone", "tz", "fuseauhoraire", "zeitzone"),
    CONSTITUENCY(
            "constituency", "electoraldistrict", "congressionaldistrict", "riding", "circonscription", "wahlkreis"),
    LANGUAGE("language", "lang", "preferredlanguage", "langue", "sprache"),
    CONSENT("consent", "consentement", "einwilligung", "optin"),
    /// When the number was last held against the national register of objections.
    SCREENED_ON("screenedon", "screened", "tpscheckedon", "tpsscreenedon", "tpsdate", "tpsscreened"),
    WHY("why", "reason", "whyonlist", "pourquoi", "raison", "warum", "grund");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Map<String, Column> BY_HEADING = Arrays.stream(values())
            .flatMap(column -> column.headings.stream().map(heading -> Map.entry(heading, column)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<String> headings;

    Column(String... headings) {
        this.headings = List.of(headings);
    }

    static Optional<Column> of(String heading) {
        return Optional.ofNullable(BY_HEADING.get(plain(heading)));
    }

    /// As people name it to `--map`: `phone`, `given name`.
    static Optional<Column> named(String name) {
        var wanted = plain(name);
        return Arrays.stream(values())
                .filter(column -> plain(column.name()).equals(wanted))
                .findFirst()
                .or(() -> of(name));
    }

    /// In words: `given name`.
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Letters and digits only, without case or accents: what two spellings of one thing have in common.
    static String plain(String text) {
        var bare = new StringBuilder(text.length());
        for (int place = 0; place < text.length(); place++) {
            var c = text.charAt(place);
            if (c >= 0x80) {
                return plainOfAnyScript(text);
            }
            if (c >= 'A' && c <= 'Z') {
                bare.append((char) (c + ('a' - 'A')));
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    private static String plainOfAnyScript(String text) {
        var unmarked = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
        return NO_WORD.matcher(unmarked).replaceAll("");
    }
}
