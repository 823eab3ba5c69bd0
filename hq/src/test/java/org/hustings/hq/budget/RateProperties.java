package org.hustings.hq.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.hustings.hq.budget.Rate.Direction;
import org.hustings.hq.budget.Wall.Hold;
import org.hustings.hq.budget.Wall.Limit;

class RateProperties {

    private static Rate rate(String prefix, long fee, long minute, int first, int next) {
        return new Rate(Direction.OUTGOING, prefix, fee, minute, first, next);
    }

    @Provide
    Arbitrary<Rate> rates() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 2_000_000),
                        Arbitraries.longs().between(0, 10_000_000),
                        Arbitraries.integers().between(1, 3_600),
                        Arbitraries.integers().between(1, 3_600))
                .as((fee, minute, first, next) -> rate("+44", fee, minute, first, next));
    }

    @Example
    void aCallIsBilledByItsIncrements() {
        var byTheMinute = rate("+44", 0, 12_000, 60, 60);
        assertThat(byTheMinute.cost(Duration.ofSeconds(1))).isEqualTo(12_000);
        assertThat(byTheMinute.cost(Duration.ofSeconds(60))).isEqualTo(12_000);
        assertThat(byTheMinute.cost(Duration.ofMillis(60_001))).isEqualTo(24_000);

        var bySixSeconds = rate("+44", 50_000, 60_000, 30, 6);
        assertThat(bySixSeconds.cost(Duration.ZERO)).isEqualTo(50_000 + 30_000);
        assertThat(bySixSeconds.cost(Duration.ofSeconds(31))).isEqualTo(50_000 + 36_000);

        assertThat(rate("+44", 0, 10_000, 1, 1).cost(Duration.ofSeconds(1))).isEqualTo(167);
    }

    @Property
    void noCallCostsMoreThanWasHeldForItAndALongerOneNeverCostsLess(
            @ForAll("rates") Rate rate,
            @ForAll @LongRange(max = 10_000_000) long oneMs,
            @ForAll @LongRange(max = 10_000_000) long otherMs) {
        var shorter = Duration.ofMillis(Math.min(oneMs, otherMs));
        var longer = Duration.ofMillis(Math.max(oneMs, otherMs));

        assertThat(rate.cost(shorter)).isBetween(rate.feeMicros(), rate.cost(longer));
        assertThat(rate.cost(longer)).isLessThanOrEqualTo(rate.cost(Rate.TALK_MAX));
    }

    @Example
    void theLongestPrefixWins() {
        var tariff = new Tariff(
                "GBP", List.of(rate("+44", 0, 1, 60, 60), rate("+447", 0, 2, 60, 60), rate("+", 0, 3, 60, 60)));

        assertThat(tariff.rateOf(Direction.OUTGOING, "+447700900001")
                        .orElseThrow()
                        .minuteMicros())
                .isEqualTo(2);
        assertThat(tariff.rateOf(Direction.OUTGOING, "+442079460001")
                        .orElseThrow()
                        .minuteMicros())
                .isEqualTo(1);
        assertThat(tariff.rateOf(Direction.OUTGOING, "+33199000001")
                        .orElseThrow()
                        .minuteMicros())
                .isEqualTo(3);
        assertThat(tariff.rateOf(Direction.INCOMING, "+33199000001")).isEmpty();
    }

    @Property
    void aWallIsOvershotByLessThanTheLastHold(
            @ForAll @IntRange(max = 5_000) int left,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 900) Integer> costs) {
        var wall = new Wall(1, List.of(new Limit(1, "EUR", left)), new Wall.Prices(true, 900));
        var holds = costs.stream().map(cost -> new Hold(cost, 0)).toList();

        var admitted = holds.subList(0, wall.admits(holds));

        var rest = wall.less(admitted).limits().getFirst().available();
        if (admitted.isEmpty()) {
            assertThat(holds.isEmpty() || left <= 0).isTrue();
        } else {
            assertThat(rest).isGreaterThan(-admitted.getLast().micros());
        }
        assertThat(admitted.size() == holds.size() || rest <= 0).isTrue();
    }

    @Property
    void eachShareIsToldOnceAndTheHighestLast(
            @ForAll @LongRange(max = 1_000_000) long granted,
            @ForAll @Size(max = 30) List<@LongRange(max = 100_000) Long> charges) {
        var told = new ArrayList<Integer>();
        long charged = 0;
        for (var charge : charges) {
            charged += charge;
            var share = Wall.toTell(granted, charged, told.isEmpty() ? 0 : told.getLast());
            if (share > 0) {
                told.add(share);
            }
        }

        assertThat(told).doesNotHaveDuplicates().isSorted();
        assertThat(told.contains(100)).isEqualTo(!charges.isEmpty() && charged >= granted);
        assertThat(told.isEmpty()).isEqualTo(charges.isEmpty() || charged * 2 < granted);
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long micros) {
        var money = new Amount.Money("EUR", micros);

        assertThat(Amount.parse(money.toString())).isEqualTo(money);
    }

    @Example
    void amountsAreExactOrRefused() {
        assertThat(Amount.parse("12.345678 GBP")).isEqualTo(new Amount.Money("GBP", 12_345_678));
        assertThat(Amount.parse("1000 min"))
                .isEqualTo(new Amount.Talk(60_000_000))
                .hasToString("1000 min");
        assertThat(Amount.parse("0.5 minutes")).hasToString("0 min 30 s");
        for (var odd : Collections.unmodifiableList(
                List.of("12", "-1 EUR", "1e3 EUR", "1.2345678 EUR", "5 EURO", "0.00001 min"))) {
            assertThatThrownBy(() -> Amount.parse(odd)).as(odd).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
