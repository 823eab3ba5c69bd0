package org.hustings.station.call;

import static org.hustings.station.call.Steps.done;
import static org.hustings.station.call.Steps.expire;
import static org.hustings.station.call.Steps.go;
import static org.hustings.station.call.Steps.help;
import static org.hustings.station.call.Steps.waiting;

import java.util.Optional;
import org.hustings.protocol.Refusal;
import org.hustings.station.call.CallDesk.Step;
import org.hustings.station.call.Desk.Undoable;
import org.hustings.station.call.DeskEffect.Dial;
import org.hustings.station.call.DeskEffect.OfferNext;
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
import org.hustings.station.call.DeskState.Dialing.Line;
import org.hustings.station.call.DeskState.Halted;
import org.hustings.station.call.DeskState.Offered;
import org.hustings.station.call.DeskState.Offered.Look;
import org.hustings.station.call.DeskState.Page;
import org.hustings.station.call.DeskState.Paused;
import org.hustings.station.call.DeskState.Refused;
import org.hustings.station.call.DeskState.Waiting;
import org.hustings.station.call.DeskState.WrappingUp;

/// While no line is open: waiting, held up, on a break, and with a person on the screen.
record BeforeCall(Reports reports) {

    Step whileWaiting(Desk desk, DeskEvent event) {
        return switch (event) {
            case PersonReady ready -> go(desk.in(new Offered(ready.lease(), Look.CARD)));
            case NobodyReady nobody -> go(desk.in(new Waiting(nobody.none())));
            case Halt halt -> go(desk.in(new Halted(halt.why())));
            case KeyPressed pressed -> idleKey(desk, pressed);
            case Tick tick -> expire(desk, tick);
            case Resume _ -> go(desk, new OfferNext());
            case CallPressed _, DialDue _, Invited _, Ringing _, Answered _, Ended _, LeaseGone _ -> go(desk);
        };
    }

    Step whileHalted(Desk desk, DeskEvent event) {
        return switch (event) {
            case Resume _ -> go(desk.in(waiting()), new OfferNext());
            case Halt halt -> go(desk.in(new Halted(halt.why())));
            case KeyPressed pressed -> idleKey(desk, pressed);
            case Tick tick -> expire(desk, tick);
            case PersonReady _, NobodyReady _ -> go(desk);
            case CallPressed _, DialDue _, Invited _, Ringing _, Answered _, Ended _, LeaseGone _ -> go(desk);
        };
    }

    Step whilePaused(Desk desk, DeskEvent event) {
        return switch (event) {
            case KeyPressed pressed -> idleKey(desk, pressed);
            case Tick tick -> expire(desk, tick);
            // The break goes on; what HQ wants is asked again when it ends.
            case PersonReady _, NobodyReady _, Halt _, Resume _ -> go(desk);
            case CallPressed _, DialDue _, Invited _, Ringing _, Answered _, Ended _, LeaseGone _ -> go(desk);
        };
    }

    Step whileOffered(Desk desk, Offered offered, DeskEvent event) {
        return switch (event) {
            case CallPressed pressed -> dial(desk, offered, pressed);
            case DialDue due -> new Runs(reports).dialDue(desk, offered, due);
            case KeyPressed pressed -> offeredKey(desk, offered, pressed);
            case LeaseGone gone
            when gone.lease().equals(offered.lease().lease()) ->
                go(
                        desk.in(waiting()),
                        new SaveReport(reports.skipped(
                                offered.lease(),
                                gone.skip(),
                                gone.volunteer(),
                                gone.at(),
                                gone.reason(),
                                Optional.empty())),
                        done(offered),
                        new OfferNext());
            // The person stays in the store and is offered again when HQ lets the desk go on.
            case Halt halt -> go(desk.in(new Halted(halt.why())));
            case Tick tick -> expire(desk, tick);
            case LeaseGone _, PersonReady _, NobodyReady _, Resume _ -> go(desk);
            case Invited _, Ringing _, Answered _, Ended _ -> go(desk);
        };
    }

    private Step dial(Desk desk, Offered offered, CallPressed pressed) {
        var lease = offered.lease().by(pressed.mode());
        if (pressed.refusal().isPresent()) {
            Refusal reason = pressed.refusal().get();
            var skip =
                    reports.skipped(lease, pressed.skip(), pressed.volunteer(), pressed.at(), reason, pressed.proof());
            return go(desk.inWithoutAside(new Refused(lease, reason)), new SaveReport(skip), done(offered));
        }
        var attempt = Attempt.begun(
                lease,
                pressed.call(),
                pressed.volunteer(),
                pressed.script(),
                pressed.at(),
                pressed.proof(),
                Runs.ofPress(desk, lease, pressed.call()));
        return go(
                desk.inWithoutAside(new Dialing(attempt, Line.CALLING)),
                new Dial(attempt.call(), lease.contact().phone(), lease.callerId(), pressed.ringSeconds()));
    }

    private Step offeredKey(Desk desk, Offered offered, KeyPressed pressed) {
        return switch (pressed.meaning()) {
            case Meaning.ReadScript _ -> go(desk.in(new Offered(offered.lease(), Look.SCRIPT)));
            case Meaning.BackToCard _ -> go(desk.in(new Offered(offered.lease(), Look.CARD)));
            case Meaning.TakeBreak _ -> go(desk.in(new Paused()));
            // The run is over by the press itself: see [Runs].
            case Meaning.PauseRun _ -> go(desk);
            case Meaning.SkipPerson _ ->
                go(
                        desk.in(waiting()),
                        new SaveReport(reports.skipped(
                                offered.lease(),
                                pressed.skip(),
                                pressed.volunteer(),
                                pressed.at(),
                                Refusal.VOLUNTEER,
                                Optional.empty())),
                        done(offered),
                        new OfferNext());
            case Meaning.Undo _ -> undo(desk);
            case Meaning.AskHelp _, Meaning.ClearHelp _ -> help(desk, pressed.meaning());
            case Meaning.StartCall _, Meaning.EndCall _, Meaning.EndBreak _, Meaning.GoOn _ -> go(desk);
            case Meaning.RightPerson _, Meaning.SomebodyElse _, Meaning.Dispose _, Meaning.Branch _ -> go(desk);
            case Meaning.Finish _, Meaning.MoreResults _, Meaning.BackToFirstResults _, Meaning.BackToScript _ ->
                go(desk);
            case Meaning.Mute _, Meaning.Unmute _ -> go(desk);
        };
    }

    private Step idleKey(Desk desk, KeyPressed pressed) {
        return switch (pressed.meaning()) {
            case Meaning.TakeBreak _ -> go(desk.in(new Paused()));
            case Meaning.EndBreak _ -> go(desk.in(waiting()), new OfferNext());
            case Meaning.Undo _ -> undo(desk);
            case Meaning.AskHelp _, Meaning.ClearHelp _ -> help(desk, pressed.meaning());
            case Meaning.StartCall _, Meaning.EndCall _, Meaning.GoOn _, Meaning.SkipPerson _ -> go(desk);
            case Meaning.PauseRun _ -> go(desk);
            case Meaning.ReadScript _, Meaning.BackToCard _, Meaning.RightPerson _, Meaning.SomebodyElse _ -> go(desk);
            case Meaning.Dispose _, Meaning.Branch _, Meaning.Finish _, Meaning.BackToScript _ -> go(desk);
            case Meaning.MoreResults _, Meaning.BackToFirstResults _, Meaning.Mute _, Meaning.Unmute _ -> go(desk);
        };
    }

    private static Step undo(Desk desk) {
        return desk.aside().orElse(null) instanceof Undoable(var attempt, var call, var _, var _)
                ? go(desk.inWithoutAside(new WrappingUp(attempt.nextRevision(), call, Page.FIRST)))
                : go(desk);
    }

    Step whileRefused(Desk desk, DeskEvent event) {
        return switch (event) {
            case KeyPressed(var _, Meaning.GoOn _, var _, var _) -> go(desk.in(waiting()), new OfferNext());
            case KeyPressed(var _, var meaning, var _, var _) -> help(desk, meaning);
            case Halt halt -> go(desk.in(new Halted(halt.why())));
            case Tick tick -> expire(desk, tick);
            case CallPressed _, DialDue _, PersonReady _, NobodyReady _, Resume _, LeaseGone _ -> go(desk);
            case Invited _, Ringing _, Answered _, Ended _ -> go(desk);
        };
    }
}
