package org.hustings.station.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.station.call.Desks.AT;
import static org.hustings.station.call.Desks.CALL;
import static org.hustings.station.call.Desks.FACTS;
import static org.hustings.station.call.Desks.OTHER_CALL;
import static org.hustings.station.call.Desks.PAUSE;
import static org.hustings.station.call.Desks.POWER;
import static org.hustings.station.call.Desks.RULES;
import static org.hustings.station.call.Desks.RUNNING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Lease;
import org.hustings.protocol.Mode;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.protocol.SkipReport;
import org.hustings.station.app.Sample;
import org.hustings.station.call.DeskState.Dialing;
import org.hustings.station.call.DeskState.Offered;
import org.junit.jupiter.api.Test;

/// Mode POWER: one press, then calls that start by themselves.
class RunsTest {

    private static final Lease NEXT = Sample.lease(2).by(Mode.POWER);
    private static final Instant DUE = AT.plus(PAUSE);

    @Test
    void aGreenPressOnAPersonOfModePowerBeginsARunThatBearsTheNameOfItsCall() {
        var step = RULES.step(outside(POWER), Desks.call(Mode.POWER, Optional.empty()));

        assertThat(step.next().run()).contains(new Run.Going(CALL, AT, 0, Optional.empty()));
        assertThat(((Dialing) step.next().state()).attempt().run()).contains(CALL);
    }

    @Test
    void aGreenPressOnAPersonOfModePressBeginsNone() {
        var step = RULES.step(outside(Sample.lease(1)), Desks.call(Optional.empty()));

        assertThat(step.next().run()).isEmpty();
        assertThat(((Dialing) step.next().state()).attempt().run()).isEmpty();
    }

    @Test
    void afterAnUnansweredCallTheNextPersonIsShownAndDialedAndTheReportNamesTheRun() {
        var dialing = RULES.step(outside(POWER), Desks.call(Mode.POWER, Optional.empty()))
                .next();
        var busy = RULES.step(dialing, ended(Result.BUSY)).next();
        var shown = RULES.step(busy, ready(NEXT)).next();

        assertThat(shown.dialsAt()).contains(DUE);
        assertThat(Keys.live(shown, FACTS)).containsEntry(Key.FOUR, new Meaning.PauseRun());
        assertThat(Keys.lamps(shown, FACTS)).containsEntry(Key.CALL, Keys.Lamp.STEADY);
        assertThat(RULES.step(shown, tick(DUE.minusMillis(1))).effects()).isEmpty();
        assertThat(RULES.step(shown, tick(DUE)).effects()).containsExactly(new DeskEffect.DialNext());

        var dialed = RULES.step(shown, Desks.due(NEXT, DUE, Optional.empty()));
        assertThat(dialed.effects()).hasOnlyElementsOfType(DeskEffect.Dial.class);
        var report = report(RULES.step(dialed.next(), ended(Result.NO_ANSWER)));
        assertThat(report.mode()).isEqualTo(Mode.POWER);
        assertThat(report.pressedAt()).isEqualTo(DUE);
        assertThat(report.proof()).isEmpty();
        assertThat(report.run()).contains(CALL);
    }

    @Test
    void afterATalkTheResultLeadsToTheNextPersonOverWhomItCanBeUndoneAndThatEndsTheRun() {
        var wrapping = new Desk(
                new DeskState.WrappingUp(Desks.attempt(CALL), Desks.ended(), DeskState.Page.FIRST),
                Optional.empty(),
                Desk.Help.NOT_ASKED,
                Optional.of(RUNNING));
        var kept = RULES.step(wrapping, press(new Meaning.Dispose(Disposition.AGAINST)))
                .next();
        var shown = RULES.step(kept, ready(NEXT)).next();

        assertThat(shown.dialsAt()).contains(DUE);
        assertThat(Keys.live(shown, FACTS)).containsEntry(Key.SIX, new Meaning.Undo());

        var undone = RULES.step(shown, press(new Meaning.Undo())).next();
        assertThat(undone.state()).isInstanceOf(DeskState.WrappingUp.class);
        assertThat(undone.run()).isEmpty();
        var again = RULES.step(undone, press(new Meaning.Dispose(Disposition.SUPPORTS)))
                .next();
        assertThat(RULES.step(again, ready(NEXT)).next().dialsAt()).isEmpty();
    }

    @Test
    void greenInThePauseDialsAtOnceAndGoesOnWithTheSameRun() {
        var step = RULES.step(shown(), Desks.call(Mode.POWER, Optional.empty()));

        assertThat(((Dialing) step.next().state()).attempt().run()).contains(OTHER_CALL);
        assertThat(step.next().inRun()).isTrue();
    }

    @Test
    void theKeyThatPausesLeavesThePersonOnTheScreenAndGreenBeginsAnotherRun() {
        var paused = RULES.step(shown(), press(new Meaning.PauseRun())).next();

        assertThat(paused).isEqualTo(outside(POWER));
        assertThat(Keys.live(paused, FACTS)).containsEntry(Key.FOUR, new Meaning.TakeBreak());
        assertThat(RULES.step(paused, tick(DUE)).effects()).isEmpty();
        assertThat(RULES.step(paused, Desks.due(POWER, DUE, Optional.empty())).effects())
                .isEmpty();
        var again = RULES.step(paused, Desks.call(Mode.POWER, Optional.empty())).next();
        assertThat(((Dialing) again.state()).attempt().run()).contains(CALL);
    }

    @Test
    void hangUpAndHelpEndARunWhileTheStationDials() {
        for (var meaning : List.of(new Meaning.EndCall(), new Meaning.AskHelp())) {
            assertThat(RULES.step(dialing(RUNNING), press(meaning)).next().run())
                    .isEmpty();
        }
    }

    @Test
    void hangUpInThePauseEndsTheRunAndThePersonStays() {
        assertThat(Keys.live(shown(), FACTS)).containsEntry(Key.HANG_UP, new Meaning.EndCall());
        assertThat(Keys.live(outside(POWER), FACTS)).doesNotContainKey(Key.HANG_UP);

        assertThat(RULES.step(shown(), press(new Meaning.EndCall())))
                .isEqualTo(new CallDesk.Step(outside(POWER), List.of()));
    }

    @Test
    void hangUpPressedInThePauseAsTheDialBeginsStillCancelsIt() {
        var meaning = Keys.live(shown(), FACTS).get(Key.HANG_UP);
        var dialed = RULES.step(shown(), Desks.due(POWER, DUE, Optional.empty()));

        var step = RULES.step(dialed.next(), press(meaning));

        assertThat(step.effects()).containsExactly(new DeskEffect.HangUp(CALL));
        assertThat(step.next().run()).isEmpty();
    }

    @Test
    void hangUpInATalkEndsTheCallAndTheRunGoesOnAfterTheResult() {
        var talking = new Desk(
                Desks.talking(new DeskState.Part.Reading("hello")),
                Optional.empty(),
                Desk.Help.NOT_ASKED,
                Optional.of(RUNNING));

        var hung = RULES.step(talking, press(new Meaning.EndCall()));
        assertThat(hung.effects()).containsExactly(new DeskEffect.HangUp(CALL));
        var wrapping = RULES.step(hung.next(), ended(Result.ANSWERED)).next();
        assertThat(wrapping.state()).isInstanceOf(DeskState.WrappingUp.class);
        var kept = RULES.step(wrapping, press(new Meaning.Dispose(Disposition.AGAINST)))
                .next();

        assertThat(RULES.step(kept, ready(NEXT)).next().dialsAt()).contains(DUE);
    }

    @Test
    void noRunBeginsWhileHelpIsAskedFor() {
        var step = RULES.step(outside(POWER).help(Desk.Help.ASKED), Desks.call(Mode.POWER, Optional.empty()));

        assertThat(step.next().run()).isEmpty();
        assertThat(step.next().state()).isInstanceOf(Dialing.class);
    }

    @Test
    void aPersonOfModePressWaitsForThePressAndThePressGoesOnWithTheRun() {
        var shown = RULES.step(waiting(RUNNING), ready(Sample.lease(2))).next();

        assertThat(shown.dialsAt()).isEmpty();
        assertThat(shown.inRun()).isTrue();
        assertThat(RULES.step(shown, tick(AT.plusSeconds(3_000))).effects()).isEmpty();
        assertThat(Keys.lamps(shown, FACTS)).containsEntry(Key.CALL, Keys.Lamp.BLINKING);

        var dialing = RULES.step(shown, Desks.call(Optional.empty())).next();
        assertThat(((Dialing) dialing.state()).attempt().run()).isEmpty();
        var busy = RULES.step(dialing, ended(Result.BUSY)).next();
        assertThat(RULES.step(busy, ready(NEXT)).next().dialsAt()).contains(DUE);
    }

    @Test
    void whomTheRulesLetBeCalledByAPressOnlyIsNotDialedAndWaitsForIt() {
        var step = RULES.step(shown(), Desks.due(POWER.by(Mode.PRESS), DUE, Optional.empty()));

        assertThat(step.effects()).isEmpty();
        assertThat(step.next().state()).isEqualTo(new Offered(POWER.by(Mode.PRESS), Offered.Look.CARD));
        assertThat(step.next().dialsAt()).isEmpty();
        assertThat(step.next().inRun()).isTrue();
    }

    @Test
    void aDialThatTheLawRefusesSendsThePersonBackWithTheReasonAndEndsTheRun() {
        var step = RULES.step(shown(), Desks.due(POWER, DUE, Optional.of(Refusal.OUTSIDE_WINDOW)));

        assertThat(step.next().run()).isEmpty();
        assertThat(step.effects()).noneMatch(DeskEffect.Dial.class::isInstance);
        assertThat(step.effects())
                .anyMatch(effect -> effect instanceof DeskEffect.SaveReport(SkipReport skip)
                        && skip.reason() == Refusal.OUTSIDE_WINDOW
                        && skip.proof().isEmpty());
    }

    @Test
    void aLineThatIsAwayEndsTheRunAndThePersonStays() {
        var step = RULES.step(shown(), Desks.due(POWER, DUE, Optional.of(Refusal.LINE_AWAY)));

        assertThat(step).isEqualTo(new CallDesk.Step(outside(POWER), List.of()));
    }

    @Test
    void afterTenDialsThatReachedNobodyTheStationAsksWhetherSomebodyIsThere() {
        var ten = waiting(new Run.Going(OTHER_CALL, AT, 9, Optional.empty()));
        var nine = RULES.step(ten, ready(NEXT)).next();
        assertThat(nine.dialsAt()).isPresent();

        var dialed = RULES.step(nine, Desks.due(NEXT, DUE, Optional.empty())).next();
        var shown = RULES.step(RULES.step(dialed, ended(Result.NO_ANSWER)).next(), ready(NEXT))
                .next();

        assertThat(shown.asksIfThere()).isTrue();
        assertThat(shown.dialsAt()).isEmpty();
        assertThat(RULES.step(shown, Desks.due(NEXT, DUE, Optional.empty())).effects())
                .isEmpty();
        var green = RULES.step(shown, Desks.call(Mode.POWER, Optional.empty())).next();
        assertThat(green.run()).contains(new Run.Going(CALL, AT, 0, Optional.empty()));
    }

    @Test
    void anAnswerOrAPressBeginsTheCountOfUnansweredDialsAnew() {
        var dialing = dialing(new Run.Going(OTHER_CALL, AT, 9, Optional.empty()));

        assertThat(unanswered(RULES.step(dialing, new DeskEvent.Answered(AT, CALL, "trace"))))
                .isZero();
        assertThat(unanswered(RULES.step(dialing, ended(Result.BUSY)))).isEqualTo(10);
        var shown = RULES.step(waiting(new Run.Going(OTHER_CALL, AT, 9, Optional.empty())), ready(NEXT))
                .next();
        assertThat(unanswered(RULES.step(shown, press(new Meaning.ReadScript()))))
                .isZero();
    }

    @Test
    void afterFiveMinutesWithoutAPressNobodyIsDialedNotEvenOneWhoIsShown() {
        var old = new Run.Going(OTHER_CALL, AT.minus(Run.Going.UNTOUCHED_MAX), 0, Optional.of(DUE));

        assertThat(RULES.step(waiting(old), ready(NEXT)).next().asksIfThere()).isTrue();
        var step = RULES.step(shown(old), Desks.due(POWER, DUE, Optional.empty()));
        assertThat(step.effects()).isEmpty();
        assertThat(step.next().asksIfThere()).isTrue();
    }

    @Test
    void aMinuteWithoutAPersonEndsARun() {
        var nobody = RULES.step(
                        RULES.step(
                                        dialing(RUNNING),
                                        new DeskEvent.Ended(AT, CALL, Result.BUSY, Optional.empty(), Optional.empty()))
                                .next(),
                        new DeskEvent.NobodyReady(AT.plusSeconds(30), Optional.empty()))
                .next();

        assertThat(RULES.step(nobody, tick(AT.plusMillis(59_999))).next().inRun())
                .isTrue();
        assertThat(RULES.step(nobody, tick(AT.plusSeconds(60))).next().inRun()).isFalse();
    }

    @Test
    void aClockThatWasSetInThePauseDialsNobody() {
        for (var jump : List.of(Duration.ofHours(1), Duration.ofHours(-1), PAUSE.plus(Runs.LATE_MAX))) {
            var step = RULES.step(shown(), tick(AT.plus(jump)));

            assertThat(step).as("%s", jump).isEqualTo(new CallDesk.Step(outside(POWER), List.of()));
        }
    }

    private static Desk outside(Lease lease) {
        return new Desk(new Offered(lease, Offered.Look.CARD), Optional.empty(), Desk.Help.NOT_ASKED);
    }

    private static Desk shown() {
        return shown(RUNNING.due(Optional.of(DUE)));
    }

    private static Desk shown(Run run) {
        return outside(POWER).run(run);
    }

    private static Desk dialing(Run run) {
        return new Desk(
                new Dialing(Desks.attempt(CALL), Dialing.Line.RINGING),
                Optional.empty(),
                Desk.Help.NOT_ASKED,
                Optional.of(run));
    }

    private static Desk waiting(Run run) {
        return Desk.AT_START.run(run);
    }

    private static DeskEvent ready(Lease lease) {
        return new DeskEvent.PersonReady(AT, lease, PAUSE);
    }

    private static DeskEvent tick(Instant at) {
        return new DeskEvent.Tick(at);
    }

    private static DeskEvent press(Meaning meaning) {
        return Desks.press(meaning, AT);
    }

    private static DeskEvent ended(Result result) {
        return new DeskEvent.Ended(AT, CALL, result, Optional.of(480), Optional.empty());
    }

    private static int unanswered(CallDesk.Step step) {
        return ((Run.Going) step.next().run().orElseThrow()).unanswered();
    }

    private static CallReport report(CallDesk.Step step) {
        return step.effects().stream()
                .filter(DeskEffect.SaveReport.class::isInstance)
                .map(effect -> (CallReport) ((DeskEffect.SaveReport) effect).report())
                .findFirst()
                .orElseThrow();
    }
}
