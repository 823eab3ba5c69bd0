package org.hustings.station.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourierTest {

    private final Courier courier = new Courier();
    private long now = 1;

    @Test
    void aMessageGoesOutOnceAndAgainTenSecondsAfterThePubackDoublingToFiveMinutes() {
        for (var pause : List.of(10, 20, 40, 80, 160, 300, 300)) {
            assertThat(courier.due(List.of("a"), now)).containsExactly("a");
            courier.sent("a", now);
            courier.delivered("a", now);
            assertThat(courier.due(List.of("a"), now + seconds(pause) - 1)).isEmpty();
            now += seconds(pause);
        }
    }

    @Test
    void aReconnectSendsEverythingAgain() {
        courier.sent("a", now);
        courier.delivered("a", now);
        courier.reconnected();
        assertThat(courier.due(List.of("a"), now)).containsExactly("a");
    }

    @Test
    void noMoreGoOutAtOnceThanTheBrokerTakesUnacknowledged() {
        var waiting = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        var first = courier.due(waiting, now);
        assertThat(first).hasSize(Courier.UNACKED_MAX).startsWith("0", "1");
        first.forEach(id -> courier.sent(id, now));
        assertThat(courier.due(waiting, now)).isEmpty();
        courier.delivered("0", now);
        assertThat(courier.due(waiting, now)).containsExactly("16");
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
