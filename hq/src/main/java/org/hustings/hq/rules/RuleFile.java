package org.hustings.hq.rules;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hustings.hq.rules.Limit.Need;
import org.hustings.hq.rules.Rule.Applies;
import org.hustings.hq.rules.Rule.Evidence;
import org.hustings.hq.rules.Rule.Standing;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.NumberType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// Reads one rule file (TOML). Refuses it whole when anything in it is doubtful.
final class RuleFile {

    private static final TomlMapper TOML = TomlMapper.builder().build();
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{1,63}");
    private static final Pattern HOURS =
            Pattern.compile("([a-z]{3})(?:-([a-z]{3}))? (\\d{2}):(\\d{2})-(\\d{2}):(\\d{2})");
    private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");
    private static final String HOUSE = "house";
    /// The keys that say what is limited; a rule has one of them.
    private static final List<String> KINDS = List.of(
            "hours",
            "attempts",
            "coolDownHours",
            "ringSeconds",
            "needs",
            "never",
            "displayOnly",
            "displayNever",
            "silenceDaysBefore",
            "informs");

    private RuleFile() {}

    /// Throws a [RuleFileException].
    static List<Rule> read(String file, String text) {
        var tree = tree(file, text);
        for (var key : tree.propertyNames()) {
            if (!key.equals("rule")) {
                throw new RuleFileException(file + ": unknown key \"" + key + "\"; a rule file has [[rule]] only");
            }
        }
        if (!tree.path("rule").isArray() || tree.path("rule").isEmpty()) {
            throw new RuleFileException(file + ": has no [[rule]]");
        }
        var rules = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        for (var written : RuleText.of(file, text, tree.get("rule"))) {
            var rule = rule(written);
            if (!ids.add(rule.id())) {
                throw written.wrong("id", "is \"" + rule.id() + "\", which an earlier rule has");
            }
            rules.add(rule);
        }
        return List.copyOf(rules);
    }

    private static JsonNode tree(String file, String text) {
        try {
            var tree = TOML.readTree(text);
            if (tree == null || !tree.isObject()) {
                throw new RuleFileException(file + ": is empty");
            }
            return tree;
        } catch (JacksonException refused) {
            var at = refused.getLocation();
            var line = at == null || at.getLineNr() < 1 ? "" : ", line " + at.getLineNr();
            throw new RuleFileException(file + line + ": not TOML: " + refused.getOriginalMessage(), refused);
        }
    }

    private static Rule rule(RuleText text) {
        var rule = new Rule(
                text.parsed("id", RuleFile::id),
                text.text("title"),
                where(text),
                modes(text),
                numbers(text),
                limit(text),
                text.choice("standing", List.of(Standing.values()), Standing::word),
                text.choice("applies", List.of(Applies.values()), RuleFile::word),
                text.text("comment"),
                text.text("source"),
                text.choice("evidence", List.of(Evidence.values()), RuleFile::word),
                text.parsed("seenOn", LocalDate::parse),
                text.maybeText("reviewedBy"),
                text.maybeText("profile"),
                text.maybeText("unlessProfile"),
                text.has("unless")
                        && text.choice("unless", List.of("consent"), word -> word)
                                .equals("consent"));
        text.refuseUnknown();
        return rule;
    }

    private static Set<Jurisdiction> where(RuleText text) {
        var places = text.texts("where");
        if (places.contains(HOUSE)) {
            if (places.size() > 1) {
                throw text.wrong("where", "has \"house\", which is everywhere, and another place");
            }
            return Set.of();
        }
        return Set.copyOf(text.list("where", Jurisdiction::new));
    }

    /// Without the key: every live call.
    private static Set<CallMode> modes(RuleText text) {
        return text.has("modes")
                ? text.choices("modes", List.of(CallMode.values()), CallMode::word)
                : EnumSet.of(CallMode.PRESS, CallMode.POWER, CallMode.PREDICTIVE);
    }

    private static Set<NumberType> numbers(RuleText text) {
        return text.has("numbers")
                ? text.choices("numbers", List.of(NumberType.values()), RuleFile::word)
                : EnumSet.allOf(NumberType.class);
    }

    private static Limit limit(RuleText text) {
        var kinds = KINDS.stream().filter(text::has).toList();
        if (kinds.size() != 1) {
            throw text.wrong(
                    kinds.isEmpty() ? "id" : kinds.getLast(),
                    "belongs to a rule that limits " + (kinds.isEmpty() ? "nothing" : "two things")
                            + "; it must have exactly one of " + String.join(", ", KINDS));
        }
        return switch (kinds.getFirst()) {
            case "hours" -> new Limit.Hours(hours(text), text.flag("closedOnHolidays"));
            case "attempts" ->
                new Limit.Attempts(
                        text.number("attempts", 1, 1_000), Duration.ofHours(text.number("withinHours", 1, 8_760)));
            case "coolDownHours" -> coolDown(text);
            case "ringSeconds" -> new Limit.Ring(text.number("ringSeconds", 1, 120));
            case "needs" -> needs(text);
            case "never" -> never(text);
            case "displayOnly" -> new Limit.Display(text.list("displayOnly", RuleFile::prefix), List.of());
            case "displayNever" -> new Limit.Display(List.of(), text.list("displayNever", RuleFile::prefix));
            case "silenceDaysBefore" -> new Limit.Silence(text.number("silenceDaysBefore", 0, 14));
            default -> informs(text);
        };
    }

    private static Limit never(RuleText text) {
        if (!text.flag("never")) {
            throw text.wrong("never", "must be true or left out");
        }
        return new Limit.Never();
    }

    private static Limit informs(RuleText text) {
        if (!text.flag("informs")) {
            throw text.wrong("informs", "must be true or left out");
        }
        return new Limit.Informs();
    }

    private static Limit needs(RuleText text) {
        var needs = text.choices("needs", List.of(Need.values()), RuleFile::word);
        return new Limit.Needs(needs, needs.contains(Need.SCREENED) ? text.number("maxAgeDays", 1, 366) : 0);
    }

    private static Limit coolDown(RuleText text) {
        var words = new ArrayList<>(text.texts("after"));
        var abandoned = words.remove("abandoned");
        var after = words.isEmpty()
                ? Set.<Disposition>of()
                : Set.copyOf(words.stream()
                        .map(said -> text.one("after", said, List.of(Disposition.values()), RuleFile::camel))
                        .toList());
        return new Limit.CoolDown(Duration.ofHours(text.number("coolDownHours", 1, 26_280)), after, abandoned);
    }

    private static CallingHours hours(RuleText text) {
        var week = new EnumMap<DayOfWeek, List<CallingHours.Span>>(DayOfWeek.class);
        text.list("hours", RuleFile::daysAndSpan)
                .forEach(line -> line.forEach((day, span) -> week.merge(day, List.of(span), RuleFile::both)));
        return new CallingHours(week);
    }

    private static List<CallingHours.Span> both(List<CallingHours.Span> some, List<CallingHours.Span> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static Map<DayOfWeek, CallingHours.Span> daysAndSpan(String line) {
        var parts = HOURS.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must look like \"mon-fri 10:00-13:00\" or \"sat 08:00-12:00\"");
        }
        var from = day(parts.group(1));
        var to = parts.group(2) == null ? from : day(parts.group(2));
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("the days must be in the order of the week, from mon to sun");
        }
        var span =
                new CallingHours.Span(minute(parts.group(3), parts.group(4)), minute(parts.group(5), parts.group(6)));
        var days = new EnumMap<DayOfWeek, CallingHours.Span>(DayOfWeek.class);
        EnumSet.range(from, to).forEach(day -> days.put(day, span));
        return days;
    }

    private static int minute(String hour, String minute) {
        if (Integer.parseInt(minute) > 59) {
            throw new IllegalArgumentException("a minute is above 59");
        }
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }

    private static DayOfWeek day(String name) {
        for (var day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).equalsIgnoreCase(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException("\"" + name + "\" is no day; days are mon, tue, wed, thu, fri, sat, sun");
    }

    private static String id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id has small letters, digits and hyphens only");
        }
        return id;
    }

    private static String prefix(String number) {
        if (!PREFIX.matcher(number).matches()) {
            throw new IllegalArgumentException("must be the beginning of a number in E.164, such as +33162");
        }
        return number;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// As the wire spells a disposition: `wouldNotSay`.
    private static String camel(Disposition said) {
        var words = said.name().toLowerCase(Locale.ROOT).split("_");
        var spelled = new StringBuilder(words[0]);
        for (int n = 1; n < words.length; n++) {
            spelled.append(words[n].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[n].substring(1));
        }
        return spelled.toString();
    }
}
