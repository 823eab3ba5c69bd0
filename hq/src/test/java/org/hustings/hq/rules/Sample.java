package org.hustings.hq.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hustings.hq.holidays.PublicHolidays;
import org.hustings.hq.rulebook.ShippedRules;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.PhoneNumber;

/// The shipped rules, and people and campaigns to ask them about.
final class Sample {

    static final RuleSet SHIPPED = RuleSet.parse(ShippedRules.files(), new PublicHolidays());
    static final PhoneNumber OFFICE = new PhoneNumber("+442079460123");

    private static final Map<String, String> ZONES =
            Map.of("GB", "Europe/London", "FR", "Europe/Paris", "DE", "Europe/Berlin", "CH", "Europe/Zurich");

    private Sample() {}

    /// At all hours, so that only the rules decide.
    static Asked asked(CallMode mode) {
        return new Asked(allHours(), mode, OFFICE, Set.of(), List.of(), false);
    }

    static Asked asked(CallMode mode, String profile) {
        return new Asked(allHours(), mode, OFFICE, Set.of(profile), List.of(), false);
    }

    static Asked showing(CallMode mode, String callerId) {
        return new Asked(allHours(), mode, new PhoneNumber(callerId), Set.of(), List.of(), false);
    }

    static Asked before(Poll... polls) {
        return new Asked(allHours(), CallMode.PRESS, OFFICE, Set.of(), List.of(polls), false);
    }

    static CallingHours allHours() {
        return new CallingHours(0, 1_440, EnumSet.allOf(DayOfWeek.class));
    }

    static Subject person(String place, NumberType type) {
        return new Subject(
                List.of(new Jurisdiction(place)),
                List.of(zone(place)),
                type,
                false,
                Optional.empty(),
                Optional.empty());
    }

    static Subject agreed(String place, NumberType type) {
        return new Subject(
                List.of(new Jurisdiction(place)), List.of(zone(place)), type, true, Optional.empty(), Optional.empty());
    }

    static ZoneId zone(String place) {
        return ZoneId.of(ZONES.getOrDefault(place.substring(0, 2), "America/New_York"));
    }

    static Instant at(String place, String wallClock) {
        return LocalDateTime.parse(wallClock).atZone(zone(place)).toInstant();
    }

    /// What the rule said; empty if it did not bind.
    static Optional<Decision> said(String rule, Verdict verdict) {
        return verdict.decisions().stream()
                .filter(decision -> decision.id().equals(rule))
                .findFirst();
    }
}
