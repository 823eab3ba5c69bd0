package org.hustings.station.call;

import static org.hustings.station.call.Steps.done;
import static org.hustings.station.call.Steps.go;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.hustings.protocol.CallId;
import org.hustings.protocol.Lease;
import org.hustings.protocol.Mode;
import org.hustings.protocol.Refusal;
import org.hustings.station.call.CallDesk.Step;
import org.hustings.station.call.Desk.Help;
import org.hustings.station.call.DeskEffect.Dial;
import org.hustings.station.call.DeskEffect.DialNext;
import org.hustings.station.call.DeskEffect.SaveReport;
import org.hustings.station.call.DeskEvent.Answered;
import org.hustings.station.call.DeskEvent.CallPressed;
import org.hustings.station.call.DeskEvent.DialDue;
import org.hustings.station.call.DeskEvent.Ended;
import org.hustings.station.call.DeskEvent.Halt;
import org.hustings.station.call.DeskEvent.Invited;
import org.hustings.station.call.DeskEvent.KeyPressed;
import org.hustings.station.call.DeskEvent.LeaseGone;
import org.hustings.station.call.DeskEvent.NobodyReady;
import org.hustings.station.call.DeskEvent.PersonReady;
import org.hustings.station.call.DeskEvent.Resume;
import org.hustings.station.call.DeskEvent.Ringing;
import org.hustings.station.call.DeskEvent.Tick;
import org.hustings.station.call.DeskState.Dialing;
import org.hustings.station.call.DeskState.Halted;
import org.hustings.station.call.DeskState.Offered;
import org.hustings.station.call.DeskState.Paused;
import org.hustings.station.call.DeskState.Refused;
import org.hustings.station.call.DeskState.Talking;
import org.hustings.station.call.DeskState.Waiting;
import org.hustings.station.call.Run.Going;

/// When a run begins, dials, and ends: the one place that knows. Every state steps as if there were no run; what that
/// means for the run is said afterwards.
record Runs(Reports reports) {

    /// After so long without a person the volunteer does not expect a call any more.
    static final Duration NOBODY_MAX = Duration.ofSeconds(60);
    /// Ticks come four times a second, and a slow disk may hold one up. One that comes this late has slept, or the
    /// clock was set: nobody knows whether the volunteer had the pause.
    static final Duration LATE_MAX = Duration.ofSeconds(10);
    /// No pause is as long: a dial further away than this was set before the clock was.
    static final Duration PAUSE_MAX = Duration.ofSeconds(90);
    /// What passes by itself. The person stays on the screen for the press; what the law or the lease forbids sends
    /// them back, as it does after a press.
    private static final Set<Refusal> TROUBLES = Set.of(
            Refusal.CAMPAIGN_NOT_RUNNING,
            Refusal.NO_PERMIT,
            Refusal.NO_TIME,
            Refusal.OUTBOX_NEARLY_FULL,
            Refusal.LINE_AWAY);

    /// The run that a dial by a press belongs to: the one under way, or the one it begins. While help is asked for none
    /// begins: somebody is about to lean over this desk.
    static Optional<CallId> ofPress(Desk desk, Lease lease, CallId call) {
        if (lease.mode() != Mode.POWER || desk.help() == Help.ASKED) {
            return Optional.empty();
        }
        return Optional.of(going(desk).map(Going::start).orElse(call));
    }

    /// The pause is over: the station dials, if somebody sits there and the rules allow it.
    Step dialDue(Desk desk, Offered offered, DialDue due) {
        var going = going(desk);
        if (going.isEmpty()
                || !isDue(desk, due.at())
                || !due.lease().lease().equals(offered.lease().lease())) {
            return go(desk);
        }
        if (going.get().isChairEmpty(due.at())) {
            return go(desk.run(new Run.StillThere()));
        }
        if (due.lease().mode() != Mode.POWER) {
            // The rules bar only the station's own dial: this one waits for the press.
            return go(desk.in(new Offered(due.lease(), offered.look())));
        }
        if (due.refusal().isPresent()) {
            return refused(desk, offered, due, due.refusal().get());
        }
        var start = going.get().start();
        var attempt = Attempt.begun(
                due.lease(), due.call(), due.volunteer(), due.script(), due.at(), Optional.empty(), Optional.of(start));
        return go(
                desk.inWithoutAside(new Dialing(attempt, Dialing.Line.CALLING)),
                new Dial(
                        attempt.call(),
                        due.lease().contact().phone(),
                        due.lease().callerId(),
                        due.ringSeconds()));
    }

    private Step refused(Desk desk, Offered offered, DialDue due, Refusal reason) {
        if (TROUBLES.contains(reason)) {
            return go(desk.withoutRun());
        }
        var skip = reports.skipped(offered.lease(), due.skip(), due.volunteer(), due.at(), reason, Optional.empty());
        return go(desk.inWithoutAside(new Refused(offered.lease(), reason)), new SaveReport(skip), done(offered));
    }

    static boolean isDue(Desk desk, Instant at) {
        return desk.dialsAt().filter(due -> !at.isBefore(due)).isPresent();
    }

    /// `step` is what the state made of `event`; this adds what it means for the run.
    static Step after(Desk before, DeskEvent event, Step step) {
        var next = step.next();
        var run = next.run().flatMap(now -> heard(now, before, event, next));
        if (event instanceof CallPressed pressed
                && before.state() instanceof Offered
                && next.state() instanceof Dialing(var attempt, var _)) {
            run = attempt.run()
                    .<Run>map(start -> new Going(start, pressed.at(), 0, Optional.empty()))
                    .or(() -> going(before).map(going -> going.touched(pressed.at())));
        }
        var stands = next.run(run.flatMap(now -> standing(now, before, event, next)));
        if (event instanceof Tick tick && isDue(stands, tick.at())) {
            var effects = new ArrayList<>(step.effects());
            effects.add(new DialNext());
            return new Step(stands, effects);
        }
        return new Step(stands, step.effects());
    }

    /// What the event says to the run, wherever the desk stands.
    private static Optional<Run> heard(Run run, Desk before, DeskEvent event, Desk next) {
        return switch (event) {
            case KeyPressed pressed ->
                run instanceof Going going && !ends(pressed.meaning(), before.state())
                        ? Optional.of(going.touched(pressed.at()))
                        : Optional.empty();
            case Halt _ -> Optional.empty();
            case Tick(var at) ->
                run instanceof Going going && isOver(going, before, at) ? Optional.empty() : Optional.of(run);
            case PersonReady ready
            when run instanceof Going going && next.state() instanceof Offered(var lease, var _) ->
                Optional.of(
                        lease.mode() == Mode.POWER && going.isChairEmpty(ready.at()) ? new Run.StillThere() : going);
            case PersonReady _, CallPressed _, DialDue _, NobodyReady _, Resume _, LeaseGone _ -> Optional.of(run);
            case Invited _, Ringing _, Answered _, Ended _ -> Optional.of(run);
        };
    }

    private static boolean ends(Meaning meaning, DeskState at) {
        return switch (meaning) {
            case Meaning.PauseRun _, Meaning.TakeBreak _, Meaning.AskHelp _, Meaning.Undo _ -> true;
            // Red says goodbye to whom one has talked to; before anybody spoke it says "do not call".
            case Meaning.EndCall _ -> !(at instanceof Talking);
            case Meaning.StartCall _, Meaning.ReadScript _, Meaning.BackToCard _, Meaning.EndBreak _ -> false;
            case Meaning.SkipPerson _, Meaning.GoOn _, Meaning.RightPerson _, Meaning.SomebodyElse _ -> false;
            case Meaning.Dispose _, Meaning.Branch _, Meaning.Finish _, Meaning.MoreResults _ -> false;
            case Meaning.BackToFirstResults _, Meaning.BackToScript _, Meaning.ClearHelp _ -> false;
            case Meaning.Mute _, Meaning.Unmute _ -> false;
        };
    }

    /// Nobody came for too long, or the clock is not the one by which the seconds were counted.
    private static boolean isOver(Going going, Desk desk, Instant at) {
        if (going.due().isEmpty()) {
            return false;
        }
        var due = going.due().get();
        var latest = desk.state() instanceof Waiting ? due : due.plus(LATE_MAX);
        return !at.isBefore(latest) || Duration.between(at, due).compareTo(PAUSE_MAX) > 0;
    }

    /// What the place where the desk now stands means for the run.
    private static Optional<Run> standing(Run run, Desk before, DeskEvent event, Desk next) {
        if (!(run instanceof Going going)) {
            return isOutOfWork(next.state()) ? Optional.empty() : Optional.of(run);
        }
        var counted = before.state() instanceof Dialing && !(next.state() instanceof Dialing)
                ? going.unanswered(next.state() instanceof Talking ? 0 : going.unanswered() + 1)
                : going;
        return switch (next.state()) {
            case Paused _, Halted _, Refused _ -> Optional.empty();
            case Waiting _ ->
                Optional.of(
                        before.state() instanceof Waiting
                                ? counted
                                : counted.due(Optional.of(event.at().plus(NOBODY_MAX))));
            case Offered(var lease, var _) -> Optional.of(counted.due(dueOf(lease, counted, event)));
            case Dialing _, Talking _, DeskState.Closing _, DeskState.WrappingUp _ ->
                Optional.of(counted.due(Optional.empty()));
        };
    }

    private static Optional<Instant> dueOf(Lease lease, Going going, DeskEvent event) {
        if (lease.mode() != Mode.POWER) {
            return Optional.empty();
        }
        return event instanceof PersonReady ready && ready.lease().lease().equals(lease.lease())
                ? Optional.of(ready.at().plus(ready.pause()))
                : going.due();
    }

    private static boolean isOutOfWork(DeskState state) {
        return state instanceof Paused || state instanceof Halted || state instanceof Refused;
    }

    private static Optional<Going> going(Desk desk) {
        return desk.run().filter(Going.class::isInstance).map(Going.class::cast);
    }
}
