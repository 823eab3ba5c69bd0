package org.hustings.hq.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hustings.protocol.Campaign;

/// The part of the rules that stations hold: what no desk may call past, whatever headquarters granted.
final class Interlocks {

    private Interlocks() {}

    static Campaign.Rules of(List<Rule> rules, int version, Asked asked, Instant at) {
        if (asked.fiction()) {
            return new Campaign.Rules(version, List.of(), List.of());
        }
        var silences = new ArrayList<Campaign.Silence>();
        var gates = new ArrayList<Campaign.Gate>();
        for (var rule : rules) {
            if (!rule.isChosenBy(asked.profiles())) {
                continue;
            }
            if (rule.limit() instanceof Limit.Silence(var daysBefore)) {
                silences.addAll(silences(rule, daysBefore, asked, at));
            } else if (rule.limit() instanceof Limit.Needs needs) {
                gates.addAll(gates(rule, needs));
            }
        }
        return new Campaign.Rules(version, silences, gates);
    }

    private static List<Campaign.Silence> silences(Rule rule, int daysBefore, Asked asked, Instant at) {
        return asked.polls().stream()
                .filter(poll -> rule.bindsAt(poll.where()) && poll.end().isAfter(at))
                .flatMap(poll -> poll.silence(daysBefore).windows().stream()
                        .map(span -> new Campaign.Silence(poll.constituency(), span.opens(), span.closes())))
                .toList();
    }

    /// A rule of the house binds everywhere: its gate names no place.
    private static List<Campaign.Gate> gates(Rule rule, Limit.Needs needs) {
        var modes = rule.modes().stream()
                .flatMap(mode -> mode.onTheWire().stream())
                .sorted()
                .toList();
        if (modes.isEmpty()) {
            return List.of();
        }
        var places = rule.where().isEmpty()
                ? List.of(Optional.<String>empty())
                : rule.where().stream()
                        .map(place -> Optional.of(place.code()))
                        .sorted((one, other) -> one.orElseThrow().compareTo(other.orElseThrow()))
                        .toList();
        return places.stream()
                .map(place -> new Campaign.Gate(
                        place,
                        rule.numbers().stream().sorted().toList(),
                        modes,
                        needs.anyOf().stream()
                                .map(need -> Campaign.Need.valueOf(need.name().toUpperCase(Locale.ROOT)))
                                .sorted()
                                .toList(),
                        needs.maxAgeDays() == 0 ? Optional.empty() : Optional.of(needs.maxAgeDays())))
                .toList();
    }
}
