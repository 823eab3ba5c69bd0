package org.hustings.station.call;

import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Result;

/// The whole of what the call desk remembers: its state, what is laid over it, and whether help was asked.
public record Desk(DeskState state, Optional<Aside> aside, Help help) {

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

    Desk in(DeskState next) {
        return new Desk(next, aside, help);
    }

    Desk in(DeskState next, Aside over) {
        return new Desk(next, Optional.of(over), help);
    }

    Desk inWithoutAside(DeskState next) {
        return new Desk(next, Optional.empty(), help);
    }

    Desk withoutAside() {
        return new Desk(state, Optional.empty(), help);
    }

    Desk help(Help asked) {
        return new Desk(state, aside, asked);
    }
}
