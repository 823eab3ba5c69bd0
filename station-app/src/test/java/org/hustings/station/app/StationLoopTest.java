package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.hustings.station.link.LinkNews;
import org.junit.jupiter.api.Test;

class StationLoopTest {

    @Test
    void aLoopThatStandsStillBehindAFullQueueEndsTheProcess() {
        var ended = new AtomicInteger();
        var loop = new StationLoop(Duration.ofMillis(10), ended::incrementAndGet);

        for (int i = 0; i < 1_000; i++) {
            loop.heard(new LinkNews.Down("away"));
        }
        assertThat(ended).hasValue(0);
        loop.heard(new LinkNews.Down("away"));

        assertThat(ended).hasValue(1);
    }
}
