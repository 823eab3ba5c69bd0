package org.hustings.demo.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hustings.demo.judge.Facts.Hours;
import org.hustings.demo.judge.Facts.OptOut;
import org.hustings.demo.judge.Facts.Proof;
import org.hustings.demo.judge.Facts.ReportRow;
import org.hustings.demo.judge.Facts.Span;
import org.hustings.demo.judge.Facts.TownCall;
import org.hustings.protocol.CallId;
import org.junit.jupiter.api.Test;

/// Each invariant is broken once on purpose: a judge that cannot find a fault proves nothing by its noughts.
class JudgeTest {

    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    static final CallId CALL = new CallId(new UUID(7, 1));
    static final CallId OTHER = new CallId(new UUID(7, 2));
    static final String NUMBER = "+441632960001";
    static final String KEY = "aa01";

    private final List<TownCall> town = new ArrayList<>();
    private final List<ReportRow> reports = new ArrayList<>();
    private final List<Span> leases = new ArrayList<>();
    private final List<OptOut> optOuts = new ArrayList<>();
    private final Map<CallId, String> dialed = new HashMap<>();
    private final Set<CallId> heard = new HashSet<>();
    private final Set<CallId> notJudged = new HashSet<>();

    @Test
    void aCleanRunHolds() {
        goodCall();

        var verdict = verdict();

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.invariants().values()).containsOnly(0);
        assertThat(verdict.dials()).isEqualTo(1);
        assertThat(verdict.reportsInHq()).isEqualTo(1);
        assertThat(verdict.callsAnswered()).isEqualTo(1);
        assertThat(verdict.callsWithTwoWaySpeech()).isEqualTo(1);
    }

    @Test
    void aTownCallWithoutAReportIsLost() {
        goodCall();
        reports.clear();

        assertThat(verdict().lost()).containsExactly(CALL.toString());
        assertThat(verdict().holds()).isFalse();
    }

    @Test
    void aDialSeenOnADeskWithoutAReportIsLostEvenIfItNeverReachedTheTown() {
        dialed.put(OTHER, "st-1");

        assertThat(verdict().lost()).containsExactly(OTHER.toString());
    }

    @Test
    void twoRowsOfOneRevisionAreADuplicateAndTwoRevisionsAreNot() {
        goodCall();
        reports.add(report(CALL, 2, "l-1"));
        assertThat(verdict().duplicates()).isEmpty();

        reports.add(report(CALL, 2, "l-1"));
        assertThat(verdict().duplicates()).containsExactly(CALL.toString());
    }

    @Test
    void twoLeasesOfOneKeyAtATimeAreADoubleLease() {
        goodCall();
        leases.add(span("l-2", "st-2", 30, 90));
        assertThat(verdict().doubleLeases()).hasSize(1);

        leases.removeLast();
        leases.add(span("l-2", "st-2", 60, 90));
        assertThat(verdict().doubleLeases()).isEmpty();
    }

    @Test
    void aLeaseThatNeverEndedOverlapsEveryLaterOne() {
        leases.add(new Span("l-1", KEY, "st-1", "c-1", true, NOON, Optional.empty(), List.of()));
        leases.add(span("l-2", "st-2", 3_600, 3_700));

        assertThat(verdict().doubleLeases()).hasSize(1);
    }

    @Test
    void twoStationsCallingOneNumberAtATimeAreFoundByTheTown() {
        goodCall();
        var second = townCall(OTHER, 12);
        town.add(second);
        dialed.put(CALL, "st-1");
        dialed.put(OTHER, "st-2");

        assertThat(verdict().doubleLeases()).hasSize(1);
    }

    @Test
    void aCallWithoutALiveLeaseIsUnlawful() {
        goodCall();
        leases.clear();
        leases.add(span("l-1", "st-1", 0, 5));

        assertThat(verdict().unlawfulDials()).singleElement().asString().endsWith("without a live lease");
    }

    @Test
    void aLeaseOfAnotherStationOrForAnotherNumberOfTheHouseholdAllowsNoCall() {
        goodCall();
        leases.set(0, span("l-1", "st-2", 0, 60));
        assertThat(verdict().unlawfulDials()).singleElement().asString().endsWith("without a live lease");

        leases.set(0, span("l-1", "st-1", false, 0, 60));
        assertThat(verdict().unlawfulDials()).singleElement().asString().endsWith("without a live lease");
    }

    @Test
    void aCallToANumberOptedOutBeforeIsUnlawfulAndOneBeforeTheOptOutIsNot() {
        goodCall();
        optOuts.add(new OptOut(KEY, NOON.plusSeconds(20)));
        assertThat(verdict().unlawfulDials()).isEmpty();

        optOuts.add(new OptOut(KEY, NOON.plusSeconds(9)));
        assertThat(verdict().unlawfulDials()).singleElement().asString().endsWith("to an opted-out number");
    }

    @Test
    void aPressLaterThanTheTownsClockByLessThanTheClocksMayDifferIsNotHeldAgainstTheCall() {
        goodCall();
        reports.clear();
        reports.add(pressedAt(
                NOON.plusSeconds(10).plusMillis(22), NOON.plusSeconds(10).plusMillis(30)));
        assertThat(verdict().unlawfulDials()).isEmpty();

        reports.clear();
        reports.add(pressedAt(
                NOON.plusSeconds(10).plusMillis(22), NOON.plusSeconds(10).plusMillis(21)));
        assertThat(verdict().unlawfulDials()).hasSize(1);
    }

    private static ReportRow pressedAt(Instant pressed, Instant invited) {
        return new ReportRow(
                CALL,
                1,
                "st-1",
                "l-1",
                pressed,
                Optional.of(invited),
                NOON.plusSeconds(20),
                NOON.plusSeconds(21),
                "answered",
                Optional.empty(),
                "press",
                proven(CALL),
                Optional.empty());
    }

    @Test
    void aCallBeforeItsPressIsUnlawful() {
        goodCall();
        reports.clear();
        reports.add(new ReportRow(
                CALL,
                1,
                "st-1",
                "l-1",
                NOON.plusSeconds(13),
                Optional.empty(),
                NOON.plusSeconds(20),
                NOON.plusSeconds(21),
                "answered",
                Optional.empty(),
                "press",
                proven(CALL),
                Optional.empty()));

        assertThat(verdict().unlawfulDials()).singleElement().asString().endsWith("before its press");
    }

    @Test
    void aCallOutsideItsWindowIsUnlawful() {
        goodCall();
        leases.clear();
        leases.add(new Span(
                "l-1",
                KEY,
                "st-1",
                "c-1",
                true,
                NOON,
                Optional.of(NOON.plusSeconds(60)),
                List.of(new Hours(NOON.minusSeconds(60), NOON.plusSeconds(5)))));

        assertThat(verdict().unlawfulDials()).singleElement().asString().endsWith("outside its window");
    }

    @Test
    void aDialThatNoPressProvesIsUnlawful() {
        goodCall();
        reports.set(0, report(CALL, 1, "l-1", "press", Optional.empty()));
        assertThat(verdict().unlawfulDials()).singleElement().asString().endsWith("without a proof of its press");

        reports.set(0, report(CALL, 1, "l-1", "press", Optional.of(new Proof("st-1 CALL 1", false))));
        assertThat(verdict().unlawfulDials()).singleElement().asString().endsWith("with a false proof of its press");

        reports.set(0, report(CALL, 1, "l-1", "predictive", Optional.empty()));
        assertThat(verdict().unlawfulDials()).singleElement().asString().endsWith("without a proof of its press");
    }

    @Test
    void onePressProvesOneDialInAllItsRevisions() {
        goodCall();
        reports.add(report(CALL, 2, "l-1"));
        assertThat(verdict().unlawfulDials()).isEmpty();

        town.add(townCall(OTHER, 30));
        reports.add(report(OTHER, 1, "l-1", "press", proven(CALL)));
        assertThat(verdict().unlawfulDials())
                .hasSize(2)
                .allSatisfy(dial -> assertThat(dial).endsWith("with the press of another call"));
    }

    @Test
    void aCallOfAnotherStationIsFoundAlsoBehindOneOfTheSameDesk() {
        var third = new CallId(new UUID(7, 3));
        goodCall();
        town.add(townCall(OTHER, 12));
        town.add(townCall(third, 14));
        dialed.put(CALL, "st-1");
        dialed.put(OTHER, "st-1");
        dialed.put(third, "st-2");

        assertThat(verdict().doubleLeases())
                .contains("call " + CALL + " + " + third)
                .contains("call " + OTHER + " + " + third)
                .hasSize(2);
    }

    @Test
    void aNumberOnNoListIsUnlawful() {
        town.add(new TownCall(CALL, NOON, "+15550100", Optional.empty(), NOON.plusSeconds(1), 0, false));

        assertThat(verdict().unlawfulDials()).hasSize(1);
    }

    @Test
    void anAnsweredCallThatOneSideDidNotHearIsSilent() {
        goodCall();
        heard.clear();

        assertThat(verdict().silent()).containsExactly(CALL + " here");
        assertThat(verdict().holds()).isFalse();
    }

    @Test
    void aShortCallAndOneWhoseStationWasKilledAreNotJudgedForSoundButCounted() {
        goodCall();
        heard.clear();
        notJudged.add(CALL);

        assertThat(verdict().silent()).isEmpty();
        assertThat(verdict().notJudgedForSound()).isEqualTo(1);
        assertThat(verdict().callsAnswered()).isZero();
    }

    @Test
    void percentilesAreOfTheNearestRank() {
        var spread = new Verdict.Spread(List.of(4.0, 1.0, 2.0, 3.0));

        assertThat(spread.percentile(50)).isEqualTo(2.0);
        assertThat(spread.percentile(99)).isEqualTo(4.0);
        assertThat(new Verdict.Spread(List.of()).percentile(50)).isZero();
    }

    private void goodCall() {
        town.add(townCall(CALL, 10));
        reports.add(report(CALL, 1, "l-1"));
        leases.add(span("l-1", "st-1", 0, 60));
        heard.add(CALL);
    }

    static TownCall townCall(CallId call, int second) {
        return new TownCall(
                call,
                NOON.plusSeconds(second),
                NUMBER,
                Optional.of(NOON.plusSeconds(second + 2)),
                NOON.plusSeconds(second + 8),
                3_000,
                true);
    }

    private static ReportRow report(CallId call, int revision, String lease) {
        return report(call, revision, lease, "press", proven(call));
    }

    /// Each call has a press of its own.
    static Optional<Proof> proven(CallId call) {
        return Optional.of(new Proof("st-1 CALL " + call, true));
    }

    private static ReportRow report(CallId call, int revision, String lease, String mode, Optional<Proof> proof) {
        return report(call, revision, lease, mode, proof, Optional.empty(), "st-1", 9);
    }

    static ReportRow report(
            CallId call,
            int revision,
            String lease,
            String mode,
            Optional<Proof> proof,
            Optional<CallId> run,
            String station,
            int second) {
        return new ReportRow(
                call,
                revision,
                station,
                lease,
                NOON.plusSeconds(second),
                Optional.of(NOON.plusSeconds(second).plusMillis(4)),
                NOON.plusSeconds(20),
                NOON.plusSeconds(20).plusMillis(50),
                "answered",
                Optional.of("supports"),
                mode,
                proof,
                run);
    }

    static Span span(String lease, String station, int from, int to) {
        return span(lease, station, true, from, to);
    }

    private static Span span(String lease, String station, boolean dialable, int from, int to) {
        return new Span(
                lease,
                KEY,
                station,
                "c-1",
                dialable,
                NOON.plusSeconds(from),
                Optional.of(NOON.plusSeconds(to)),
                List.of());
    }

    private Verdict verdict() {
        return Judge.judge(new Facts(
                town, reports, leases, optOuts, Map.of(NUMBER, KEY), dialed, Set.of(), List.of(), heard, notJudged));
    }
}
