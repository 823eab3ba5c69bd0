package org.hustings.hq.rules;

import java.util.Map;
import java.util.regex.Pattern;
import org.hustings.protocol.PhoneNumber;

/// Numbers that will never belong to anybody: kept for plays and films. Samples, demos and tests use nothing else.
///
/// United Kingdom: Ofcom, *Telephone numbers for use in TV and radio drama programmes*. France: ARCEP's national
/// numbering plan, numbers for audiovisual works. Germany: Bundesnetzagentur, Mitteilung 148/2021. United States:
/// 555-0100 to 555-0199 of each area code, by the 555 line number guidelines of the numbering plan.
public final class Fiction {

    /// Beginnings of such numbers, with how many digits follow.
    private static final Map<String, Integer> RANGES = Map.ofEntries(
            Map.entry("+441134960", 3),
            Map.entry("+441144960", 3),
            Map.entry("+441154960", 3),
            Map.entry("+441164960", 3),
            Map.entry("+441174960", 3),
            Map.entry("+441184960", 3),
            Map.entry("+441214960", 3),
            Map.entry("+441314960", 3),
            Map.entry("+441414960", 3),
            Map.entry("+441514960", 3),
            Map.entry("+441614960", 3),
            Map.entry("+441914980", 3),
            Map.entry("+442079460", 3),
            Map.entry("+442896496", 3),
            Map.entry("+442920180", 3),
            Map.entry("+441632960", 3),
            Map.entry("+447700900", 3),
            Map.entry("+448081570", 3),
            Map.entry("+443069990", 3),
            Map.entry("+3319900", 4),
            Map.entry("+3326191", 4),
            Map.entry("+3335301", 4),
            Map.entry("+3346571", 4),
            Map.entry("+3353649", 4),
            Map.entry("+3363998", 4),
            Map.entry("+493023125", 3),
            Map.entry("+496990009", 3),
            Map.entry("+494066969", 3),
            Map.entry("+492214710", 3),
            Map.entry("+498999998", 3),
            Map.entry("+4917139200", 2));

    private static final Pattern AMERICAN = Pattern.compile("\\+1[2-9][0-9]{2}55501[0-9]{2}");

    private Fiction() {}

    /// A longer or shorter number with the same beginning would be somebody's.
    public static boolean isFictional(PhoneNumber number) {
        var digits = number.e164();
        return AMERICAN.matcher(digits).matches()
                || RANGES.entrySet().stream()
                        .anyMatch(range -> digits.startsWith(range.getKey())
                                && digits.length() == range.getKey().length() + range.getValue());
    }
}
