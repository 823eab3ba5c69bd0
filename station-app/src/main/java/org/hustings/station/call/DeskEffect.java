package org.hustings.station.call;

import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.Report;

/// What the shell does once a step is saved. Screen and lamps are no effects: they are drawn from the state.
public sealed interface DeskEffect {

    record Dial(CallId call, PhoneNumber number, PhoneNumber callerId, int ringSeconds) implements DeskEffect {}

    record HangUp(CallId call) implements DeskEffect {}

    /// Ends on the network what a dead process left open.
    record CleanUp(CallId call, PhoneNumber number, PhoneNumber callerId, Optional<String> trace)
            implements DeskEffect {}

    record MuteMicrophone(boolean muted) implements DeskEffect {}

    /// Goes into the outbox in the transaction of its step; nothing is left to do afterwards.
    record SaveReport(Report report) implements DeskEffect {}

    /// The station is done with this lease: it is no longer offered nor held.
    record EndLease(LeaseId lease) implements DeskEffect {}

    record OfferNext() implements DeskEffect {}

    /// The pause of a run is over: the shell asks the rules, and tells the desk by [DeskEvent.DialDue].
    record DialNext() implements DeskEffect {}

    record TellHelp(boolean asked) implements DeskEffect {}
}
