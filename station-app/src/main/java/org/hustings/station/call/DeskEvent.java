package org.hustings.station.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport.Quality;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Mode;
import org.hustings.protocol.PressProof;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.protocol.VolunteerId;

/// What can happen to the desk. Each event brings its time, and names the call or lease it belongs to: late news of an
/// earlier call changes nothing.
public sealed interface DeskEvent {

    Instant at();

    /// The green key, with what only the shell knows: the new call's id, the proof of the press, and the verdict of
    /// [DialRules] at this moment on the lease in `mode`: its own, or PRESS where they bar no more than a run.
    /// `skip` is the id of the skip report that a refusal makes.
    record CallPressed(
            Instant at,
            Mode mode,
            CallId call,
            MessageId skip,
            VolunteerId volunteer,
            int script,
            Optional<PressProof> proof,
            Optional<Refusal> refusal,
            int ringSeconds)
            implements DeskEvent {}

    /// The pause of a run is over, in answer to [DeskEffect.DialNext]: what the shell knows at this moment. `lease` is
    /// the
    /// person's, in the mode that [DialRules] allow now; `refusal` is their verdict on it.
    record DialDue(
            Instant at,
            Lease lease,
            CallId call,
            MessageId skip,
            VolunteerId volunteer,
            int script,
            Optional<Refusal> refusal,
            int ringSeconds)
            implements DeskEvent {}

    /// Any other lit key. `skip` is a fresh id, used only when the person is skipped.
    record KeyPressed(Instant at, Meaning meaning, MessageId skip, VolunteerId volunteer) implements DeskEvent {}

    record Invited(Instant at, CallId call) implements DeskEvent {}

    record Ringing(Instant at, CallId call) implements DeskEvent {}

    record Answered(Instant at, CallId call, String trace) implements DeskEvent {}

    record Ended(Instant at, CallId call, Result result, Optional<Integer> sipStatus, Optional<Quality> quality)
            implements DeskEvent {}

    /// The store's next person, in answer to [DeskEffect.OfferNext]. `pause` is how long a run shows them before it
    /// dials.
    record PersonReady(Instant at, Lease lease, Duration pause) implements DeskEvent {}

    /// Nobody is in the store; `none` is HQ's reason if it gave one.
    record NobodyReady(Instant at, Optional<LeaseAnswer.None> none) implements DeskEvent {}

    record Halt(Instant at, DeskState.Halted.Halt why) implements DeskEvent {}

    record Resume(Instant at) implements DeskEvent {}

    /// HQ took a lease back, or its time ran out: `reason` says which.
    record LeaseGone(Instant at, LeaseId lease, Refusal reason, MessageId skip, VolunteerId volunteer)
            implements DeskEvent {}

    /// Time passes: four times a second while something on the screen ends by itself.
    record Tick(Instant at) implements DeskEvent {}
}
