package org.hustings.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hustings.demo.robots.PressRecord;
import org.hustings.demo.robots.View;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.Mode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole phone bank with a campaign of mode POWER: a few presses, and calls that start by themselves.
@Tag("slow")
class PowerTest {

    private static final int CALLS = 20;

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void stationsDialByThemselvesWithinRunsThatPressesBeganAndNothingIsLostOrUnlawful() throws Exception {
        var options = new Options(
                3,
                CALLS,
                false,
                true,
                20,
                Optional.empty(),
                Optional.of(folder),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                7);
        try (var bank = new Bank(options, Places.at(folder), new News(told::add), () -> false, Mode.POWER)) {
            await().atMost(240, SECONDS).pollInterval(1, SECONDS).until(() -> isDone(bank));
            var verdict = bank.scoreboard().look().orElseThrow();

            assertThat(verdict.invariants())
                    .allSatisfy((_, count) -> assertThat(count)
                            .as("%s; what was done: %s", verdict, told)
                            .isZero());
            assertThat(verdict.dials()).isEqualTo(CALLS);
            assertThat(verdict.reportsInHq()).isEqualTo(CALLS);
            assertThat(bank.diary().presses().stream().map(PressRecord::button).filter(Button.CALL::equals))
                    .as("green presses")
                    .hasSizeBetween(1, CALLS * 3 / 4);
        }
    }

    private static boolean isDone(Bank bank) throws Exception {
        var verdict = bank.scoreboard().look();
        return bank.tickets().areUsedUp()
                && verdict.filter(found -> found.reportsInHq() >= CALLS).isPresent()
                && bank.robots().stream()
                        .allMatch(robot ->
                                robot.shown().filter(View::isBetweenCalls).isPresent());
    }
}
