package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StationClockTest {

    private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");

    private final FakeBoot boot = new FakeBoot("boot-1");
    private final StationClock clock = new StationClock(boot);

    @BeforeEach
    void knowTheTime() {
        hear(NOON);
    }

    @Test
    void aStepOfHeadquartersClockWaitsForTheEndOfTheCall() {
        clock.hold(true);
        hear(NOON.plus(Duration.ofHours(1)));
        assertThat(now()).isBefore(NOON.plusSeconds(60));
        hear(NOON.minus(Duration.ofHours(2)));
        assertThat(now()).isAfterOrEqualTo(NOON);

        clock.hold(false);
        assertThat(now()).isBefore(NOON.minus(Duration.ofHours(1)));
    }

    @Test
    void aStepThatHeadquartersTookBackLeavesNoTrace() {
        clock.hold(true);
        hear(NOON.plus(Duration.ofHours(1)));
        hear(NOON.plusSeconds(1));

        clock.hold(false);
        assertThat(now()).isBefore(NOON.plusSeconds(60));
    }

    @Test
    void withinACallTheTimeNeverGoesBackNotEvenByALittle() {
        clock.hold(true);
        var pressedAt = now();
        hear(NOON.minusMillis(60));
        assertThat(now()).isAfterOrEqualTo(pressedAt);

        clock.hold(false);
        hear(NOON.plusSeconds(4));
        assertThat(now()).isBetween(NOON.plusSeconds(4), NOON.plusSeconds(60));
    }

    @Test
    void anIdleDeskTakesAnyTimeAtOnce() {
        hear(NOON.plus(Duration.ofHours(1)));
        assertThat(now()).isAfter(NOON.plus(Duration.ofMinutes(59)));
    }

    private void hear(Instant time) {
        clock.accept(time, boot.nanos(), boot.nanos());
    }

    private Instant now() {
        return clock.now().orElseThrow();
    }
}
