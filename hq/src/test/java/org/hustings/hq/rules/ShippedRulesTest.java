package org.hustings.hq.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.hq.rules.CallMode.POWER;
import static org.hustings.hq.rules.CallMode.PREDICTIVE;
import static org.hustings.hq.rules.CallMode.PRESS;
import static org.hustings.hq.rules.CallMode.RECORDED;
import static org.hustings.hq.rules.CallMode.TEXT;
import static org.hustings.hq.rules.Sample.SHIPPED;
import static org.hustings.hq.rules.Sample.agreed;
import static org.hustings.hq.rules.Sample.asked;
import static org.hustings.hq.rules.Sample.at;
import static org.hustings.hq.rules.Sample.before;
import static org.hustings.hq.rules.Sample.person;
import static org.hustings.hq.rules.Sample.showing;
import static org.hustings.protocol.NumberType.EITHER;
import static org.hustings.protocol.NumberType.LANDLINE;
import static org.hustings.protocol.NumberType.MOBILE;
import static org.hustings.protocol.NumberType.OTHER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hustings.hq.rules.Decision.Outcome;
import org.hustings.protocol.Disposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped rule decides: one moment or person that it bars, and the nearest one that it does not.
class ShippedRulesTest {

    /// A Wednesday, no holiday anywhere.
    private static final String DAY = "2027-03-03";

    /// `rule` stands in the way of `barred` and not of `free`.
    private record Example(String rule, Verdict barred, Verdict free) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Example> examples() {
        var all = new ArrayList<Example>();
        all.addAll(hours());
        all.addAll(consent());
        all.addAll(attempts());
        all.addAll(other());
        return all.stream();
    }

    private static List<Example> hours() {
        var all = new ArrayList<Example>();
        for (var row : HOURS) {
            var part = row.split(" ");
            var mode = CallMode.valueOf(part[2]);
            var wanted = part.length > 5 ? asked(mode, part[5]) : asked(mode);
            var who = person(part[1], LANDLINE);
            var opens = at(part[1], DAY + "T" + part[3]);
            var closes = at(part[1], DAY + "T" + part[4]);
            all.add(new Example(
                    part[0], SHIPPED.verdict(who, wanted, opens.minusSeconds(1)), SHIPPED.verdict(who, wanted, opens)));
            all.add(new Example(
                    part[0],
                    SHIPPED.verdict(who, wanted, closes),
                    SHIPPED.verdict(who, wanted, closes.minusSeconds(1))));
        }
        return all;
    }

    /// Rule, place, mode, first and last minute, profile.
    private static final List<String> HOURS = List.of(
            "house-hours GB PRESS 08:00 21:00",
            "us-hours-default US PRESS 09:00 20:00",
            "us-ct-courtesy US-CT PRESS 09:00 20:00 us-courtesy",
            "us-al-courtesy US-AL PRESS 08:00 20:00 us-courtesy",
            "us-fl-courtesy US-FL PRESS 08:00 20:00 us-courtesy",
            "us-ky-courtesy US-KY PRESS 10:00 21:00 us-courtesy",
            "us-la-courtesy US-LA PRESS 08:00 20:00 us-courtesy",
            "us-md-courtesy US-MD PRESS 08:00 20:00 us-courtesy",
            "us-ma-courtesy US-MA PRESS 08:00 20:00 us-courtesy",
            "us-mi-courtesy US-MI PRESS 09:00 21:00 us-courtesy",
            "us-mn-courtesy US-MN PRESS 09:00 21:00 us-courtesy",
            "us-ms-courtesy US-MS PRESS 08:00 20:00 us-courtesy",
            "us-nv-courtesy US-NV PRESS 09:00 20:00 us-courtesy",
            "us-nm-courtesy US-NM PRESS 09:00 21:00 us-courtesy",
            "us-ok-courtesy US-OK PRESS 08:00 20:00 us-courtesy",
            "us-ri-courtesy US-RI PRESS 09:00 18:00 us-courtesy",
            "us-recorded-hours-in US-IN RECORDED 09:00 20:00",
            "us-recorded-hours-nine US-NE RECORDED 09:00 21:00",
            "us-recorded-hours-nd US-ND RECORDED 08:00 21:00",
            "fr-hours FR PRESS 10:00 13:00",
            "fr-hours FR PRESS 14:00 20:00",
            "fr-hours-saturday FR PRESS 10:00 13:00 fr-saturday",
            "fr-hours-saturday FR PRESS 14:00 20:00 fr-saturday");

    private static List<Example> consent() {
        var noon = at("US", DAY + "T12:00:00");
        var all = new ArrayList<Example>();
        for (var number : List.of(MOBILE, EITHER, OTHER)) {
            all.add(new Example(
                    "us-mobile-consent",
                    SHIPPED.verdict(person("US", number), asked(POWER), noon),
                    SHIPPED.verdict(agreed("US", number), asked(POWER), noon)));
        }
        all.add(new Example(
                "us-text-consent",
                SHIPPED.verdict(person("US", MOBILE), asked(TEXT), noon),
                SHIPPED.verdict(agreed("US", MOBILE), asked(TEXT), noon)));
        all.add(new Example(
                "us-recorded-mobile",
                SHIPPED.verdict(person("US", MOBILE), asked(RECORDED), noon),
                SHIPPED.verdict(agreed("US", MOBILE), asked(RECORDED), noon)));
        all.add(new Example(
                "fr-text-opt-in",
                SHIPPED.verdict(person("FR", MOBILE), asked(TEXT), noon),
                SHIPPED.verdict(agreed("FR", MOBILE), asked(TEXT), noon)));
        all.add(new Example(
                "de-consent",
                SHIPPED.verdict(person("DE", LANDLINE), asked(PRESS), noon),
                SHIPPED.verdict(agreed("DE", LANDLINE), asked(PRESS), noon)));
        all.add(new Example(
                "uk-recorded",
                SHIPPED.verdict(person("GB", LANDLINE), asked(RECORDED), noon),
                SHIPPED.verdict(agreed("GB", LANDLINE), asked(RECORDED), noon)));
        // Looked up in the register on a day, good on the 28th after it, not on the 29th.
        all.add(new Example(
                "uk-tps",
                SHIPPED.verdict(screened("2027-02-02"), asked(PRESS), noon),
                SHIPPED.verdict(screened("2027-02-03"), asked(PRESS), noon)));
        all.add(new Example(
                "uk-tps",
                SHIPPED.verdict(person("GB", LANDLINE), asked(PRESS), noon),
                SHIPPED.verdict(agreed("GB", LANDLINE), asked(PRESS), noon)));
        return all;
    }

    private static List<Example> attempts() {
        var all = new ArrayList<Example>();
        var noon = at("FR", DAY + "T12:00:00");
        all.add(dialed("house-attempts-day", person("CH", LANDLINE), PRESS, 3, Duration.ofHours(24), noon));
        all.add(dialed("fr-attempts", person("FR", LANDLINE), PRESS, 4, Duration.ofDays(30), noon));
        all.add(dialed("us-recorded-landline", person("US", LANDLINE), RECORDED, 3, Duration.ofDays(30), noon));
        for (var refusal : List.of(
                Disposition.AGAINST, Disposition.CANNOT_COME, Disposition.WILL_NOT_HELP, Disposition.WOULD_NOT_SAY)) {
            all.add(new Example(
                    "fr-refusal",
                    SHIPPED.verdict(
                            person("FR", LANDLINE),
                            asked(PRESS),
                            havingSaid(noon.minus(Duration.ofDays(60)).plusSeconds(1), refusal),
                            noon),
                    SHIPPED.verdict(
                            person("FR", LANDLINE),
                            asked(PRESS),
                            havingSaid(noon.minus(Duration.ofDays(60)), refusal),
                            noon)));
        }
        var who = agreed("GB", LANDLINE);
        all.add(new Example(
                "uk-abandoned",
                SHIPPED.verdict(
                        who,
                        asked(POWER),
                        abandoned(noon.minus(Duration.ofHours(72)).plusSeconds(1)),
                        noon),
                SHIPPED.verdict(who, asked(POWER), abandoned(noon.minus(Duration.ofHours(72))), noon)));
        return all;
    }

    private static List<Example> other() {
        var noon = at("FR", DAY + "T12:00:00");
        var poll = poll("2027-04-11", Optional.of("FR-75-07"));
        var all = new ArrayList<Example>();
        all.add(new Example(
                "house-predictive",
                SHIPPED.verdict(person("CH", LANDLINE), asked(PREDICTIVE), noon),
                SHIPPED.verdict(person("CH", LANDLINE), asked(POWER), noon)));
        all.add(new Example(
                "uk-predictive",
                SHIPPED.verdict(agreed("GB", LANDLINE), asked(PREDICTIVE), noon),
                SHIPPED.verdict(agreed("GB", LANDLINE), asked(POWER), noon)));
        all.add(new Example(
                "fr-recorded",
                SHIPPED.verdict(agreed("FR", LANDLINE), asked(RECORDED), noon),
                SHIPPED.verdict(agreed("FR", LANDLINE), asked(PRESS), noon)));
        for (var state : List.of("us-recorded-states US-AR", "us-recorded-operator US-NJ")) {
            all.add(new Example(
                    state.split(" ")[0],
                    SHIPPED.verdict(agreed(state.split(" ")[1], MOBILE), asked(RECORDED), noon),
                    SHIPPED.verdict(agreed("US-NY", MOBILE), asked(RECORDED), noon)));
        }
        all.add(new Example(
                "fr-free-number",
                SHIPPED.verdict(person("FR", LANDLINE), showing(PRESS, "+33805123456"), noon),
                SHIPPED.verdict(person("FR", LANDLINE), showing(PRESS, "+33155501234"), noon)));
        all.add(new Example(
                "fr-automated-display",
                SHIPPED.verdict(person("FR", LANDLINE), showing(POWER, "+33155501234"), noon),
                SHIPPED.verdict(person("FR", LANDLINE), showing(POWER, "+33162012345"), noon)));
        all.add(new Example(
                "fr-eve-of-poll",
                SHIPPED.verdict(person("FR", LANDLINE), before(poll), at("FR", "2027-04-10T00:00:00")),
                SHIPPED.verdict(person("FR", LANDLINE), before(poll), at("FR", "2027-04-09T23:59:59"))));
        all.add(new Example(
                "fr-eve-of-poll",
                SHIPPED.verdict(person("FR", LANDLINE), before(poll), at("FR", "2027-04-11T19:59:59")),
                SHIPPED.verdict(person("FR", LANDLINE), before(poll), at("FR", "2027-04-11T20:00:00"))));
        return all;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theRuleBarsTheOneAndNotTheOther(Example example) {
        assertThat(Sample.said(example.rule(), example.barred()).map(Decision::outcome))
                .isPresent()
                .hasValueSatisfying(said -> assertThat(said).isIn(Outcome.REFUSES, Outcome.LIMITS));
        // Refused, or served in a weaker mode than was asked for.
        assertThat(Sample.said(example.rule(), example.free()).map(Decision::outcome))
                .isIn(Optional.empty(), Optional.of(Outcome.ALLOWS));
    }

    @Test
    void aRefusalMeansNoCallAndAWeakerModeThatOneIsMade() {
        assertThat(examples())
                .allSatisfy(example -> Sample.said(example.rule(), example.barred())
                        .ifPresent(said -> {
                            if (said.outcome() == Outcome.REFUSES) {
                                assertThat(example.barred().allowed()).isFalse();
                            }
                        }));
        var noon = at("US", DAY + "T12:00:00");
        var verdict = SHIPPED.verdict(person("US", MOBILE), asked(POWER), noon);
        assertThat(verdict.mode()).isEqualTo(PRESS);
        assertThat(verdict.allowed()).isTrue();
        assertThat(SHIPPED.verdict(agreed("US", MOBILE), asked(POWER), noon).mode())
                .isEqualTo(POWER);
        assertThat(SHIPPED.verdict(person("US", LANDLINE), asked(POWER), noon).mode())
                .isEqualTo(POWER);
    }

    /// The guard: whoever adds a rule shows it deciding.
    @Test
    void everyRuleIsShownDeciding() {
        var shown = new HashSet<String>();
        examples().forEach(example -> shown.add(example.rule()));
        // What only informs is told to everybody it concerns, and so is how long it rings.
        for (var rule : SHIPPED.rules()) {
            if (rule.limit() instanceof Limit.Informs || rule.limit() instanceof Limit.Ring) {
                var place = rule.where().stream()
                        .findFirst()
                        .map(Jurisdiction::code)
                        .orElse("CH");
                var mode = rule.modes().stream().findFirst().orElseThrow();
                var type = rule.numbers().stream().findFirst().orElseThrow();
                var verdict = SHIPPED.verdict(person(place, type), asked(mode), at(place, DAY + "T12:00:00"));
                assertThat(Sample.said(rule.id(), verdict)).as(rule.id()).isPresent();
                shown.add(rule.id());
            }
        }
        shown.add("us-pa-courtesy"); // Its own test below: its Saturdays are what it limits.
        assertThat(SHIPPED.rules()).allSatisfy(rule -> assertThat(shown).contains(rule.id()));
    }

    @ParameterizedTest
    @CsvSource({"AL, false", "LA, false", "MS, false", "FL, true"})
    void someStatesRestOnSundays(String state, boolean open) {
        var sunday = at("US", "2027-03-07T12:00:00");
        assertThat(SHIPPED.verdict(person("US-" + state, LANDLINE), asked(PRESS, "us-courtesy"), sunday)
                        .allowed())
                .isEqualTo(open);
    }

    @Test
    void pennsylvaniasSaturdayEndsAtNoon() {
        var who = person("US-PA", LANDLINE);
        var wanted = asked(PRESS, "us-courtesy");
        assertThat(Sample.said("us-pa-courtesy", SHIPPED.verdict(who, wanted, at("US", "2027-03-06T12:00:00")))
                        .map(Decision::outcome))
                .contains(Outcome.REFUSES);
        assertThat(Sample.said("us-pa-courtesy", SHIPPED.verdict(who, wanted, at("US", "2027-03-06T11:59:59")))
                        .map(Decision::outcome))
                .contains(Outcome.ALLOWS);
        assertThat(SHIPPED.verdict(who, asked(PRESS), at("US", "2027-03-06T12:00:00"))
                        .allowed())
                .as("without the profile the courtesy is not kept")
                .isTrue();
    }

    @Test
    void aCallRingsAtLeastTwentySeconds() {
        assertThat(SHIPPED.verdict(person("CH", LANDLINE), asked(PRESS), at("CH", DAY + "T12:00:00"))
                        .ringSecondsLeast())
                .isEqualTo(20);
    }

    @Test
    void whatALongerDayNeedsIsChosenByName() {
        var early = at("US", DAY + "T08:30:00");
        assertThat(SHIPPED.verdict(person("US", LANDLINE), asked(PRESS), early).allowed())
                .isFalse();
        assertThat(SHIPPED.verdict(person("US", LANDLINE), asked(PRESS, "us-long-hours"), early)
                        .allowed())
                .isTrue();
    }

    @Test
    void franceRestsOnHolidaysAndOnSaturdaysUnlessChosen() {
        var who = person("FR", LANDLINE);
        // Easter Monday and Bastille Day of 2027.
        for (var holiday : List.of("2027-03-29T11:00:00", "2027-07-14T11:00:00")) {
            assertThat(SHIPPED.verdict(who, asked(PRESS), at("FR", holiday)).allowed())
                    .isFalse();
        }
        var saturday = at("FR", "2027-03-06T11:00:00");
        assertThat(SHIPPED.verdict(who, asked(PRESS), saturday).allowed()).isFalse();
        assertThat(SHIPPED.verdict(who, asked(PRESS, "fr-saturday"), saturday).allowed())
                .isTrue();
    }

    static Poll poll(String on, Optional<String> constituency) {
        return new Poll(
                new Jurisdiction("FR"),
                constituency,
                1,
                LocalDate.parse(on),
                Optional.of(LocalTime.of(20, 0)),
                Sample.zone("FR"));
    }

    private static Subject screened(String on) {
        var who = person("GB", LANDLINE);
        return new Subject(
                who.jurisdictions(),
                who.zones(),
                who.numberType(),
                false,
                Optional.empty(),
                Optional.of(LocalDate.parse(on)));
    }

    private static Example dialed(String rule, Subject who, CallMode mode, int most, Duration within, Instant now) {
        var dials = new ArrayList<Instant>();
        dials.add(now.minus(within).plusSeconds(1));
        for (int n = 1; n < most; n++) {
            dials.add(now.minusSeconds(n * 3_600L));
        }
        var older = new ArrayList<>(dials);
        older.set(0, now.minus(within));
        return new Example(
                rule,
                SHIPPED.verdict(who, asked(mode), new Past(dials, List.of(), List.of(), false), now),
                SHIPPED.verdict(who, asked(mode), new Past(older, List.of(), List.of(), false), now));
    }

    private static Past havingSaid(Instant at, Disposition what) {
        return new Past(List.of(), List.of(new Past.Said(at, what)), List.of(), false);
    }

    private static Past abandoned(Instant at) {
        return new Past(List.of(), List.of(), List.of(at), false);
    }
}
