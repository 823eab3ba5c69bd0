package org.hustings.station.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport.Answer;
import org.hustings.protocol.Lease;
import org.hustings.protocol.PressProof;
import org.hustings.protocol.VolunteerId;

/// One dial as the desk knows it so far: what its report will be made of.
///
/// `revision` is the number that the next report of this call will carry. `pressedAt` is when the dial was begun, by
/// the
/// press or by the station itself; `run` the call whose press began the run that it belongs to, if any.
public record Attempt(
        Lease lease,
        CallId call,
        VolunteerId volunteer,
        int script,
        int revision,
        Instant pressedAt,
        Optional<PressProof> proof,
        Optional<Instant> invitedAt,
        Optional<Instant> ringingAt,
        List<Answer> answers,
        Optional<CallId> run) {

    public Attempt {
        answers = List.copyOf(answers);
    }

    /// `at` is the moment of the press, or of the station's own dial, which has no `proof`.
    static Attempt begun(
            Lease lease,
            CallId call,
            VolunteerId volunteer,
            int script,
            Instant at,
            Optional<PressProof> proof,
            Optional<CallId> run) {
        return new Attempt(
                lease, call, volunteer, script, 1, at, proof, Optional.empty(), Optional.empty(), List.of(), run);
    }

    Attempt invited(Instant at) {
        return new Attempt(
                lease, call, volunteer, script, revision, pressedAt, proof, Optional.of(at), ringingAt, answers, run);
    }

    Attempt ringing(Instant at) {
        return new Attempt(
                lease,
                call,
                volunteer,
                script,
                revision,
                pressedAt,
                proof,
                invitedAt,
                ringingAt.or(() -> Optional.of(at)),
                answers,
                run);
    }

    Attempt with(Answer answer) {
        var more = new ArrayList<>(answers);
        more.add(answer);
        return new Attempt(lease, call, volunteer, script, revision, pressedAt, proof, invitedAt, ringingAt, more, run);
    }

    Attempt nextRevision() {
        return new Attempt(
                lease, call, volunteer, script, revision + 1, pressedAt, proof, invitedAt, ringingAt, answers, run);
    }
}
