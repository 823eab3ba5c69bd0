package org.hustings.hq.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.hq.rules.Sample.SHIPPED;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.NumberType;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Windows and verdicts agree, for any person, campaign, past and moment")
class VerdictProperties {

    private static final Instant FROM = Instant.parse("2027-03-01T00:00:00Z");
    private static final int SECONDS = 90 * 86_400;
    private static final List<String> ZONES = List.of(
            "Europe/Paris", "Europe/London", "America/New_York", "America/Los_Angeles", "America/Martinique", "UTC");

    @Property(tries = 500)
    void aWindowHoldsNoMomentAtWhichTheVerdictRefuses(
            @ForAll("subjects") Subject who,
            @ForAll("campaigns") Asked asked,
            @ForAll("pasts") Past past,
            @ForAll("moments") Instant now,
            @ForAll("fractions") double fraction) {
        for (var window : SHIPPED.verdict(who, asked, past.at(now), now).windows()) {
            var length = window.closes().getEpochSecond() - window.opens().getEpochSecond();
            for (var moment : List.of(
                    window.opens(),
                    window.opens().plusSeconds((long) (length * fraction)),
                    window.closes().minusNanos(1))) {
                if (!moment.isBefore(now)) {
                    assertThat(SHIPPED.verdict(who, asked, past.at(now), moment).allowed())
                            .as("%s of %s", moment, window)
                            .isTrue();
                }
            }
        }
    }

    @Property(tries = 500)
    void noWindowMeetsASilence(
            @ForAll("subjects") Subject who, @ForAll("campaigns") Asked asked, @ForAll("moments") Instant now) {
        var silences = asked.polls().stream()
                .filter(poll -> poll.concerns(who.constituency()))
                .map(poll -> poll.silence(1))
                .toList();
        var told = new Spans(SHIPPED.verdict(who, asked, now).windows());
        assertThat(silences)
                .allSatisfy(silence -> assertThat(told.and(silence).windows()).isEmpty());
    }

    @Property(tries = 300)
    void theEarliestMomentIsAllowedAndNothingBefore(
            @ForAll("subjects") Subject who,
            @ForAll("campaigns") Asked asked,
            @ForAll("pasts") Past past,
            @ForAll("moments") Instant now,
            @ForAll("fractions") double fraction) {
        var known = past.at(now);
        SHIPPED.verdict(who, asked, known, now).earliest().ifPresent(earliest -> {
            assertThat(SHIPPED.verdict(who, asked, known, earliest).allowed()).isTrue();
            var between = now.plusSeconds((long) ((earliest.getEpochSecond() - now.getEpochSecond()) * fraction));
            if (between.isBefore(earliest)) {
                assertThat(SHIPPED.verdict(who, asked, known, between).allowed())
                        .isFalse();
            }
        });
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.integers().between(0, SECONDS).map(FROM::plusSeconds);
    }

    @Provide
    Arbitrary<Double> fractions() {
        return Arbitraries.doubles().between(0, 0.99);
    }

    @Provide
    Arbitrary<Subject> subjects() {
        return Combinators.combine(
                        Arbitraries.of("FR", "GB", "US", "US-FL", "US-LA", "DE", "CH", "RE")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2),
                        Arbitraries.of(ZONES).list().ofMinSize(1).ofMaxSize(3).uniqueElements(),
                        Arbitraries.of(NumberType.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of("A", "B").optional(),
                        Arbitraries.integers()
                                .between(-40, 90)
                                .map(day -> LocalDate.of(2027, 3, 1).plusDays(day))
                                .optional())
                .as((places, zones, type, consent, constituency, screened) -> new Subject(
                        places.stream().map(Jurisdiction::new).toList(),
                        zones.stream().map(ZoneId::of).toList(),
                        type,
                        consent,
                        constituency,
                        screened));
    }

    @Provide
    Arbitrary<Asked> campaigns() {
        var hours = Combinators.combine(
                        Arbitraries.integers().between(0, 700),
                        Arbitraries.integers().between(720, 1_440))
                .as((opens, closes) -> new CallingHours(opens, closes, EnumSet.allOf(DayOfWeek.class)));
        var polls = Combinators.combine(
                        Arbitraries.of("A", "B").optional(),
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.of(ZONES))
                .as((constituency, day, zone) -> new Poll(
                        new Jurisdiction("FR"),
                        constituency,
                        1,
                        LocalDate.of(2027, 3, 1).plusDays(day),
                        Optional.empty(),
                        ZoneId.of(zone)))
                .list()
                .ofMaxSize(3);
        var profiles = Arbitraries.of("us-courtesy", "us-long-hours", "fr-saturday")
                .set()
                .ofMaxSize(3);
        return Combinators.combine(hours, Arbitraries.of(CallMode.class), profiles, polls)
                .as((open, mode, chosen, days) ->
                        new Asked(open, mode, Sample.OFFICE, Set.copyOf(chosen), days, false));
    }

    @Provide
    Arbitrary<Past> pasts() {
        return Combinators.combine(
                        moments().list().ofMaxSize(6),
                        Combinators.combine(moments(), Arbitraries.of(Disposition.class))
                                .as(Past.Said::new)
                                .list()
                                .ofMaxSize(2),
                        moments().list().ofMaxSize(1))
                .as((dials, said, abandoned) -> new Past(dials, said, abandoned, false));
    }
}
