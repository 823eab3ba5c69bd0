package org.hustings.station.screen;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.hustings.protocol.Language;

/// The station's words in one language. A key that no bundle has is a bug and ends the drawing.
final class Words {

    private static final List<String> SHIPPED = List.of("en", "fr", "de");
    private static final String OTHERWISE = "en";

    private final Locale locale;
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                Words.class.getPackageName() + ".messages",
                locale,
                Words.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// English where we do not ship the language: words in another tongue beat none.
    static Words in(Language language) {
        var wanted = Locale.forLanguageTag(language.value()).getLanguage();
        return new Words(Locale.of(SHIPPED.contains(wanted) ? wanted : OTHERWISE));
    }

    /// The words for `key`, with `{name}` filled in for each pair of a name and its value.
    ///
    /// @throws java.util.MissingResourceException when the bundle lacks the key
    String say(String key, Object... pairs) {
        var text = bundle.getString(key);
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            text = text.replace("{" + pairs[i] + "}", plain(String.valueOf(pairs[i + 1])));
        }
        return text;
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /// `kept.one` or `kept.many`: our three languages need no more forms than these.
    String count(String key, int count) {
        return count == 1 ? say(key + ".one") : say(key + ".many", "count", count);
    }

    /// 24-hour clock, on the wall of `zone`.
    String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("H:mm", locale).format(at.atZone(zone));
    }

    String day(Instant at, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        var pattern = locale.getLanguage().equals("de") ? "d. MMMM" : "d MMMM";
        return DateTimeFormatter.ofPattern(pattern, locale).format(day);
    }

    String language(Language language) {
        return Locale.forLanguageTag(language.value()).getDisplayLanguage(locale);
    }

    String list(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        var last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " " + say("talk.and") + " " + names.get(last);
    }

    /// Minutes and seconds, as on a stop watch. Never negative: a clock that was set back shows zero.
    static String elapsed(Duration since) {
        var seconds = Math.max(0, since.toSeconds());
        return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
    }

    /// Keeps French signs with their word: the space before them, or after an opening quotation mark, must not break.
    static String bind(String text) {
        return text.replaceAll(" (?=[?!:;»])", "\u00A0").replace("« ", "«\u00A0");
    }

    /// A value from a list as one line of text: whatever breaks lines or the direction of reading becomes a space.
    static String plain(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
    }
}
