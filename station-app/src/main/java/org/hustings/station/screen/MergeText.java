package org.hustings.station.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Contact;

/// Puts a person's data into the words of a step.
///
/// A step with an empty field is said in its second wording. Before the right person has answered, only what the card
/// shows is filled in; any other field stands as its name in brackets.
record MergeText(Map<String, String> known, Map<String, String> others) {

    private static final Pattern FIELD = Pattern.compile("\\{([^{}]+)}");

    static MergeText of(Contact contact, Optional<Campaign> campaign, Optional<String> volunteer) {
        var known = new TreeMap<String, String>();
        known.put("givenName", contact.givenName());
        known.put("familyName", contact.familyName());
        known.put("town", contact.town());
        known.put("volunteer", volunteer.orElse(""));
        campaign.map(Campaign::script).ifPresent(script -> {
            known.put("sponsor", script.sponsor());
            known.put("callBackNumber", script.callBackNumber());
        });
        var others = new TreeMap<>(contact.fields());
        known.keySet().forEach(others::remove);
        return new MergeText(known, others);
    }

    List<Run> fill(Campaign.Step step) {
        var complete = fields(step.say()).stream().noneMatch(name -> value(name).isEmpty());
        var text = complete || step.otherwise().isBlank() ? step.say() : step.otherwise();
        return runs(text, this::value);
    }

    /// The same words before anybody answered.
    List<Run> fillOpenly(Campaign.Step step) {
        var complete = fields(step.say()).stream().noneMatch(name -> value(name).isEmpty());
        var text = complete || step.otherwise().isBlank() ? step.say() : step.otherwise();
        return runs(text, name -> known.containsKey(name) ? value(name) : "[" + Words.plain(name) + "]");
    }

    private String value(String name) {
        return Words.plain(known.getOrDefault(name, others.getOrDefault(name, "")));
    }

    private static List<String> fields(String text) {
        return FIELD.matcher(text).results().map(it -> it.group(1)).toList();
    }

    private interface Value {
        String of(String name);
    }

    private static List<Run> runs(String text, Value value) {
        var runs = new ArrayList<Run>();
        int from = 0;
        for (MatchResult field : FIELD.matcher(text).results().toList()) {
            plain(text.substring(from, field.start()), runs);
            var filled = value.of(field.group(1));
            if (!filled.isEmpty()) {
                runs.add(new Run(filled, Run.Kind.MERGED));
            }
            from = field.end();
        }
        plain(text.substring(from), runs);
        return runs;
    }

    private static void plain(String text, List<Run> runs) {
        if (!text.isEmpty()) {
            runs.add(Run.plain(Words.bind(text)));
        }
    }
}
