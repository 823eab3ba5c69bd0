package org.hustings.station.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.RequestId;
import org.hustings.protocol.VolunteerId;
import org.junit.jupiter.api.Test;

class LeaseTalkTest {

    private static final LeaseRequest REQUEST =
            new LeaseRequest(new RequestId(new UUID(1, 1)), 3, List.of(), new VolunteerId("guest"), List.of());

    private final LeaseTalk talk = new LeaseTalk();

    @Test
    void aRequestIsRepeatedWithTheSameIdAfterFiveSecondsAndItsTimesCountFromTheFirst() {
        talk.begin(REQUEST, 100);
        assertThat(talk.repeat(99 + seconds(5))).isEmpty();
        assertThat(talk.repeat(100 + seconds(5))).contains(REQUEST);
        assertThat(talk.repeat(101 + seconds(5))).isEmpty();
        assertThat(talk.answered(answer(REQUEST.request()))).contains(new LeaseTalk.Answered(REQUEST, 100));
    }

    @Test
    void anAnswerIsBelievedOnceAndOnlyToWhatWasAsked() {
        talk.begin(REQUEST, 100);
        assertThat(talk.answered(answer(new RequestId(new UUID(1, 2))))).isEmpty();
        assertThat(talk.answered(answer(REQUEST.request()))).isPresent();
        assertThat(talk.answered(answer(REQUEST.request()))).isEmpty();
    }

    private static LeaseAnswer answer(RequestId request) {
        return new LeaseAnswer(
                request,
                Instant.EPOCH,
                60,
                Optional.empty(),
                0,
                CampaignState.RUNNING,
                false,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
