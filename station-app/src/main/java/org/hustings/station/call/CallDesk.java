package org.hustings.station.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport.Quality;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.station.call.Desk.Help;
import org.hustings.station.call.Desk.Noted;
import org.hustings.station.call.Desk.Restarted;
import org.hustings.station.call.Desk.Undoable;
import org.hustings.station.call.DeskEffect.CleanUp;
import org.hustings.station.call.DeskEffect.Dial;
import org.hustings.station.call.DeskEffect.EndLease;
import org.hustings.station.call.DeskEffect.HangUp;
import org.hustings.station.call.DeskEffect.MuteMicrophone;
import org.hustings.station.call.DeskEffect.OfferNext;
import org.hustings.station.call.DeskEffect.SaveReport;
import org.hustings.station.call.DeskEffect.TellHelp;
import org.hustings.station.call.DeskEvent.Answered;
import org.hustings.station.call.DeskEvent.CallPressed;
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
import org.hustings.station.call.DeskState.Halted;
import org.hustings.station.call.DeskState.Offered;
import org.hustings.station.call.DeskState.Offered.Look;
import org.hustings.station.call.DeskState.Page;
import org.hustings.station.call.DeskState.Part;
import org.hustings.station.call.DeskState.Paused;
import org.hustings.station.call.DeskState.Refused;
import org.hustings.station.call.DeskState.Talking;
import org.hustings.station.call.DeskState.Waiting;
import org.hustings.station.call.DeskState.WrappingUp;

/// The rules of one desk, from offer to result.
///
///     Waiting ──person──▶ Offered ──CALL──▶ Dialing ──answer──▶ Talking ──end──▶ WrappingUp ──result──▶ Waiting
///        ▲                   │ refused          │ not answered      │ result                              ▲
///        └──── Refused ◀─────┘                  └──▶ reported ──────┴──▶ Closing ──ended──────────────────┘
///
/// Each result leaves an [Undoable] over the next state for ten seconds. No switch here has a default branch: a new
/// state or event does not compile until every rule has said what it does with it.
public record CallDesk(Reports reports) {

    /// Long enough to notice a mis-press, short enough that nobody waits for it (look, section 6).
    static final Duration UNDO = Duration.ofSeconds(10);
    /// How long "No answer. Noted." stays over the next card.
    static final Duration NOTE = Duration.ofSeconds(10);
    /// The phone tells the end of a call it was told to close at once; a silent phone must not hold the desk.
    static final Duration CLOSING_MAX = Duration.ofSeconds(2);
    /// Talk and wrap-up together stay below the 3,600 s that HQ waits beyond a lease (design, section 4.1).
    static final Duration TALK_MAX = Duration.ofMinutes(45);

    static final Duration WRAP_UP_MAX = Duration.ofMinutes(14);

    public record Step(Desk next, List<DeskEffect> effects) {}

    public Step step(Desk desk, DeskEvent event) {
        return switch (desk.state()) {
            case Waiting _ -> whileWaiting(desk, event);
            case Halted _ -> whileHalted(desk, event);
            case Paused _ -> whilePaused(desk, event);
            case Offered offered -> whileOffered(desk, offered, event);
            case Refused _ -> whileRefused(desk, event);
            case Dialing dialing -> whileDialing(desk, dialing, event);
            case Talking talking -> whileTalking(desk, talking, event);
            case Closing closing -> whileClosing(desk, closing, event);
            case WrappingUp wrappingUp -> whileWrappingUp(desk, wrappingUp, event);
        };
    }

    /// The state to wake up in. A restart has closed the line: what the network still holds is ended first, then the
    /// call is shown to be wrapped up. A dial under way counts as an attempt with result `unknown`.
    public Step afterRestart(Desk saved, Instant at) {
        var restarted = new Restarted(at.plus(NOTE));
        return switch (saved.state()) {
            case Dialing(var attempt, var _) -> {
                var report = reports.unanswered(attempt, at, Result.UNKNOWN, Optional.empty());
                yield new Step(
                        saved.in(waiting(), restarted),
                        List.of(cleanUp(attempt, Optional.empty()), new SaveReport(report), done(attempt)));
            }
            case Talking(var attempt, var answeredAt, var trace, var _, var _) -> {
                var call = new Call(answeredAt, at, Call.Ending.INTERRUPTED, Optional.empty());
                yield new Step(
                        saved.in(new WrappingUp(attempt, call, Page.FIRST), restarted),
                        List.of(cleanUp(attempt, Optional.of(trace))));
            }
            case Closing closing -> {
                var closed = closed(saved, closing, at, Optional.empty());
                yield new Step(
                        closed.next(),
                        prepend(cleanUp(closing.attempt(), Optional.of(closing.trace())), closed.effects()));
            }
            case Offered _, Refused _, Waiting _ ->
                new Step(keepUndo(saved, waiting(), restarted), List.of(new OfferNext()));
            case Halted _ -> new Step(keepUndo(saved, waiting(), restarted), List.of(new OfferNext()));
            case Paused _, WrappingUp _ -> new Step(keepUndo(saved, saved.state(), restarted), List.of());
        };
    }

    private Step whileWaiting(Desk desk, DeskEvent event) {
        return switch (event) {
            case PersonReady ready -> go(desk.in(new Offered(ready.lease(), Look.CARD)));
            case NobodyReady nobody -> go(desk.in(new Waiting(nobody.none())));
            case Halt halt -> go(desk.in(new Halted(halt.why())));
            case KeyPressed pressed -> idleKey(desk, pressed);
            case Tick tick -> expire(desk, tick);
            case Resume _ -> go(desk, new OfferNext());
            case CallPressed _, Invited _, Ringing _, Answered _, Ended _, LeaseGone _ -> go(desk);
        };
    }

    private Step whileHalted(Desk desk, DeskEvent event) {
        return switch (event) {
            case Resume _ -> go(desk.in(waiting()), new OfferNext());
            case Halt halt -> go(desk.in(new Halted(halt.why())));
            case KeyPressed pressed -> idleKey(desk, pressed);
            case Tick tick -> expire(desk, tick);
            case PersonReady _, NobodyReady _ -> go(desk);
            case CallPressed _, Invited _, Ringing _, Answered _, Ended _, LeaseGone _ -> go(desk);
        };
    }

    private Step whilePaused(Desk desk, DeskEvent event) {
        return switch (event) {
            case KeyPressed pressed -> idleKey(desk, pressed);
            case Tick tick -> expire(desk, tick);
            // The break goes on; what HQ wants is asked again when it ends.
            case PersonReady _, NobodyReady _, Halt _, Resume _ -> go(desk);
            case CallPressed _, Invited _, Ringing _, Answered _, Ended _, LeaseGone _ -> go(desk);
        };
    }

    private Step whileOffered(Desk desk, Offered offered, DeskEvent event) {
        return switch (event) {
            case CallPressed pressed -> dial(desk, offered, pressed);
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
        var lease = offered.lease();
        if (pressed.refusal().isPresent()) {
            Refusal reason = pressed.refusal().get();
            var skip =
                    reports.skipped(lease, pressed.skip(), pressed.volunteer(), pressed.at(), reason, pressed.proof());
            return go(desk.inWithoutAside(new Refused(lease, reason)), new SaveReport(skip), done(offered));
        }
        var attempt = new Attempt(
                lease,
                pressed.call(),
                pressed.volunteer(),
                pressed.script(),
                1,
                pressed.at(),
                pressed.proof(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        return go(
                desk.inWithoutAside(new Dialing(attempt, Line.CALLING)),
                new Dial(attempt.call(), lease.contact().phone(), lease.callerId(), pressed.ringSeconds()));
    }

    private Step offeredKey(Desk desk, Offered offered, KeyPressed pressed) {
        return switch (pressed.meaning()) {
            case Meaning.ReadScript _ -> go(desk.in(new Offered(offered.lease(), Look.SCRIPT)));
            case Meaning.BackToCard _ -> go(desk.in(new Offered(offered.lease(), Look.CARD)));
            case Meaning.TakeBreak _ -> go(desk.in(new Paused()));
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
            case Meaning.Finish _, Meaning.MoreResults _, Meaning.BackToFirstResults _ -> go(desk);
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
            case Meaning.ReadScript _, Meaning.BackToCard _, Meaning.RightPerson _, Meaning.SomebodyElse _ -> go(desk);
            case Meaning.Dispose _, Meaning.Branch _, Meaning.Finish _ -> go(desk);
            case Meaning.MoreResults _, Meaning.BackToFirstResults _, Meaning.Mute _, Meaning.Unmute _ -> go(desk);
        };
    }

    private static Step undo(Desk desk) {
        return desk.aside().orElse(null) instanceof Undoable(var attempt, var call, var _, var _)
                ? go(desk.inWithoutAside(new WrappingUp(attempt.nextRevision(), call, Page.FIRST)))
                : go(desk);
    }

    private Step whileRefused(Desk desk, DeskEvent event) {
        return switch (event) {
            case KeyPressed(var _, Meaning.GoOn _, var _, var _) -> go(desk.in(waiting()), new OfferNext());
            case KeyPressed(var _, var meaning, var _, var _) -> help(desk, meaning);
            case Halt halt -> go(desk.in(new Halted(halt.why())));
            case Tick tick -> expire(desk, tick);
            case CallPressed _, PersonReady _, NobodyReady _, Resume _, LeaseGone _ -> go(desk);
            case Invited _, Ringing _, Answered _, Ended _ -> go(desk);
        };
    }

    private Step whileDialing(Desk desk, Dialing dialing, DeskEvent event) {
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
            when gone.lease().equals(attempt.lease().lease()) && gone.reason() != Refusal.LEASE_ENDED ->
                cancel(desk, attempt);
            case Tick(var at) ->
                dialing.line() == Line.CANCELLING && at.isAfter(silentSince(attempt))
                        ? unanswered(desk, attempt, at, Result.CANCELLED, Optional.empty())
                        : go(desk);
            // News of an earlier call comes late when the network is slow; this call must not hear it.
            case Invited _, Ringing _, Answered _, Ended _, LeaseGone _ -> go(desk);
            case CallPressed _, PersonReady _, NobodyReady _, Halt _, Resume _ -> go(desk);
        };
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
        // A phone that says "answered" of a call whose answer was never told has lost it: an attempt all the same.
        var told = result == Result.ANSWERED ? Result.FAILED : result;
        return go(
                desk.in(waiting(), new Noted(told, at.plus(NOTE))),
                new SaveReport(reports.unanswered(attempt, at, told, sipStatus)),
                done(attempt),
                new OfferNext());
    }

    private Step whileTalking(Desk desk, Talking talking, DeskEvent event) {
        var attempt = talking.attempt();
        return switch (event) {
            case Ended ended
            when mine(attempt, ended.call()) -> {
                var call = new Call(talking.answeredAt(), ended.at(), Call.Ending.CLOSED, ended.quality());
                var page = talking.part() instanceof Part.Choosing(var open) ? open : Page.FIRST;
                yield go(desk.in(new WrappingUp(attempt, call, page)));
            }
            case KeyPressed pressed -> talkingKey(desk, talking, pressed);
            case Tick(var at) ->
                at.isAfter(talking.answeredAt().plus(TALK_MAX)) ? go(desk, new HangUp(attempt.call())) : go(desk);
            // A stop, a revocation or a lease that ends lets the people on the line finish.
            case Halt _, Resume _, LeaseGone _ -> go(desk);
            case Invited _, Ringing _, Answered _, Ended _ -> go(desk);
            case CallPressed _, PersonReady _, NobodyReady _ -> go(desk);
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
                go(desk.in(part(talking, new Part.Choosing(Page.FIRST))));
            case Meaning.MoreResults _ -> go(desk.in(part(talking, new Part.Choosing(Page.MORE))));
            case Meaning.Dispose(var disposition) ->
                go(
                        desk.in(new Closing(attempt, talking.answeredAt(), disposition, talking.trace(), pressed.at())),
                        new HangUp(attempt.call()));
            case Meaning.Mute _ -> mute(desk, talking, true);
            case Meaning.Unmute _ -> mute(desk, talking, false);
            case Meaning.AskHelp _, Meaning.ClearHelp _ -> help(desk, pressed.meaning());
            case Meaning.StartCall _, Meaning.ReadScript _, Meaning.BackToCard _, Meaning.TakeBreak _ -> go(desk);
            case Meaning.EndBreak _, Meaning.SkipPerson _, Meaning.Undo _, Meaning.GoOn _ -> go(desk);
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

    private Step whileClosing(Desk desk, Closing closing, DeskEvent event) {
        return switch (event) {
            case Ended ended
            when mine(closing.attempt(), ended.call()) -> closed(desk, closing, ended.at(), ended.quality());
            case Tick(var at) ->
                at.isAfter(closing.since().plus(CLOSING_MAX))
                        ? closed(desk, closing, closing.since(), Optional.empty())
                        : go(desk);
            case KeyPressed(var _, var meaning, var _, var _) -> help(desk, meaning);
            case Ended _, Invited _, Ringing _, Answered _, CallPressed _ -> go(desk);
            case PersonReady _, NobodyReady _, Halt _, Resume _, LeaseGone _ -> go(desk);
        };
    }

    private Step closed(Desk desk, Closing closing, Instant at, Optional<Quality> quality) {
        var call = new Call(closing.answeredAt(), at, Call.Ending.CLOSED, quality);
        return recorded(desk, closing.attempt(), call, new Meaning.Dispose(closing.disposition()), at);
    }

    private Step whileWrappingUp(Desk desk, WrappingUp wrappingUp, DeskEvent event) {
        return switch (event) {
            case KeyPressed(var at, Meaning.Dispose result, var _, var _) ->
                recorded(desk, wrappingUp.attempt(), wrappingUp.call(), result, at);
            case KeyPressed(var _, Meaning.MoreResults _, var _, var _) ->
                go(desk.in(new WrappingUp(wrappingUp.attempt(), wrappingUp.call(), Page.MORE)));
            case KeyPressed(var _, Meaning.BackToFirstResults _, var _, var _) ->
                go(desk.in(new WrappingUp(wrappingUp.attempt(), wrappingUp.call(), Page.FIRST)));
            case KeyPressed(var _, var meaning, var _, var _) -> help(desk, meaning);
            case Tick(var at) ->
                at.isAfter(wrappingUp.call().endedAt().plus(WRAP_UP_MAX))
                        ? leftAlone(desk, wrappingUp, at)
                        : expire(desk, new Tick(at));
            case CallPressed _, Invited _, Ringing _, Answered _, Ended _ -> go(desk);
            case PersonReady _, NobodyReady _, Halt _, Resume _, LeaseGone _ -> go(desk);
        };
    }

    private Step recorded(Desk desk, Attempt attempt, Call call, Meaning.Dispose result, Instant at) {
        var report = reports.answered(attempt, call, Optional.of(result.disposition()), at);
        return go(
                desk.in(waiting(), new Undoable(attempt, call, report, at.plus(UNDO))),
                new SaveReport(report),
                done(attempt),
                new OfferNext());
    }

    /// The volunteer went away without a result: the call is reported as answered, so that its lease can end.
    private Step leftAlone(Desk desk, WrappingUp wrappingUp, Instant at) {
        var report = reports.answered(wrappingUp.attempt(), wrappingUp.call(), Optional.empty(), at);
        return go(desk.inWithoutAside(new Paused()), new SaveReport(report), done(wrappingUp.attempt()));
    }

    private static Step expire(Desk desk, Tick tick) {
        return desk.aside().filter(aside -> !tick.at().isBefore(aside.until())).isPresent()
                ? go(desk.withoutAside())
                : go(desk);
    }

    private static Step help(Desk desk, Meaning meaning) {
        if (meaning instanceof Meaning.AskHelp) {
            return go(desk.help(Help.ASKED), new TellHelp(true));
        }
        return meaning instanceof Meaning.ClearHelp ? go(desk.help(Help.NOT_ASKED), new TellHelp(false)) : go(desk);
    }

    private static Desk keepUndo(Desk saved, DeskState next, Restarted restarted) {
        return saved.aside().filter(Undoable.class::isInstance).isPresent()
                ? saved.in(next)
                : saved.in(next, restarted);
    }

    private static Waiting waiting() {
        return new Waiting(Optional.empty());
    }

    private static EndLease done(Attempt attempt) {
        return new EndLease(attempt.lease().lease());
    }

    private static EndLease done(Offered offered) {
        return new EndLease(offered.lease().lease());
    }

    private static CleanUp cleanUp(Attempt attempt, Optional<String> trace) {
        return new CleanUp(attempt.call(), attempt.lease().contact().phone(), trace);
    }

    private static boolean mine(Attempt attempt, CallId call) {
        return attempt.call().equals(call);
    }

    private static List<DeskEffect> prepend(DeskEffect first, List<DeskEffect> rest) {
        var all = new ArrayList<DeskEffect>();
        all.add(first);
        all.addAll(rest);
        return List.copyOf(all);
    }

    private static Step go(Desk desk, DeskEffect... effects) {
        return new Step(desk, List.of(effects));
    }
}
