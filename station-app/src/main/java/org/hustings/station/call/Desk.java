package org.hustings.station.call;

import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Result;

/// The whole of what the call desk remembers: its state, what is laid over it, whether help was asked, and the run of
/// calls under way.
public record Desk(DeskState state, Optional<Aside> aside, Help help, Optional<Run> run) {

    public static final Desk AT_START =
            new Desk(new DeskState.Waiting(Optional.empty()), Optional.empty(), Help.NOT_ASKED);

    public enum Help {
        NOT_ASKED,
        /// The lamp blinks until somebody answers.
        ASKED
    }

    /// What is still said of the call before, over the next person's card. Pressing CALL ends it.
    public sealed interface Aside {
        Instant until();
    }

    /// The result may still be taken back: ten seconds, as the look promises.
    public record Undoable(Attempt attempt, DeskState.Call call, CallReport report, Instant until) implements Aside {}

    /// The station recorded this one by itself: nobody spoke.
    public record Noted(Result result, Instant until) implements Aside {}

    /// The station restarted. Nothing is lost.
    public record Restarted(Instant until) implements Aside {}

    /// A desk outside any run.
    public Desk(DeskState state, Optional<Aside> aside, Help help) {
        this(state, aside, help, Optional.empty());
    }

    /// When the station dials the person on the screen by itself; empty when it does not.
    public Optional<Instant> dialsAt() {
        return state instanceof DeskState.Offered && run.orElse(null) instanceof Run.Going going
                ? going.due()
                : Optional.empty();
    }

    /// Calls start by themselves here, or will again after this one.
    public boolean inRun() {
        return run.orElse(null) instanceof Run.Going;
    }

    /// A run has ended because nobody seems to sit here.
    public boolean asksIfThere() {
        return run.orElse(null) instanceof Run.StillThere;
    }

    Desk in(DeskState next) {
        return new Desk(next, aside, help, run);
    }

    Desk in(DeskState next, Aside over) {
        return new Desk(next, Optional.of(over), help, run);
    }

    Desk inWithoutAside(DeskState next) {
        return new Desk(next, Optional.empty(), help, run);
    }

    Desk withoutAside() {
        return new Desk(state, Optional.empty(), help, run);
    }

    Desk help(Help asked) {
        return new Desk(state, aside, asked, run);
    }

    Desk run(Run now) {
        return run(Optional.of(now));
    }

    Desk run(Optional<Run> now) {
        return new Desk(state, aside, help, now);
    }

    public Desk withoutRun() {
        return run(Optional.empty());
    }
}
