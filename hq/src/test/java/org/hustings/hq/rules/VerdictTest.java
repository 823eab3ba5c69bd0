package org.hustings.hq.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.hq.rules.CallMode.POWER;
import static org.hustings.hq.rules.CallMode.PRESS;
import static org.hustings.hq.rules.Sample.SHIPPED;
import static org.hustings.hq.rules.Sample.asked;
import static org.hustings.hq.rules.Sample.at;
import static org.hustings.hq.rules.Sample.before;
import static org.hustings.hq.rules.Sample.person;
import static org.hustings.protocol.NumberType.LANDLINE;
import static org.hustings.protocol.NumberType.MOBILE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hustings.hq.rules.Decision.Outcome;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Mode;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.Window;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Poll PARIS = ShippedRulesTest.poll("2027-04-11", Optional.of("FR-75-07"));

    @Test
    void aPersonInSeveralZonesIsCalledWhenAllOfThemAreOpen() {
        var verdict = SHIPPED.verdict(
                living("US", "America/New_York", "America/Los_Angeles"), asked(PRESS), at("US", "2027-03-03T12:00:00"));

        // 09:00 in Los Angeles is 12:00 in New York, where it closes at 20:00.
        assertThat(verdict.windows())
                .containsExactly(
                        window("2027-03-03T17:00:00Z", "2027-03-04T01:00:00Z"),
                        window("2027-03-04T17:00:00Z", "2027-03-05T01:00:00Z"));
    }

    @Test
    void theNightOfAClockChangeKeepsTheWallClock() {
        var verdict = SHIPPED.verdict(person("US", LANDLINE), asked(PRESS), at("US", "2027-03-13T21:00:00"));

        // Clocks go forward in the night to 14 March 2027.
        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.earliest()).contains(Instant.parse("2027-03-14T13:00:00Z"));
        assertThat(verdict.windows()).containsExactly(window("2027-03-14T13:00:00Z", "2027-03-15T00:00:00Z"));
    }

    @Test
    void theTwentyNinthOfFebruaryCountsLikeAnyDay() {
        var who = person("FR", LANDLINE);
        // 29 February 2028 is a Tuesday.
        assertThat(SHIPPED.verdict(who, asked(PRESS), at("FR", "2028-02-29T11:00:00"))
                        .allowed())
                .isTrue();
        var refused = new Past(
                List.of(),
                List.of(new Past.Said(at("FR", "2027-12-31T11:00:00"), Disposition.AGAINST)),
                List.of(),
                false);
        assertThat(SHIPPED.verdict(who, asked(PRESS), refused, at("FR", "2028-02-28T18:00:00"))
                        .earliest())
                .contains(at("FR", "2028-02-29T11:00:00"));
    }

    @Test
    void midnightEndsTheTellingOfADay() {
        var verdict = SHIPPED.verdict(person("CH", LANDLINE), asked(PRESS), at("CH", "2027-03-03T23:59:59"));
        assertThat(verdict.windows()).containsExactly(window("2027-03-04T07:00:00Z", "2027-03-04T20:00:00Z"));
        assertThat(SHIPPED.verdict(person("CH", LANDLINE), asked(PRESS), at("CH", "2027-03-04T00:00:00"))
                        .windows())
                .hasSize(2);
    }

    @Test
    void aNumberWithoutAZoneOfItsOwnIsAskedInUtc() {
        var noon = Instant.parse("2027-03-03T12:00:00Z");
        var verdict = SHIPPED.verdict(living("ES", "UTC"), asked(PRESS), noon);
        assertThat(verdict.windows().getFirst()).isEqualTo(window("2027-03-03T08:00:00Z", "2027-03-03T21:00:00Z"));
    }

    @Test
    void theSilenceIsOfTheConstituencyAndOfWhoeverHasNoneKnown() {
        var eve = at("FR", "2027-04-10T11:00:00");
        var saturdays =
                new Asked(Sample.allHours(), PRESS, Sample.OFFICE, Set.of("fr-saturday"), List.of(PARIS), false);
        assertThat(SHIPPED.verdict(voting("fr-75-07 "), saturdays, eve).allowed())
                .isFalse();
        assertThat(SHIPPED.verdict(person("FR", LANDLINE), saturdays, eve).allowed())
                .as("somebody of no known constituency")
                .isFalse();
        assertThat(SHIPPED.verdict(voting("FR-75-08"), saturdays, eve).allowed())
                .as("somebody of another constituency")
                .isTrue();
    }

    @Test
    void theSilenceHoldsForEveryModeAndForVotersWithNumbersOfOtherCountries() {
        var eve = at("FR", "2027-04-10T11:00:00");
        for (var mode : CallMode.values()) {
            var verdict =
                    SHIPPED.verdict(Sample.agreed("FR", MOBILE), before(PARIS).in(mode), eve);
            assertThat(Sample.said("fr-eve-of-poll", verdict).map(Decision::outcome))
                    .as(mode.word())
                    .contains(Outcome.REFUSES);
        }
        assertThat(SHIPPED.verdict(person("CH", LANDLINE), before(PARIS), eve).allowed())
                .isFalse();
    }

    /// Martinique votes on Saturday, five hours behind Paris; its silence begins on Friday by its own clock.
    @Test
    void overseasTheSilenceFollowsTheClockOfTheConstituency() {
        var fortDeFrance = ZoneId.of("America/Martinique");
        var poll = new Poll(
                new Jurisdiction("MQ"),
                Optional.of("FR-972-01"),
                1,
                LocalDate.of(2027, 4, 10),
                Optional.empty(),
                fortDeFrance);
        var window =
                SHIPPED.interlocks(1, before(poll), Instant.EPOCH).silences().getFirst();

        assertThat(window.from())
                .isEqualTo(LocalDate.of(2027, 4, 9).atStartOfDay(fortDeFrance).toInstant());
        // Without an hour of closing, until midnight: the cautious reading.
        assertThat(window.until())
                .isEqualTo(LocalDate.of(2027, 4, 11).atStartOfDay(fortDeFrance).toInstant());
    }

    @Test
    void eachRoundHasItsSilence() {
        var second = new Poll(
                PARIS.where(), PARIS.constituency(), 2, LocalDate.of(2027, 4, 25), PARIS.closes(), PARIS.zone());
        var between = at("FR", "2027-04-14T11:00:00");
        assertThat(SHIPPED.verdict(voting("FR-75-07"), before(PARIS, second), between)
                        .allowed())
                .isTrue();
        assertThat(SHIPPED.verdict(voting("FR-75-07"), before(PARIS, second), at("FR", "2027-04-24T00:00:00"))
                        .allowed())
                .isFalse();
    }

    @Test
    void theEarliestMomentWaitsForTheLastOfSeveralRules() {
        var friday = at("FR", "2027-04-09T20:30:00");
        // Saturday and Sunday are silent, Monday opens at ten.
        assertThat(SHIPPED.verdict(person("FR", LANDLINE), before(PARIS), friday)
                        .earliest())
                .contains(at("FR", "2027-04-12T10:00:00"));
        assertThat(SHIPPED.verdict(person("DE", LANDLINE), asked(PRESS), friday).earliest())
                .as("nothing but consent helps")
                .isEmpty();
    }

    @Test
    void aScreeningIsNotValidBeforeItsDay() {
        var who = person("GB", LANDLINE);
        var future = new Subject(
                who.jurisdictions(),
                who.zones(),
                who.numberType(),
                false,
                Optional.empty(),
                Optional.of(LocalDate.of(2072, 3, 3)));
        assertThat(SHIPPED.verdict(future, asked(PRESS), at("GB", "2027-03-03T12:00:00"))
                        .allowed())
                .isFalse();
    }

    @Test
    void fictionIsCalledAtAnyHourAndNobodyElse() {
        var night = at("FR", "2027-04-11T03:00:00");
        var fiction = new Asked(Sample.allHours(), POWER, Sample.OFFICE, Set.of(), List.of(PARIS), true);

        var verdict = SHIPPED.verdict(person("FR", MOBILE), fiction, night);
        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.mode()).isEqualTo(POWER);
        assertThat(SHIPPED.verdict(person("FR", MOBILE), fiction, Past.none(false), night)
                        .allowed())
                .isFalse();
        assertThat(SHIPPED.interlocks(1, fiction, night).gates()).isEmpty();
        assertThat(Fiction.isFictional(new PhoneNumber("+33639980001"))).isTrue();
        assertThat(Fiction.isFictional(new PhoneNumber("+12125550123"))).isTrue();
        assertThat(Fiction.isFictional(new PhoneNumber("+441632960001"))).isTrue();
        assertThat(Fiction.isFictional(new PhoneNumber("+4416329600012"))).isFalse();
        assertThat(Fiction.isFictional(new PhoneNumber("+12125551123"))).isFalse();
        assertThat(Fiction.isFictional(new PhoneNumber("+33612345678"))).isFalse();
    }

    @Test
    void stationsAreToldTheInterlocks() {
        var rules = SHIPPED.interlocks(7, before(PARIS), at("FR", "2027-04-01T12:00:00"));

        assertThat(rules.version()).isEqualTo(7);
        assertThat(rules.silences())
                .containsExactly(new Campaign.Silence(
                        Optional.of("FR-75-07"), at("FR", "2027-04-10T00:00:00"), at("FR", "2027-04-11T20:00:00")));
        assertThat(rules.gates())
                .anySatisfy(gate -> {
                    assertThat(gate.jurisdiction()).contains("GB");
                    assertThat(gate.maxAgeDays()).contains(28);
                })
                .anySatisfy(gate -> {
                    assertThat(gate.jurisdiction()).contains("US");
                    assertThat(gate.modes()).containsExactly(Mode.POWER, Mode.PREDICTIVE);
                    assertThat(gate.numberTypes()).doesNotContain(LANDLINE).contains(MOBILE);
                })
                .anySatisfy(gate -> assertThat(gate.jurisdiction()).contains("DE"));
        assertThat(SHIPPED.interlocks(7, before(PARIS), PARIS.end()).silences()).isEmpty();
    }

    @Test
    void theDaysAndHoursOfTheCampaignBindToo() {
        var short_ = new Asked(
                new CallingHours(11 * 60, 12 * 60, Set.of(java.time.DayOfWeek.WEDNESDAY)),
                PRESS,
                Sample.OFFICE,
                Set.of(),
                List.of(),
                false);
        var verdict = SHIPPED.verdict(person("FR", LANDLINE), short_, at("FR", "2027-03-03T12:00:00"));
        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.earliest()).contains(at("FR", "2027-03-03T11:00:00").plus(Duration.ofDays(7)));
    }

    private static Subject voting(String constituency) {
        var who = person("FR", LANDLINE);
        return new Subject(
                who.jurisdictions(), who.zones(), who.numberType(), false, Optional.of(constituency), Optional.empty());
    }

    private static Subject living(String place, String... zones) {
        return new Subject(
                List.of(new Jurisdiction(place)),
                List.of(zones).stream().map(ZoneId::of).toList(),
                LANDLINE,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Window window(String opens, String closes) {
        return new Window(Instant.parse(opens), Instant.parse(closes));
    }
}
