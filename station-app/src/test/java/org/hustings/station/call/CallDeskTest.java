package org.hustings.station.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.station.call.Desks.AT;
import static org.hustings.station.call.Desks.CALL;
import static org.hustings.station.call.Desks.RULES;

import java.util.List;
import java.util.Optional;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.protocol.SkipReport;
import org.hustings.station.app.Sample;
import org.junit.jupiter.api.Test;

class CallDeskTest {

    private static final Desk OFFERED = bare(new DeskState.Offered(Sample.lease(1), DeskState.Offered.Look.CARD));

    @Test
    void aGreenPressDialsTheOneOnTheScreen() {
        var step = RULES.step(OFFERED, Desks.call(Optional.empty()));

        assertThat(step.next().state()).isInstanceOf(DeskState.Dialing.class);
        assertThat(step.effects())
                .containsExactly(new DeskEffect.Dial(
                        CALL, Sample.phone(1), Sample.lease(1).callerId(), 20));
    }

    @Test
    void aRefusedPressDialsNobodyAndGivesThePersonBackWithTheReason() {
        var step = RULES.step(OFFERED, Desks.call(Optional.of(Refusal.OUTSIDE_WINDOW)));

        assertThat(step.effects()).noneMatch(DeskEffect.Dial.class::isInstance);
        assertThat(step.effects())
                .anyMatch(effect -> effect instanceof DeskEffect.SaveReport(SkipReport skip)
                        && skip.reason() == Refusal.OUTSIDE_WINDOW);
    }

    @Test
    void aLeaseThatEndsInMidCallLetsThePeopleFinish() {
        var talking = bare(Desks.talking(new DeskState.Part.Asking()));

        var step = RULES.step(
                talking,
                new DeskEvent.LeaseGone(AT, Sample.lease(1).lease(), Refusal.LEASE_ENDED, Desks.SKIP, Desks.GUEST));

        assertThat(step).isEqualTo(new CallDesk.Step(talking, List.of()));
    }

    @Test
    void aRevokedLeaseCancelsADialThatNobodyHasAnswered() {
        var dialing = bare(new DeskState.Dialing(Desks.attempt(CALL), DeskState.Dialing.Line.RINGING));

        var step = RULES.step(
                dialing,
                new DeskEvent.LeaseGone(AT, Sample.lease(1).lease(), Refusal.WITHDRAWN, Desks.SKIP, Desks.GUEST));

        assertThat(step.effects()).containsExactly(new DeskEffect.HangUp(CALL));
    }

    @Test
    void aWindowOrALeaseThatEndsCancelsNoDial() {
        var dialing = bare(new DeskState.Dialing(Desks.attempt(CALL), DeskState.Dialing.Line.RINGING));

        for (var over : List.of(Refusal.OUTSIDE_WINDOW, Refusal.LEASE_ENDED)) {
            var step = RULES.step(
                    dialing, new DeskEvent.LeaseGone(AT, Sample.lease(1).lease(), over, Desks.SKIP, Desks.GUEST));

            assertThat(step).isEqualTo(new CallDesk.Step(dialing, List.of()));
        }
    }

    @Test
    void anAnswerThatCrossesTheCancelIsACancelledDial() {
        var cancelling = bare(new DeskState.Dialing(Desks.attempt(CALL), DeskState.Dialing.Line.CANCELLING));

        var answered = RULES.step(cancelling, new DeskEvent.Answered(AT, CALL, "trace"));
        var ended = RULES.step(
                answered.next(), new DeskEvent.Ended(AT, CALL, Result.ANSWERED, Optional.of(200), Optional.empty()));

        assertThat(answered.effects()).containsExactly(new DeskEffect.HangUp(CALL));
        assertThat(report(ended).result()).isEqualTo(Result.CANCELLED);
    }

    @Test
    void undoBringsTheResultsBackAndTheNextReportIsTheSecondRevision() {
        var wrapping = bare(new DeskState.WrappingUp(Desks.attempt(CALL), Desks.ended(), DeskState.Page.FIRST));

        var first = RULES.step(wrapping, Desks.press(new Meaning.Dispose(Disposition.AGAINST), AT));
        var undone = RULES.step(first.next(), Desks.press(new Meaning.Undo(), AT.plusSeconds(3)));
        var second = RULES.step(undone.next(), Desks.press(new Meaning.Dispose(Disposition.SUPPORTS), AT));

        assertThat(report(first).revision()).isEqualTo(1);
        assertThat(report(second).revision()).isEqualTo(2);
        assertThat(report(second).disposition()).contains(Disposition.SUPPORTS);
    }

    @Test
    void whoFinishedTooEarlyFindsTheWayBackToTheScriptWhileTheLineIsOpen() {
        var reading = bare(Desks.talking(new DeskState.Part.Reading("hello")));

        var first = RULES.step(reading, Desks.press(new Meaning.Finish(), AT)).next();
        var more = RULES.step(first, Desks.press(live(first), AT)).next();
        var back = RULES.step(more, Desks.press(live(more), AT)).next();

        assertThat(live(first)).isEqualTo(new Meaning.MoreResults());
        assertThat(back).isEqualTo(reading);
    }

    private static Meaning live(Desk desk) {
        return Keys.live(desk, Desks.FACTS).get(Key.SIX);
    }

    @Test
    void undoEndsAfterTenSeconds() {
        var wrapping = bare(new DeskState.WrappingUp(Desks.attempt(CALL), Desks.ended(), DeskState.Page.FIRST));
        var kept = RULES.step(wrapping, Desks.press(new Meaning.Dispose(Disposition.AGAINST), AT))
                .next();

        var justBefore = RULES.step(kept, new DeskEvent.Tick(AT.plusMillis(9_999)));
        var after = RULES.step(kept, new DeskEvent.Tick(AT.plusSeconds(10)));

        assertThat(justBefore.next().aside()).isPresent();
        assertThat(after.next().aside()).isEmpty();
    }

    @Test
    void aCrashWhileDialingCountsAsAnAttemptWithAnUnknownResult() {
        var dialing = bare(new DeskState.Dialing(Desks.attempt(CALL), DeskState.Dialing.Line.RINGING));

        assertThat(report(RULES.afterRestart(dialing, AT)).result()).isEqualTo(Result.UNKNOWN);
    }

    private static CallReport report(CallDesk.Step step) {
        return step.effects().stream()
                .filter(DeskEffect.SaveReport.class::isInstance)
                .map(effect -> (CallReport) ((DeskEffect.SaveReport) effect).report())
                .findFirst()
                .orElseThrow();
    }

    private static Desk bare(DeskState state) {
        return new Desk(state, Optional.empty(), Desk.Help.NOT_ASKED);
    }
}
