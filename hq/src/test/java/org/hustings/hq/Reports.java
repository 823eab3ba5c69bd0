package org.hustings.hq;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Lease;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Mode;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.protocol.SkipReport;
import org.hustings.protocol.VolunteerId;

/// Reports as a station would write them.
public final class Reports {

    private Reports() {}

    public static CallReport talk(Lease lease, Instant at, Disposition said) {
        return call(lease, new CallId(UUID.randomUUID()), 1, at, Result.ANSWERED, Optional.of(said), Bank.VERA);
    }

    public static CallReport result(Lease lease, Instant at, Result result) {
        return call(lease, new CallId(UUID.randomUUID()), 1, at, result, Optional.empty(), Bank.VERA);
    }

    /// A further revision of `report`, recorded at `at` by `by`.
    public static CallReport again(CallReport report, Lease lease, Instant at, Disposition said, VolunteerId by) {
        return call(lease, report.call(), report.revision() + 1, at, Result.ANSWERED, Optional.of(said), by);
    }

    public static SkipReport skip(Lease lease, Instant at, Refusal why) {
        return new SkipReport(
                new MessageId(UUID.randomUUID()),
                1,
                lease.lease(),
                lease.seq(),
                lease.contact().id(),
                lease.campaign(),
                Bank.VERA,
                "Ashford 1",
                at,
                why,
                Optional.empty());
    }

    private static CallReport call(
            Lease lease,
            CallId call,
            int revision,
            Instant at,
            Result result,
            Optional<Disposition> said,
            VolunteerId by) {
        var answered = result == Result.ANSWERED ? Optional.of(at.minusSeconds(30)) : Optional.<Instant>empty();
        return new CallReport(
                call,
                revision,
                lease.lease(),
                lease.seq(),
                lease.contact().id(),
                lease.campaign(),
                1,
                by,
                "Ashford 1",
                Mode.PRESS,
                at.minusSeconds(40),
                Optional.of(at.minusSeconds(40)),
                Optional.of(at.minusSeconds(38)),
                answered,
                Optional.of(at.minusSeconds(1)),
                at,
                result,
                Optional.of(200),
                said,
                List.of(),
                Optional.of("likes the bus"),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
