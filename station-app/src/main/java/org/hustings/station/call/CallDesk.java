package org.hustings.station.call;

import static org.hustings.station.call.Steps.cleanUp;
import static org.hustings.station.call.Steps.done;
import static org.hustings.station.call.Steps.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Result;
import org.hustings.station.call.Desk.Restarted;
import org.hustings.station.call.Desk.Undoable;
import org.hustings.station.call.DeskEffect.OfferNext;
import org.hustings.station.call.DeskEffect.SaveReport;
import org.hustings.station.call.DeskState.Call;
import org.hustings.station.call.DeskState.Closing;
import org.hustings.station.call.DeskState.Dialing;
import org.hustings.station.call.DeskState.Halted;
import org.hustings.station.call.DeskState.Offered;
import org.hustings.station.call.DeskState.Page;
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
/// In a [Run] the station presses CALL by itself, so to speak, after a quiet pause in which the person's name can be
/// read.
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
        return Runs.after(desk, event, ofState(desk, event));
    }

    private Step ofState(Desk desk, DeskEvent event) {
        return switch (desk.state()) {
            case Waiting _ -> before().whileWaiting(desk, event);
            case Halted _ -> before().whileHalted(desk, event);
            case Paused _ -> before().whilePaused(desk, event);
            case Offered offered -> before().whileOffered(desk, offered, event);
            case Refused _ -> before().whileRefused(desk, event);
            case Dialing dialing -> during().whileDialing(desk, dialing, event);
            case Talking talking -> during().whileTalking(desk, talking, event);
            case Closing closing -> during().whileClosing(desk, closing, event);
            case WrappingUp wrappingUp -> after().whileWrappingUp(desk, wrappingUp, event);
        };
    }

    /// The state to wake up in. A restart has closed the line: what the network still holds is ended first, then the
    /// call is shown to be wrapped up. A dial under way counts as an attempt with result `unknown`. A run is over.
    public Step afterRestart(Desk was, Instant at) {
        var saved = was.withoutRun();
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
                var closed = during().closed(saved, closing, at, Optional.empty());
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

    private BeforeCall before() {
        return new BeforeCall(reports);
    }

    private DuringCall during() {
        return new DuringCall(reports);
    }

    private AfterCall after() {
        return new AfterCall(reports);
    }

    private static Desk keepUndo(Desk saved, DeskState next, Restarted restarted) {
        return saved.aside().filter(Undoable.class::isInstance).isPresent()
                ? saved.in(next)
                : saved.in(next, restarted);
    }

    private static List<DeskEffect> prepend(DeskEffect first, List<DeskEffect> rest) {
        var all = new ArrayList<DeskEffect>();
        all.add(first);
        all.addAll(rest);
        return List.copyOf(all);
    }
}
