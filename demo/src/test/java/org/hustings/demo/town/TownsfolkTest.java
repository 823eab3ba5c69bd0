package org.hustings.demo.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hustings.demo.town.CallPlan.Outcome.Answer;
import org.junit.jupiter.api.Test;

class TownsfolkTest {

    private static final Townsfolk LIFELIKE = new Townsfolk(1, new Pace(1), Map.of());

    @Test
    void theSameSeedNumberAndCountGiveTheSamePlan() {
        for (int i = 0; i < 1_000; i++) {
            var number = "+44207946" + (1_000 + i);
            var again = new Townsfolk(1, new Pace(1), Map.of());
            assertThat(again.plan(number, i % 3)).isEqualTo(LIFELIKE.plan(number, i % 3));
        }
        assertThat(new Townsfolk(2, new Pace(1), Map.of()).plan("+442079461000", 0))
                .isNotEqualTo(LIFELIKE.plan("+442079461000", 0));
    }

    @Test
    void halfOfAllCallsAreAnsweredByTalkersAndEverythingElseComesUp() {
        var counts = new EnumMap<Behaviour, Integer>(Behaviour.class);
        for (int i = 0; i < 10_000; i++) {
            counts.merge(LIFELIKE.plan("+3319900" + i, 0).behaviour(), 1, Integer::sum);
        }
        for (var behaviour : Behaviour.values()) {
            assertThat(counts.getOrDefault(behaviour, 0) / 100.0)
                    .as(behaviour.word())
                    .isBetween(behaviour.percent() * 0.7 - 0.3, behaviour.percent() * 1.3 + 0.3);
        }
    }

    @Test
    void aWrongNumberStaysWrongAndAWorkingOneStaysWorking() {
        for (int i = 0; i < 2_000; i++) {
            var number = "+3319900" + i;
            boolean isWrong = LIFELIKE.plan(number, 0).behaviour().isOfTheNumber();
            for (int call = 1; call < 4; call++) {
                assertThat(LIFELIKE.plan(number, call).behaviour().isOfTheNumber())
                        .isEqualTo(isWrong);
            }
        }
    }

    @Test
    void whoeverWasOutMayBeInTheNextTime() {
        long changed = java.util.stream.IntStream.range(0, 1_000)
                .filter(i -> LIFELIKE.plan("+3319900" + i, 0).behaviour()
                        != LIFELIKE.plan("+3319900" + i, 1).behaviour())
                .count();
        assertThat(changed).isBetween(400L, 900L);
    }

    @Test
    void speedShrinksRingingAndTalkingButNoTalkIsShorterThanTwoSeconds() {
        var fast = new Townsfolk(1, new Pace(20), Map.of());
        for (int i = 0; i < 1_000; i++) {
            var slowPlan = LIFELIKE.plan("+3319900" + i, 0);
            var fastPlan = fast.plan("+3319900" + i, 0);
            assertThat(fastPlan.behaviour()).isEqualTo(slowPlan.behaviour());
            assertThat(fastPlan.delay()).isLessThan(slowPlan.delay());
            if (fastPlan.outcome() instanceof Answer(var speaker, var talk)) {
                boolean isEarly = fastPlan.behaviour() == Behaviour.HANGS_UP_EARLY;
                assertThat(talk)
                        .as("%s", speaker)
                        .isGreaterThanOrEqualTo(isEarly ? Pace.EARLY_MIN : Pace.TALK_MIN)
                        .isLessThanOrEqualTo(Duration.ofSeconds(6));
            }
        }
    }

    @Test
    void fixedBehavioursComeInOrderAndTheLastOneStays() {
        var fixed = new Townsfolk(1, new Pace(1), Map.of("+1", List.of(Behaviour.BUSY, Behaviour.TALKS)));
        assertThat(fixed.plan("+1", 0).behaviour()).isEqualTo(Behaviour.BUSY);
        assertThat(fixed.plan("+1", 1).behaviour()).isEqualTo(Behaviour.TALKS);
        assertThat(fixed.plan("+1", 9).behaviour()).isEqualTo(Behaviour.TALKS);
    }

    @Test
    void theSharesAddUpToAHundred() {
        assertThat(java.util.Arrays.stream(Behaviour.values())
                        .mapToInt(Behaviour::percent)
                        .sum())
                .isEqualTo(100);
    }
}
