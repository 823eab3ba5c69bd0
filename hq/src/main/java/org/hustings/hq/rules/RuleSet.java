package org.hustings.hq.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hustings.protocol.Campaign;

/// All rules in force at a time, and what they say of a call. Pure: the moment is a parameter. Safe from any thread.
public final class RuleSet {

    private static final Duration MEMORY_LEAST = Duration.ofDays(30);

    private final List<Rule> rules;
    private final Holidays holidays;

    private RuleSet(List<Rule> rules, Holidays holidays) {
        this.rules = List.copyOf(rules);
        this.holidays = holidays;
    }

    /// Reads the texts of rule files by their names. One error refuses them all: a [RuleFileException] that names file
    /// and line.
    public static RuleSet parse(Map<String, String> filesByName, Holidays holidays) {
        var rules = new ArrayList<Rule>();
        var files = new HashMap<String, String>();
        new TreeMap<>(filesByName).forEach((file, text) -> {
            for (var rule : RuleFile.read(file, text)) {
                var other = files.putIfAbsent(rule.id(), file);
                if (other != null) {
                    throw new RuleFileException(file + ": id is \"" + rule.id() + "\", which " + other + " has too");
                }
                rules.add(rule);
            }
        });
        if (rules.isEmpty()) {
            throw new RuleFileException("there is no rule file");
        }
        return new RuleSet(rules, holidays);
    }

    public List<Rule> rules() {
        return rules;
    }

    /// The names of profiles that a campaign may choose.
    public Set<String> profiles() {
        return rules.stream()
                .flatMap(rule -> Stream.concat(rule.profile().stream(), rule.unlessProfile().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// How far back a person's calls matter.
    public Duration memory() {
        return rules.stream()
                .map(rule -> switch (rule.limit()) {
                    case Limit.Attempts attempts -> attempts.within();
                    case Limit.CoolDown coolDown -> coolDown.rest();
                    case Limit.Hours _,
                            Limit.Ring _,
                            Limit.Needs _,
                            Limit.Never _,
                            Limit.Display _,
                            Limit.Silence _,
                            Limit.Informs _ -> MEMORY_LEAST;
                })
                .reduce(MEMORY_LEAST, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    /// What holds for everybody alike. A person's own past may say otherwise: see the other method.
    public Verdict verdict(Subject subject, Asked asked, Instant at) {
        return verdict(subject, asked, Past.none(asked.fiction()), at);
    }

    /// What holds for one person.
    public Verdict verdict(Subject subject, Asked asked, Past past, Instant at) {
        return new Judge(rules, holidays, subject, asked, past.at(at), at).verdict();
    }

    /// When somebody like this may be called, without the words. As the verdict it holds for everybody alike.
    public Opening opening(Subject subject, Asked asked, Instant at) {
        return new Judge(rules, holidays, subject, asked, Past.none(asked.fiction()), at).opening();
    }

    /// The moments of today and tomorrow at which a call is allowed, and the first such moment from the one asked about
    /// on, if it is ever allowed.
    public record Opening(Spans spans, Optional<Instant> earliest) {}

    /// A campaign's message with what stations must keep: the interlocks, and the longest ringing any rule asks for.
    public Campaign told(Campaign message, int version, Asked asked, Instant at) {
        var ring = rules.stream()
                .filter(rule -> rule.isChosenBy(asked.profiles()))
                .mapToInt(rule -> rule.limit() instanceof Limit.Ring(var seconds) ? seconds : 0)
                .reduce(message.ringSeconds(), Math::max);
        return message.with(interlocks(version, asked, at), ring);
    }

    /// The hard interlocks, as stations check them once more at the moment of dialing.
    public Campaign.Rules interlocks(int version, Asked asked, Instant at) {
        return Interlocks.of(rules, version, asked, at);
    }

    /// The rule of that id, if there is one.
    public Optional<Rule> find(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
