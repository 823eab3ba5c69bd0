package org.hustings.station.call;

import static org.hustings.station.call.Steps.done;
import static org.hustings.station.call.Steps.go;
import static org.hustings.station.call.Steps.help;
import static org.hustings.station.call.Steps.mine;
import static org.hustings.station.call.Steps.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.CallReport.Quality;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.station.call.CallDesk.Step;
import org.hustings.station.call.Desk.Noted;
import org.hustings.station.call.DeskEffect.HangUp;
import org.hustings.station.call.DeskEffect.MuteMicrophone;
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
import org.hustings.station.call.DeskState.Closing;
import org.hustings.station.call.DeskState.Dialing;
import org.hustings.station.call.DeskState.Dialing.Line;
import org.hustings.station.call.DeskState.Page;
import org.hustings.station.call.DeskState.Part;
import org.hustings.station.call.DeskState.Talking;
import org.hustings.station.call.DeskState.WrappingUp;

/// From the press to the end of the line.
record DuringCall(Reports reports) {

    Step whileDialing(Desk desk, Dialing dialing, DeskEvent event) {
        var attempt = dialing.attempt();
        return switch (event) {
            case Invited(var at, var call)
            when mine(attempt, call) -> go(desk.in(new Dialing(attempt.invited(at), dialing.line())));
            case Ringing(var at, var call)
            when mine(attempt, call) ->
                go(desk.in(new Dialing(
                        attempt.ringing(at), dialing.line() == Line.CALLING ? Line.RINGING : dialing.line())));
            case Answered(var at, var call, var trace)
            when mine(attempt, call) ->
                dialing.line() == Line.CANCELLING
                        // The answer crossed the cancel: somebody is on the line for a moment, and the phone closes it.
                        ? go(desk, new HangUp(call))
                        : go(desk.in(new Talking(attempt, at, trace, false, new Part.Asking())));
            case Ended ended
            when mine(attempt, ended.call()) ->
                unanswered(desk, attempt, ended.at(), ended.result(), ended.sipStatus());
            case KeyPressed(var _, Meaning.EndCall _, var _, var _) -> cancel(desk, attempt);
            case KeyPressed(var _, var meaning, var _, var _) -> help(desk, meaning);
            case LeaseGone gone
            when gone.lease().equals(attempt.lease().lease()) && isRevoked(gone.reason()) -> cancel(desk, attempt);
            case Tick(var at) ->
                dialing.line() == Line.CANCELLING && at.isAfter(silentSince(attempt))
                        ? unanswered(desk, attempt, at, Result.CANCELLED, Optional.empty())
                        : go(desk);
            // News of an earlier call comes late when the network is slow; this call must not hear it.
            case Invited _, Ringing _, Answered _, Ended _, LeaseGone _ -> go(desk);
            case CallPressed _, DialDue _, PersonReady _, NobodyReady _, Halt _, Resume _ -> go(desk);
        };
    }

    /// A lease or a window that ends lets the call ring on: it began in time (design, section 4.3).
    private static boolean isRevoked(Refusal reason) {
        return reason == Refusal.WITHDRAWN || reason == Refusal.OPTED_OUT;
    }

    /// Beyond this a cancelled dial that the phone never closed is closed without it: its longest ringing and answer.
    private static Instant silentSince(Attempt attempt) {
        return attempt.pressedAt().plus(Duration.ofMinutes(3));
    }

    private static Step cancel(Desk desk, Attempt attempt) {
        return go(desk.in(new Dialing(attempt, Line.CANCELLING)), new HangUp(attempt.call()));
    }

    /// Nobody spoke: the station records it itself, one press fewer.
    private Step unanswered(Desk desk, Attempt attempt, Instant at, Result result, Optional<Integer> sipStatus) {
        // An answer that crossed the cancel is a cancelled dial; else a phone that says "answered" of a call whose
        // answer was never told has lost it. An attempt all the same.
        var cancelled = desk.state() instanceof Dialing dialing && dialing.line() == Line.CANCELLING;
        var told = result == Result.ANSWERED ? (cancelled ? Result.CANCELLED : Result.FAILED) : result;
        return go(
                desk.in(waiting(), new Noted(told, at.plus(CallDesk.NOTE))),
                new SaveReport(reports.unanswered(attempt, at, told, sipStatus)),
                done(attempt),
                new OfferNext());
    }

    Step whileTalking(Desk desk, Talking talking, DeskEvent event) {
        var attempt = talking.attempt();
        return switch (event) {
            case Ended ended
            when mine(attempt, ended.call()) -> {
                var call = new Call(talking.answeredAt(), ended.at(), Call.Ending.CLOSED, ended.quality());
                var page = talking.part() instanceof Part.Choosing(var open, var _) ? open : Page.FIRST;
                yield go(desk.in(new WrappingUp(attempt, call, page)));
            }
            case KeyPressed pressed -> talkingKey(desk, talking, pressed);
            case Tick(var at) ->
                at.isAfter(talking.answeredAt().plus(CallDesk.TALK_MAX))
                        ? go(desk, new HangUp(attempt.call()))
                        : go(desk);
            // A stop, a revocation or a lease that ends lets the people on the line finish.
            case Halt _, Resume _, LeaseGone _ -> go(desk);
            case Invited _, Ringing _, Answered _, Ended _ -> go(desk);
            case CallPressed _, DialDue _, PersonReady _, NobodyReady _ -> go(desk);
        };
    }

    private Step talkingKey(Desk desk, Talking talking, KeyPressed pressed) {
        var attempt = talking.attempt();
        return switch (pressed.meaning()) {
            case Meaning.EndCall _ -> go(desk, new HangUp(attempt.call()));
            case Meaning.RightPerson(var step) -> go(desk.in(part(talking, new Part.Reading(step))));
            case Meaning.SomebodyElse _ -> go(desk.in(part(talking, new Part.SomebodyElse())));
            case Meaning.Branch branch ->
                go(desk.in(new Talking(
                        attempt.with(Reports.answer(branch)),
                        talking.answeredAt(),
                        talking.trace(),
                        talking.muted(),
                        new Part.Reading(branch.next()))));
            case Meaning.Finish _, Meaning.BackToFirstResults _ ->
                go(desk.in(part(talking, new Part.Choosing(Page.FIRST, step(talking)))));
            case Meaning.MoreResults _ -> go(desk.in(part(talking, new Part.Choosing(Page.MORE, step(talking)))));
            case Meaning.BackToScript(var step) -> go(desk.in(part(talking, new Part.Reading(step))));
            case Meaning.Dispose(var disposition) ->
                go(
                        desk.in(new Closing(attempt, talking.answeredAt(), disposition, talking.trace(), pressed.at())),
                        new HangUp(attempt.call()));
            case Meaning.Mute _ -> mute(desk, talking, true);
            case Meaning.Unmute _ -> mute(desk, talking, false);
            case Meaning.AskHelp _, Meaning.ClearHelp _ -> help(desk, pressed.meaning());
            case Meaning.StartCall _, Meaning.ReadScript _, Meaning.BackToCard _, Meaning.TakeBreak _ -> go(desk);
            case Meaning.EndBreak _, Meaning.PauseRun _, Meaning.SkipPerson _, Meaning.Undo _, Meaning.GoOn _ ->
                go(desk);
        };
    }

    private static String step(Talking talking) {
        return switch (talking.part()) {
            case Part.Reading(var step) -> step;
            case Part.Choosing(var _, var step) -> step;
            case Part.Asking _, Part.SomebodyElse _ -> "";
        };
    }

    private static Talking part(Talking talking, Part next) {
        return new Talking(talking.attempt(), talking.answeredAt(), talking.trace(), talking.muted(), next);
    }

    private static Step mute(Desk desk, Talking talking, boolean muted) {
        return go(
                desk.in(new Talking(talking.attempt(), talking.answeredAt(), talking.trace(), muted, talking.part())),
                new MuteMicrophone(muted));
    }

    Step whileClosing(Desk desk, Closing closing, DeskEvent event) {
        return switch (event) {
            case Ended ended
            when mine(closing.attempt(), ended.call()) -> closed(desk, closing, ended.at(), ended.quality());
            case Tick(var at) ->
                at.isAfter(closing.since().plus(CallDesk.CLOSING_MAX))
                        ? closed(desk, closing, closing.since(), Optional.empty())
                        : go(desk);
            case KeyPressed(var _, var meaning, var _, var _) -> help(desk, meaning);
            case Ended _, Invited _, Ringing _, Answered _, CallPressed _, DialDue _ -> go(desk);
            case PersonReady _, NobodyReady _, Halt _, Resume _, LeaseGone _ -> go(desk);
        };
    }

    Step closed(Desk desk, Closing closing, Instant at, Optional<Quality> quality) {
        var call = new Call(closing.answeredAt(), at, Call.Ending.CLOSED, quality);
        return new AfterCall(reports)
                .recorded(desk, closing.attempt(), call, new Meaning.Dispose(closing.disposition()), at);
    }
}
