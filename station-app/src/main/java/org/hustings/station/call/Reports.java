package org.hustings.station.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.CallReport.Answer;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Lease;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.PressProof;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.protocol.SkipReport;
import org.hustings.protocol.VolunteerId;

/// Writes the reports of one desk.
public record Reports(String desk) {

    CallReport unanswered(Attempt attempt, Instant at, Result result, Optional<Integer> sipStatus) {
        return report(attempt, Optional.empty(), at, result, sipStatus, Optional.empty());
    }

    CallReport answered(Attempt attempt, DeskState.Call call, Optional<Disposition> disposition, Instant at) {
        return report(attempt, Optional.of(call), at, Result.ANSWERED, Optional.of(200), disposition);
    }

    /// A lease given back without a dial.
    public SkipReport skipped(
            Lease lease,
            MessageId skip,
            VolunteerId volunteer,
            Instant at,
            Refusal reason,
            Optional<PressProof> proof) {
        return new SkipReport(
                skip,
                1,
                lease.lease(),
                lease.seq(),
                lease.contact().id(),
                lease.campaign(),
                volunteer,
                desk,
                at,
                reason,
                proof);
    }

    static Answer answer(Meaning.Branch branch) {
        return new Answer(branch.question(), Optional.of(branch.label()), Optional.empty());
    }

    private CallReport report(
            Attempt attempt,
            Optional<DeskState.Call> call,
            Instant at,
            Result result,
            Optional<Integer> sipStatus,
            Optional<Disposition> disposition) {
        var lease = attempt.lease();
        return new CallReport(
                attempt.call(),
                attempt.revision(),
                lease.lease(),
                lease.seq(),
                lease.contact().id(),
                lease.campaign(),
                attempt.script(),
                attempt.volunteer(),
                desk,
                lease.mode(),
                attempt.pressedAt(),
                attempt.invitedAt(),
                attempt.ringingAt(),
                call.map(DeskState.Call::answeredAt),
                Optional.of(call.map(DeskState.Call::endedAt).orElse(at)),
                at,
                result,
                sipStatus,
                disposition,
                List.copyOf(attempt.answers()),
                Optional.empty(),
                false,
                Optional.empty(),
                call.flatMap(DeskState.Call::quality),
                attempt.proof(),
                attempt.run());
    }
}
