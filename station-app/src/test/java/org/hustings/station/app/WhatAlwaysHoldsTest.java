package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Command;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.RequestId;
import org.hustings.protocol.Result;
import org.hustings.protocol.StationEvent;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Topics.ToStation;
import org.hustings.station.call.DeskState.Halted;
import org.hustings.station.call.DeskState.Offered;
import org.hustings.station.call.DeskState.Talking;
import org.hustings.station.call.DeskState.Waiting;
import org.hustings.station.call.DeskState.WrappingUp;
import org.hustings.station.call.Surroundings.LinkNotice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines of the design's section 4 that a station keeps, each against a real broker and a real store.
class WhatAlwaysHoldsTest {

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private static Broker broker;

    private final FakeBoot boot = new FakeBoot("boot-1");
    private FakeHq hq;
    private Rig station;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        hq = new FakeHq(broker);
        for (int i = 1; i <= 6; i++) {
            hq.list.add(Sample.lease(i));
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (station != null) {
            station.close();
        }
        hq.close();
    }

    private void run() throws Exception {
        station = new Rig(folder, broker, boot);
    }

    @Test
    void line1AnAnswerToAnUnknownRequestIsNeverDialed() throws Exception {
        hq.list.clear();
        run();
        station.awaitState(Waiting.class);
        await().until(() -> !hq.requests.isEmpty() && station.around.link() == LinkNotice.UP);
        var known = hq.answerTo(hq.requests.getFirst());

        hq.answer(new LeaseAnswer(
                new RequestId(new UUID(8, 8)),
                known.hqNow(),
                1_800,
                known.campaign(),
                1,
                known.state(),
                false,
                List.of(Sample.lease(9)),
                List.of(),
                List.of(),
                Optional.empty()));
        hq.command(new Command.Lock(new MessageId(new UUID(4, 1))));
        station.awaitState(Halted.class);

        assertThat(station.around.leasesReady()).isZero();
    }

    @Test
    void line1AStationGivesUpItsLeaseOnItsOwnMonotonicClockAndSaysSo() throws Exception {
        run();
        station.awaitState(Offered.class);
        hq.answering = false;

        boot.pass(Duration.ofSeconds(1_801));

        await().atMost(Duration.ofSeconds(10)).until(() -> hq.skips().size() >= 4);
        assertThat(hq.skips()).allMatch(skip -> skip.reason() == Refusal.LEASE_ENDED);
        assertThat(station.phone.dialed).isEmpty();
    }

    @Test
    void line1ALeaseThatEndsInMidCallLetsThePeopleFinish() throws Exception {
        run();
        station.talk();
        hq.answering = false;

        boot.pass(Duration.ofSeconds(1_801));

        await().until(() -> hq.skips().size() >= 3);
        assertThat(station.stands(Talking.class)).isTrue();
        assertThat(station.phone.hungUp).isEmpty();
        station.panel.pushUntil(Button.HANG_UP, () -> station.stands(WrappingUp.class));
        station.panel.pushUntil(Button.KEY_1, () -> !station.stands(WrappingUp.class));
        await().until(() -> hq.calls().size() == 1);
    }

    @Test
    void line2AReportIsSentAgainUntilHeadquartersHasIt() throws Exception {
        hq.receipting = false;
        run();
        station.dial();
        station.phone.end(Result.BUSY, 486);
        await().until(() -> !hq.calls().isEmpty());

        boot.pass(Duration.ofSeconds(11));
        await().until(() -> hq.calls().size() >= 2);
        assertThat(hq.calls().get(1)).isEqualTo(hq.calls().get(0));
        assertThat(station.around.keptSafe()).isPositive();

        hq.receipt(hq.calls().getFirst().receiptId());
        hq.receipt(hq.calls().getFirst().receiptId());
        await().until(() -> station.around.keptSafe() == 0);
    }

    @Test
    void line2UndoAfterTheReceiptSendsASecondRevision() throws Exception {
        run();
        station.wrapUp();
        station.panel.pushUntil(Button.KEY_5, () -> station.stands(Offered.class));
        await().until(() -> hq.calls().size() == 1 && station.around.keptSafe() == 0);

        station.panel.pushUntil(Button.KEY_6, () -> station.stands(WrappingUp.class));
        station.panel.pushUntil(Button.KEY_1, () -> station.stands(Offered.class));

        await().until(() -> hq.calls().size() == 2);
        assertThat(hq.calls().get(0).disposition()).contains(Disposition.DO_NOT_CALL);
        assertThat(hq.calls().get(1).disposition()).contains(Disposition.SUPPORTS);
        assertThat(hq.calls().get(1).revision()).isEqualTo(2);
        assertThat(hq.calls().get(1).call()).isEqualTo(hq.calls().get(0).call());
    }

    @Test
    void line2ABrokerThatForgotEverythingLosesNoReport() throws Exception {
        run();
        station.talk();
        hq.leave();
        broker.kill();
        station.awaitDesk("talking goes on", _ -> station.around.link() == LinkNotice.AWAY);
        station.panel.pushUntil(Button.HANG_UP, () -> station.stands(WrappingUp.class));
        station.panel.pushUntil(Button.KEY_1, () -> station.stands(Offered.class));
        assertThat(station.around.keptSafe()).isPositive();

        broker.start();
        hq.connect();

        await().atMost(Duration.ofSeconds(40)).until(() -> hq.calls().size() == 1 && station.around.keptSafe() == 0);
        assertThat(station.around.link()).isEqualTo(LinkNotice.UP);
    }

    @Test
    void line3WithoutHeadquartersTimeNobodyIsOffered() throws Exception {
        hq.answering = false;
        run();
        await().until(() -> !hq.requests.isEmpty());
        // The answer comes six seconds late: its leases count, its time does not.
        boot.pass(Duration.ofSeconds(6));
        hq.answer(hq.answerTo(hq.requests.getFirst()));
        await().until(() -> hq.requests.stream().distinct().count() >= 2);
        assertThat(station.around.now()).isEmpty();
        assertThat(station.stands(Waiting.class)).isTrue();

        hq.answering = true;
        boot.pass(Duration.ofSeconds(6));
        station.awaitState(Offered.class);
        assertThat(station.around.now()).isPresent();
    }

    @Test
    void line4AnExpiredPermitStopsDialsAndARenewedOneAllowsThem() throws Exception {
        hq.permitSeconds = 60;
        run();
        station.awaitState(Offered.class);
        hq.answering = false;
        boot.pass(Duration.ofSeconds(61));
        station.awaitDesk("CALL is dark", _ -> !station.panel.isLit(Button.CALL));
        assertThat(station.facts.cannotDial()).contains(Refusal.NO_PERMIT);

        hq.answering = true;
        boot.pass(Duration.ofSeconds(6));
        station.awaitDesk("CALL is lit", _ -> station.panel.isLit(Button.CALL));
    }

    @Test
    void line4AfterAReconnectNoDialStartsUntilTheSyncIsAnsweredOrTwoSecondsPass() throws Exception {
        hq.answering = false;
        run();
        await().until(() -> !hq.requests.isEmpty());
        hq.answer(hq.answerTo(hq.requests.getFirst()));
        station.awaitState(Offered.class);
        station.awaitDesk("CALL is lit", _ -> station.panel.isLit(Button.CALL));

        hq.leave();
        broker.kill();
        station.awaitDesk("away", _ -> station.around.link() == LinkNotice.AWAY);
        assertThat(station.panel.isLit(Button.CALL)).isTrue();
        broker.start();
        station.awaitDesk("back, not answered", _ -> station.around.link() == LinkNotice.SYNCING);
        assertThat(station.panel.isLit(Button.CALL)).isFalse();
        station.awaitDesk("two seconds have passed", _ -> station.panel.isLit(Button.CALL));
        hq.connect();
    }

    @Test
    void line4AStopReachesTheDeskByItsCampaignByACommandAndByTheNextSync() throws Exception {
        run();
        station.awaitState(Offered.class);
        hq.publish(Sample.campaign(2, CampaignState.PAUSED));
        station.awaitState(Halted.class);
        hq.publish(Sample.campaign(3, CampaignState.RUNNING));
        station.awaitState(Offered.class);

        hq.command(new Command.Lock(new MessageId(new UUID(4, 1))));
        station.awaitState(Halted.class);
        await().until(() -> hq.events.stream().anyMatch(e -> e.kind() == StationEvent.Kind.COMMAND_DONE));

        // The sync says unlocked: desired state wins over the command.
        boot.pass(Duration.ofSeconds(21));
        station.awaitState(Offered.class);
        hq.publish(Sample.CAMPAIGN);
    }

    @Test
    void line5ARevokedLeaseIsWithdrawnFromTheScreenAndCancelledWhileDialing() throws Exception {
        run();
        station.awaitState(Offered.class);
        hq.command(new Command.RevokeLease(
                new MessageId(new UUID(4, 2)), Sample.lease(1).lease()));
        station.awaitDesk(
                "the second person",
                desk -> desk.state() instanceof Offered offered
                        && offered.lease().equals(Sample.lease(2)));
        assertThat(Sample.lease(1).lease()).isEqualTo(new LeaseId(new UUID(7, 1)));

        station.dial();
        hq.command(new Command.RevokeLease(
                new MessageId(new UUID(4, 3)), Sample.lease(2).lease()));
        await().until(() -> hq.calls().size() == 1);
        assertThat(hq.calls().getFirst().result()).isEqualTo(Result.CANCELLED);
    }

    @Test
    void line9AProcessRestartKeepsLeasesAndARebootTrustsNoneUntilHeadquartersAnswers() throws Exception {
        run();
        station.awaitState(Offered.class);
        station.close();
        hq.answering = false;
        hq.list.clear();

        run();
        station.awaitState(Offered.class);
        station.close();

        station = new Rig(folder, broker, new FakeBoot("boot-2"));
        await().until(() -> station.around != null && station.around.link() == LinkNotice.SYNCING);
        assertThat(station.stands(Offered.class)).isFalse();
        hq.answering = true;
        station.awaitState(Offered.class);
    }

    @Test
    void line9ACrashInATalkIsShownToBeWrappedUpAfterTheLineWasEnded() throws Exception {
        run();
        station.talk();
        var call = station.phone.call();
        station.close();

        run();
        station.awaitState(WrappingUp.class);
        assertThat(station.phone.cleanedUp).singleElement().satisfies(cleaned -> {
            assertThat(cleaned.call()).isEqualTo(call);
            assertThat(cleaned.answered()).isPresent();
        });
        station.panel.pushUntil(Button.KEY_1, () -> station.stands(Offered.class));
        await().until(() -> hq.calls().size() == 1);
        await().until(() -> hq.events.stream().anyMatch(e -> e.kind() == StationEvent.Kind.RESTARTED));
    }

    @Test
    void anUnreadableMessageIsToldOnceAndStopsNothing() throws Exception {
        run();
        station.awaitState(Offered.class);
        var st1 = new StationId("st-1");
        for (int i = 0; i < 3; i++) {
            hq.send(ToStation.COMMANDS.of(st1), "{\"command\":".getBytes(StandardCharsets.UTF_8), false);
            hq.send(ToStation.LEASES.of(st1), new byte[] {(byte) 0xff, 0}, false);
        }
        await().until(() -> hq.events.stream()
                        .filter(e -> e.kind() == StationEvent.Kind.UNREADABLE_MESSAGE)
                        .count()
                == 2);
        station.dial();
    }

    @Test
    void aProviderThatIsAwayIsNoUnpluggedHeadset() throws Exception {
        run();
        station.awaitState(Offered.class);
        station.phone.ready = false;
        station.awaitDesk("no line", _ -> !station.around.phoneReady());
        assertThat(station.around.headsetPresent()).isTrue();
        station.phone.sound = false;
        station.awaitDesk("no headset", _ -> !station.around.headsetPresent());
    }

    @Test
    void theWillOfAConnectionNamesItsOwnSession() throws Exception {
        run();
        await().until(() -> hq.statuses.stream().anyMatch(s -> s.online()));
        var first = hq.lastStatus().session();
        station.close();
        await().until(() -> !hq.lastStatus().online());
        assertThat(hq.lastStatus().session()).isEqualTo(first);
        run();
        await().until(() -> hq.lastStatus().online());
        assertThat(hq.lastStatus().session()).isNotEqualTo(first);
    }

    @Test
    void line8NoNameAndNoNumberIsLogged() throws Exception {
        var before = System.err;
        var log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            run();
            station.wrapUp();
            station.panel.pushUntil(Button.KEY_1, () -> station.stands(Offered.class));
            await().until(() -> station.around.keptSafe() == 0);
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("Dialing")
                .doesNotContain("Margaret", "Quillfeather", "1632960", "Market Lane");
    }
}
