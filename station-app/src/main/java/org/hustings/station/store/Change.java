package org.hustings.station.store;

import java.util.List;
import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.station.call.Desk;

/// What one step of the desk makes durable, all of it or nothing.
public record Change(
        Desk desk, List<OutboxMessage> messages, List<LeaseId> ended, Optional<Counter> press, List<OptOut> optOuts) {

    /// The number of the last press of one button.
    public record Counter(String button, long value) {}

    /// A call whose person wants no more calls, or wants them after all: the result was taken back.
    public record OptOut(CallId call, PhoneNumber number, boolean withdrawn) {}

    public static Change of(Desk desk) {
        return new Change(desk, List.of(), List.of(), Optional.empty(), List.of());
    }
}
