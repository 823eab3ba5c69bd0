package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Lease;
import org.hustings.protocol.Result;
import org.hustings.protocol.StationEvent;
import org.hustings.protocol.Window;
import org.hustings.station.call.DeskState.Dialing;
import org.hustings.station.call.DeskState.Offered;
import org.hustings.station.call.DeskState.Talking;
import org.hustings.station.call.DeskState.WrappingUp;
import org.hustings.station.call.Meaning;
import org.hustings.station.store.Change;
import org.hustings.station.store.OutboxMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskKeeperTest {

    @TempDir
    Path folder;

    private DeskBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new DeskBench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aCallThatBeganInTimeRingsOnWhenItsWindowCloses() throws Exception {
        bench.holds(Sample.lease(1, 1_800, closingIn(10)));
        bench.desk.begin();
        bench.dial();
        bench.phone.ring();
        bench.hear();

        for (int i = 0; i < 20; i++) {
            bench.pass(Duration.ofSeconds(1));
        }

        assertThat(bench.phone.hungUp).isEmpty();
        assertThat(bench.state()).isInstanceOf(Dialing.class);
        bench.phone.answer();
        bench.hear();
        assertThat(bench.state()).isInstanceOf(Talking.class);
    }

    @Test
    void aPersonOnTheScreenGoesBackWhenTheWindowCloses() throws Exception {
        bench.holds(Sample.lease(1, 1_800, closingIn(10)), Sample.lease(2));
        bench.desk.begin();

        bench.pass(Duration.ofSeconds(11));

        assertThat(bench.state()).isEqualTo(new Offered(Sample.lease(2), Offered.Look.CARD));
    }

    @Test
    void hangUpCancelsADialThoughTheDiskTakesNothing() throws Exception {
        bench.holds(Sample.lease(1));
        bench.desk.begin();
        bench.dial();
        bench.disk.refuses(true);

        bench.press(Button.HANG_UP, new Meaning.EndCall());

        assertThat(bench.phone.hungUp).containsExactly(bench.phone.call());
        bench.disk.refuses(false);
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.store.eventsWaiting()).isZero();
        assertThat(bench.store.waiting()).hasSize(1);
    }

    @Test
    void aResultPressedOnAnOpenLineClosesItThoughTheDiskTakesNothing() throws Exception {
        bench.holds(Sample.lease(1));
        bench.desk.begin();
        bench.talk();
        bench.disk.refuses(true);

        bench.press(Button.KEY_5, new Meaning.Dispose(Disposition.WRONG_NUMBER));

        assertThat(bench.phone.hungUp).containsExactly(bench.phone.call());
        bench.disk.refuses(false);
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.state()).isInstanceOf(WrappingUp.class);
    }

    @Test
    void muteWorksBothWaysThoughTheDiskTakesNothing() throws Exception {
        bench.holds(Sample.lease(1));
        bench.desk.begin();
        bench.talk();
        bench.disk.refuses(true);

        bench.press(Button.MUTE, new Meaning.Mute());
        assertThat(bench.phone.muted).isTrue();
        assertThat(((Talking) bench.state()).muted()).isTrue();
        bench.press(Button.MUTE, new Meaning.Unmute());
        assertThat(bench.phone.muted).isFalse();
        assertThat(((Talking) bench.state()).muted()).isFalse();
    }

    @Test
    void aRestartOnAFullDiskWakesUpWhenThereIsRoom() throws Exception {
        bench.holds(Sample.lease(1), Sample.lease(2));
        bench.desk.begin();
        bench.dial();
        bench.disk.refuses(true);
        bench.desk = bench.newDesk();
        bench.desk.begin();
        assertThat(bench.phone.cleanedUp).hasSize(1);

        bench.pass(Duration.ofSeconds(1));
        bench.disk.refuses(false);
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.state()).isEqualTo(new Offered(Sample.lease(2), Offered.Look.CARD));
        assertThat(bench.store.waiting()).hasSize(1);
        assertThat(bench.store
                        .message(bench.store.waiting().getFirst())
                        .orElseThrow()
                        .json())
                .contains("\"unknown\"");
    }

    @Test
    void aLeaseOfAStoppedCampaignHidesNobody() throws Exception {
        var other = Sample.campaign(1, CampaignState.STOPPED);
        bench.store.hold(new Campaign(
                new CampaignId("barton"),
                1,
                CampaignState.STOPPED,
                "Barton",
                other.script(),
                other.resultSet(),
                other.mode(),
                other.windowSize(),
                other.ringSeconds(),
                other.permitSeconds()));
        var stopped = Sample.lease(1);
        bench.holds(
                new Lease(
                        stopped.lease(),
                        stopped.seq(),
                        stopped.ttlSeconds(),
                        new CampaignId("barton"),
                        1,
                        stopped.mode(),
                        stopped.contact(),
                        stopped.callerId(),
                        stopped.window(),
                        stopped.callback()),
                Sample.lease(2));

        bench.desk.begin();

        assertThat(bench.state()).isEqualTo(new Offered(Sample.lease(2), Offered.Look.CARD));
    }

    @Test
    void eventsNeverTakeTheRoomOfReports() throws Exception {
        bench.holds(Sample.lease(1));
        bench.desk.begin();
        var many = Stream.generate(bench.ids::message)
                .limit(DeskLedger.EVENTS_MAX)
                .map(id -> new StationEvent(
                        id,
                        StationEvent.Kind.HELP_RAISED,
                        Sample.NOW,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .map(OutboxMessage::of)
                .toList();
        bench.store.save(new Change(bench.desk.desk(), many, List.of(), Optional.empty(), List.of()));

        bench.desk.event(StationEvent.Kind.HELP_RAISED, Optional.empty());

        assertThat(bench.store.outboxRows()).isEqualTo(DeskLedger.EVENTS_MAX);
        bench.dial();
        bench.phone.end(Result.BUSY, 486);
        bench.hear();
        assertThat(bench.store.outboxRows()).isEqualTo(DeskLedger.EVENTS_MAX + 1);
    }

    @Test
    void aStepOfHeadquartersClockCutsNoTalkAndHoldsWhenItIsOver() throws Exception {
        bench.holds(Sample.lease(1));
        bench.desk.begin();
        bench.talk();

        bench.clock.accept(Sample.NOW.plus(Duration.ofHours(1)), bench.boot.nanos(), bench.boot.nanos());
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.phone.hungUp).isEmpty();

        bench.phone.end(Result.ANSWERED, 200);
        bench.hear();
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.state()).isInstanceOf(WrappingUp.class);

        bench.press(Button.KEY_1, new Meaning.Dispose(Disposition.SUPPORTS));
        assertThat(bench.clock.now().orElseThrow()).isAfter(Sample.NOW.plus(Duration.ofMinutes(59)));
    }

    private static Window closingIn(long seconds) {
        return new Window(Sample.NOW.minusSeconds(7_200), Sample.NOW.plusSeconds(seconds));
    }
}
