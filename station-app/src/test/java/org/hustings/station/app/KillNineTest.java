package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Command;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Mode;
import org.hustings.protocol.PressProof;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Report;
import org.hustings.protocol.Result;
import org.hustings.protocol.SessionId;
import org.hustings.protocol.SkipReport;
import org.hustings.station.app.KilledStation.Voter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a real process in each state of the desk: the next one stands where it must, no report is lost or sent
/// as two, and nobody is dialed twice or without a press.
@Tag("slow")
class KillNineTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final MessageId COMMAND = new MessageId(new UUID(4, 1));

    @TempDir
    static Path certificates;

    private static Broker broker;

    @TempDir
    Path folder;

    private FakeHq hq;
    private MortalStation station;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(certificates);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        hq = new FakeHq(broker);
        station = new MortalStation(folder, certificates, broker);
    }

    @AfterEach
    void stop() throws Exception {
        station.close();
        hq.close();
    }

    @Test
    void inEachStateOfACallTheNextProcessGoesOnAndEveryDialIsReported() throws Exception {
        people(4);
        station.launch(Voter.RINGS);
        station.pressUntil(Button.CALL, "dialing");
        station.killAndLaunch(Voter.ANSWERS);
        await().atMost(SOON).until(() -> hq.calls().size() == 1);
        assertThat(hq.calls().getFirst().result()).isEqualTo(Result.UNKNOWN);

        station.pressUntil(Button.CALL, "talking");
        station.killAndLaunch(Voter.ANSWERS);
        station.awaitPhase("wrappingUp");
        station.killAndLaunch(Voter.ANSWERS);
        station.awaitPhase("wrappingUp");
        station.pressUntil(Button.KEY_1, "offered");
        station.killAndLaunch(Voter.HOLDS);

        station.pressUntil(Button.CALL, "talking");
        station.pressUntil(Button.KEY_3, "closing");
        station.killAndLaunch(Voter.ANSWERS);
        station.awaitPhase("offered");

        nothingIsLostOrDoneTwice(3);
        assertThat(hq.calls().stream().map(CallReport::disposition).flatMap(Optional::stream))
                .contains(Disposition.SUPPORTS, Disposition.VOICEMAIL);
        // Each line that was open is closed for the process that died.
        assertThat(station.noted(KilledStation.CLEANED)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void withNobodyToCallOnABreakOrHaltedTheNextProcessStandsWhereTheLastOneDid() throws Exception {
        station.launch(Voter.ANSWERS);
        await().atMost(SOON).until(() -> !hq.requests.isEmpty());
        station.awaitPhase("waiting");
        var killed = killedAsTheBrokerTells();
        station.launch(Voter.ANSWERS);
        station.awaitPhase("waiting");
        people(3);
        station.awaitPhase("offered");
        await().atMost(SOON).until(() -> hq.lastStatus().online());
        assertThat(hq.lastStatus().session()).isNotEqualTo(killed);
        var first = station.now().flatMap(SocketDisplay.Line::contact);

        station.pressUntil(Button.KEY_4, "paused");
        station.killAndLaunch(Voter.ANSWERS);
        station.awaitPhase("paused");
        assertThat(station.phases()).containsExactly("paused");
        station.pressUntil(Button.KEY_1, "offered");
        assertThat(station.now().flatMap(SocketDisplay.Line::contact)).isEqualTo(first);

        hq.locked = true;
        hq.command(new Command.Lock(COMMAND));
        haltedAcrossAKill();
        hq.locked = false;
        hq.command(new Command.Unlock(COMMAND));
        station.awaitPhase("offered");

        hq.state = CampaignState.STOPPED;
        hq.publish(Sample.campaign(2, CampaignState.STOPPED));
        haltedAcrossAKill();
        hq.state = CampaignState.RUNNING;
        hq.publish(Sample.campaign(3, CampaignState.RUNNING));
        station.awaitPhase("offered");
        assertThat(station.now().flatMap(SocketDisplay.Line::contact)).isEqualTo(first);
        assertThat(station.noted(KilledStation.DIALS)).isEmpty();
        assertThat(hq.reports).isEmpty();

        goesOnCalling();
        nothingIsLostOrDoneTwice(1);
    }

    @Test
    void aRefusedPressIsReportedByTheNextProcessAndThePersonIsNotCalled() throws Exception {
        people(3);
        station.launch(Voter.ANSWERS);
        station.awaitPhase("offered");
        var refused = station.now().flatMap(SocketDisplay.Line::contact);
        hq.leave();
        pressUntilRefused();
        station.kill();
        Files.delete(folder.resolve(KilledStation.NO_LINE));
        assertThat(hq.reports).isEmpty();
        hq.connect();

        station.launch(Voter.ANSWERS);
        station.awaitPhase("offered");
        assertThat(station.now().flatMap(SocketDisplay.Line::contact))
                .isPresent()
                .isNotEqualTo(refused);
        goesOnCalling();
        nothingIsLostOrDoneTwice(1);
        assertThat(hq.skips()).first().satisfies(skip -> {
            assertThat(skip.reason()).isEqualTo(Refusal.LINE_AWAY);
            assertThat(Optional.of(skip.contact())).isEqualTo(refused);
        });
    }

    @Test
    void aStationKilledInThePauseOfARunCallsNobodyByItself() throws Exception {
        for (int i = 1; i <= 4; i++) {
            hq.list.add(Sample.lease(i).by(Mode.POWER));
        }
        station.launch(Voter.ANSWERS);
        station.pressUntil(Button.CALL, "talking");
        station.pressUntil(Button.KEY_3, "offered");
        await().atMost(SOON).until(this::isCounting);
        station.killAndLaunch(Voter.ANSWERS);
        station.awaitPhase("offered");

        await().during(Sample.CAMPAIGN.powerPause().plusSeconds(2))
                .atMost(SOON)
                .until(() -> station.phase().equals("offered") && !isCounting());
        assertThat(station.noted(KilledStation.DIALS)).hasSize(1);
        station.pressUntil(Button.CALL, "talking");
        station.pressUntil(Button.KEY_3, "offered");
        station.awaitPhase("talking");
        station.pressUntil(Button.KEY_3, "offered");

        await().atMost(SOON).until(() -> hq.calls().stream().distinct().count() == 3);
        var calls = hq.calls().stream().distinct().toList();
        assertThat(calls).extracting(call -> call.proof().isPresent()).containsExactly(true, true, false);
        assertThat(calls)
                .extracting(call -> call.run().orElseThrow())
                .containsExactly(
                        calls.get(0).call(), calls.get(1).call(), calls.get(1).call());
    }

    private boolean isCounting() {
        return station.now().filter(SocketDisplay.Line::counting).isPresent();
    }

    private void people(int number) {
        for (int i = 1; i <= number; i++) {
            hq.list.add(Sample.lease(i));
        }
    }

    /// The will of a killed station names its session, so that the next one's is not taken for over.
    private SessionId killedAsTheBrokerTells() throws IOException {
        await().atMost(SOON)
                .until(() -> !hq.statuses.isEmpty() && hq.lastStatus().online());
        var session = hq.lastStatus().session();
        station.kill();
        await().atMost(SOON).until(() -> !hq.lastStatus().online());
        assertThat(hq.lastStatus().session()).isEqualTo(session);
        return session;
    }

    /// What HQ said holds from the first picture on, before HQ could say it again.
    private void haltedAcrossAKill() throws Exception {
        station.awaitPhase("halted");
        station.killAndLaunch(Voter.ANSWERS);
        station.awaitPhase("halted");
        assertThat(station.phases()).containsExactly("halted");
    }

    private void goesOnCalling() {
        station.pressUntil(Button.CALL, "talking");
        station.pressUntil(Button.HANG_UP, "wrappingUp");
        station.pressUntil(Button.KEY_1, "offered");
    }

    /// The line must go between the last picture and the press; a picture in between darkens the key, and we try again.
    private void pressUntilRefused() {
        var noLine = folder.resolve(KilledStation.NO_LINE);
        await("refused").atMost(SOON).pollInterval(Duration.ofMillis(400)).until(() -> {
            if (!station.phase().equals("refused") && !Files.deleteIfExists(noLine)) {
                Files.createFile(noLine);
                station.press(Button.CALL);
            }
            return station.phase().equals("refused");
        });
    }

    /// Judged by what the telephone wrote down and what HQ heard.
    private void nothingIsLostOrDoneTwice(int dials) throws IOException {
        var dialed = station.noted(KilledStation.DIALS).stream()
                .map(line -> line.split(" "))
                .toList();
        assertThat(dialed).hasSize(dials);
        assertThat(dialed).extracting(dial -> dial[1]).doesNotHaveDuplicates();
        var calls = dialed.stream().map(dial -> dial[0]).toList();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hq.calls())
                        .extracting(report -> report.call().toString())
                        .containsOnly(calls.toArray(String[]::new))
                        .containsAll(calls));
        // A report that comes again is the same one, and each person has one.
        var once = hq.reports.stream().distinct().toList();
        assertThat(once.stream().map(Report::lease)).doesNotHaveDuplicates();
        // Every press that HQ hears of counts, none is missing, and no dial is without one.
        assertThat(once.stream().map(report -> proof(report).orElseThrow().counter()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, once.size()).boxed().toList());
    }

    private static Optional<PressProof> proof(Report report) {
        return switch (report) {
            case CallReport call -> call.proof();
            case SkipReport skip -> skip.proof();
        };
    }
}
