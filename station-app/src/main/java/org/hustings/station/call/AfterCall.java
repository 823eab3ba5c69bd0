package org.hustings.station.call;

import static org.hustings.station.call.Steps.done;
import static org.hustings.station.call.Steps.expire;
import static org.hustings.station.call.Steps.go;
import static org.hustings.station.call.Steps.help;
import static org.hustings.station.call.Steps.waiting;

import java.time.Instant;
import java.util.Optional;
import org.hustings.station.call.CallDesk.Step;
import org.hustings.station.call.Desk.Undoable;
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
import org.hustings.station.call.DeskState.Call;
import org.hustings.station.call.DeskState.Page;
import org.hustings.station.call.DeskState.Paused;
import org.hustings.station.call.DeskState.WrappingUp;

/// The line is closed: the result is asked for, and kept.
record AfterCall(Reports reports) {

    Step whileWrappingUp(Desk desk, WrappingUp wrappingUp, DeskEvent event) {
        return switch (event) {
            case KeyPressed(var at, Meaning.Dispose result, var _, var _) ->
                recorded(desk, wrappingUp.attempt(), wrappingUp.call(), result, at);
            case KeyPressed(var _, Meaning.MoreResults _, var _, var _) ->
                go(desk.in(new WrappingUp(wrappingUp.attempt(), wrappingUp.call(), Page.MORE)));
            case KeyPressed(var _, Meaning.BackToFirstResults _, var _, var _) ->
                go(desk.in(new WrappingUp(wrappingUp.attempt(), wrappingUp.call(), Page.FIRST)));
            case KeyPressed(var _, var meaning, var _, var _) -> help(desk, meaning);
            case Tick(var at) ->
                at.isAfter(wrappingUp.call().endedAt().plus(CallDesk.WRAP_UP_MAX))
                        ? leftAlone(desk, wrappingUp, at)
                        : expire(desk, new Tick(at));
            case CallPressed _, DialDue _, Invited _, Ringing _, Answered _, Ended _ -> go(desk);
            case PersonReady _, NobodyReady _, Halt _, Resume _, LeaseGone _ -> go(desk);
        };
    }

    Step recorded(Desk desk, Attempt attempt, Call call, Meaning.Dispose result, Instant at) {
        var report = reports.answered(attempt, call, Optional.of(result.disposition()), at);
        return go(
                desk.in(waiting(), new Undoable(attempt, call, report, at.plus(CallDesk.UNDO))),
                new SaveReport(report),
                done(attempt),
                new OfferNext());
    }

    /// The volunteer went away without a result: the call is reported as answered, so that its lease can end.
    private Step leftAlone(Desk desk, WrappingUp wrappingUp, Instant at) {
        var report = reports.answered(wrappingUp.attempt(), wrappingUp.call(), Optional.empty(), at);
        return go(desk.inWithoutAside(new Paused()), new SaveReport(report), done(wrappingUp.attempt()));
    }
}
