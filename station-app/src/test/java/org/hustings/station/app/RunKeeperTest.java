package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;
import org.hustings.protocol.Mode;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.Report;
import org.hustings.protocol.Result;
import org.hustings.station.call.DeskState.Dialing;
import org.hustings.station.call.DeskState.Offered;
import org.hustings.station.call.Meaning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run on a real store: what the station dials by itself, and what keeps it from doing so.
class RunKeeperTest {

    private static final int PEOPLE = 15;

    @TempDir
    Path folder;

    private DeskBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new DeskBench(folder);
        for (int i = 1; i <= PEOPLE; i++) {
            bench.holds(Sample.lease(i).by(Mode.POWER));
        }
        bench.desk.begin();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void onePressAndThenEachDialNamesTheCallThatThePressBegan() {
        begin();

        wait(Duration.ofSeconds(6));
        assertThat(bench.state()).isInstanceOf(Dialing.class);
        bench.phone.end(Result.NO_ANSWER, 480);
        bench.hear();

        assertThat(bench.phone.numbers).containsExactly(Sample.phone(1), Sample.phone(2));
        var first = report(0);
        var second = report(1);
        assertThat(first.proof()).isPresent();
        assertThat(first.run()).contains(first.call());
        assertThat(second.mode()).isEqualTo(Mode.POWER);
        assertThat(second.proof()).isEmpty();
        assertThat(second.run()).contains(first.call());
    }

    @Test
    void aRestartInThePauseDialsNobodyByItself() throws Exception {
        begin();
        wait(Duration.ofSeconds(2));

        bench.desk = bench.newDesk();
        bench.desk.begin();
        wait(Duration.ofSeconds(10));

        assertThat(bench.state()).isInstanceOf(Offered.class);
        assertThat(bench.phone.dialed).hasSize(1);
    }

    @Test
    void theKeyThatPausesHoldsThoughTheDiskTakesNothingAndEvenWhenItTakesWritesAgain() throws Exception {
        begin();
        bench.disk.refuses(true);
        bench.press(Button.KEY_4, new Meaning.PauseRun());
        bench.disk.refuses(false);

        wait(Duration.ofSeconds(10));

        assertThat(bench.phone.dialed).hasSize(1);
    }

    @Test
    void aDialThatTheDiskDidNotTakeIsNotMadeLater() throws Exception {
        begin();
        bench.disk.refuses(true);
        wait(Duration.ofSeconds(8));
        assertThat(bench.phone.dialed).hasSize(1);
        bench.disk.refuses(false);

        wait(Duration.ofSeconds(8));

        assertThat(bench.phone.dialed).hasSize(1);
        bench.dial();
        assertThat(bench.phone.dialed).hasSize(2);
    }

    @Test
    void aLineThatWentAwayInThePauseIsNotWaitedFor() {
        begin();
        bench.phone.ready = false;
        wait(Duration.ofSeconds(6));
        bench.phone.ready = true;
        wait(Duration.ofSeconds(10));

        assertThat(bench.phone.dialed).hasSize(1);
        assertThat(bench.state()).isEqualTo(new Offered(Sample.lease(2).by(Mode.POWER), Offered.Look.CARD));
    }

    @Test
    void whomTheRulesLetAPressOnlyCallWaitsForItAndIsReportedAsOfModePress() throws Exception {
        begin();
        bench.store.hold(Sample.campaign(2, CampaignState.RUNNING).with(noPowerWithoutConsent(), 20));

        wait(Duration.ofSeconds(6));

        assertThat(bench.phone.dialed).hasSize(1);
        assertThat(bench.state()).isEqualTo(new Offered(Sample.lease(2), Offered.Look.CARD));
        assertThat(bench.desk.facts().cannotDial()).isEmpty();
        bench.dial();
        bench.phone.end(Result.BUSY, 486);
        bench.hear();
        assertThat(report(1).mode()).isEqualTo(Mode.PRESS);
        assertThat(report(1).proof()).isPresent();
        // The next one is shown as a person for the press from the first moment on.
        assertThat(bench.state()).isEqualTo(new Offered(Sample.lease(3), Offered.Look.CARD));
    }

    private static Campaign.Rules noPowerWithoutConsent() {
        return new Campaign.Rules(
                1,
                List.of(),
                List.of(new Campaign.Gate(
                        Optional.empty(),
                        List.of(NumberType.values()),
                        List.of(Mode.POWER),
                        List.of(Campaign.Need.CONSENT),
                        Optional.empty())));
    }

    @Test
    void nobodyIsCalledByItselfWithoutAHeadset() {
        begin();
        bench.phone.sound = false;

        wait(Duration.ofSeconds(8));

        assertThat(bench.phone.dialed).hasSize(1);
        assertThat(bench.desk.desk().inRun()).isFalse();
    }

    @Test
    void anEmptyChairCallsTenPeopleAtMost() {
        begin();
        for (int i = 0; i < PEOPLE; i++) {
            wait(Duration.ofSeconds(6));
            bench.phone.end(Result.NO_ANSWER, 480);
            bench.hear();
        }

        // The press, and ten in a row of which it is one.
        assertThat(bench.phone.dialed).hasSize(10);
        assertThat(bench.desk.desk().asksIfThere()).isTrue();
        bench.dial();
        bench.phone.end(Result.NO_ANSWER, 480);
        bench.hear();
        wait(Duration.ofSeconds(6));
        assertThat(bench.phone.dialed).hasSize(12);
    }

    @Test
    void aTalkIsWrappedUpByAPersonAndTheRunGoesOn() {
        bench.talk();
        bench.phone.end(Result.ANSWERED, 200);
        bench.hear();
        wait(Duration.ofSeconds(20));
        assertThat(bench.phone.dialed).hasSize(1);

        bench.press(Button.KEY_1, new Meaning.Dispose(Disposition.SUPPORTS));
        wait(Duration.ofSeconds(6));

        assertThat(bench.phone.dialed).hasSize(2);
    }

    private void begin() {
        bench.dial();
        bench.phone.end(Result.BUSY, 486);
        bench.hear();
        assertThat(bench.desk.desk().dialsAt()).isPresent();
    }

    private void wait(Duration time) {
        var step = Duration.ofMillis(250);
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            bench.pass(step);
        }
    }

    private CallReport report(int row) {
        var json = bench.store
                .message(bench.store.waiting().get(row))
                .orElseThrow()
                .json();
        if (Json.read(json.getBytes(StandardCharsets.UTF_8), Report.class)
                instanceof Read.Message<Report>(CallReport report)) {
            return report;
        }
        throw new AssertionError("not the report of a call");
    }
}
