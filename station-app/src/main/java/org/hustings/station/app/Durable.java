package org.hustings.station.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.LeaseId;
import org.hustings.station.call.Attempt;
import org.hustings.station.call.CallDesk;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskEffect;
import org.hustings.station.call.DeskState;
import org.hustings.station.store.Change;
import org.hustings.station.store.OutboxMessage;

/// What of a step must be on the disk before anything of it is done.
final class Durable {

    private Durable() {}

    /// Empty when the step changes nothing that is worth a write.
    static Optional<Change> of(Desk before, CallDesk.Step step, Optional<Change.Counter> press, Instant now) {
        var messages = new ArrayList<OutboxMessage>();
        var ended = new ArrayList<LeaseId>();
        var optOuts = new ArrayList<Change.OptOut>();
        for (var effect : step.effects()) {
            switch (effect) {
                case DeskEffect.SaveReport(CallReport report) -> {
                    messages.add(OutboxMessage.of(report, now));
                    optOut(before, report).ifPresent(optOuts::add);
                }
                case DeskEffect.SaveReport(var report) -> messages.add(OutboxMessage.of(report, now));
                case DeskEffect.EndLease(var lease) -> ended.add(lease);
                case DeskEffect.Dial _, DeskEffect.HangUp _, DeskEffect.CleanUp _ -> {}
                case DeskEffect.MuteMicrophone _, DeskEffect.OfferNext _, DeskEffect.TellHelp _ -> {}
                case DeskEffect.DialNext _ -> {}
            }
        }
        var isNothing = step.next().equals(before) && messages.isEmpty() && ended.isEmpty();
        return isNothing ? Optional.empty() : Optional.of(new Change(step.next(), messages, ended, press, optOuts));
    }

    /// "Do not call" holds at this desk from this moment; taken back, it is withdrawn.
    private static Optional<Change.OptOut> optOut(Desk before, CallReport report) {
        var wish = report.disposition().filter(Disposition.DO_NOT_CALL::equals).isPresent();
        return wish || report.revision() > 1
                ? attempt(before.state())
                        .map(attempt -> new Change.OptOut(
                                report.call(), attempt.lease().contact().phone(), !wish))
                : Optional.empty();
    }

    /// The dial that a state is about.
    static Optional<Attempt> attempt(DeskState state) {
        return switch (state) {
            case DeskState.Dialing(var attempt, var _) -> Optional.of(attempt);
            case DeskState.Talking talking -> Optional.of(talking.attempt());
            case DeskState.Closing closing -> Optional.of(closing.attempt());
            case DeskState.WrappingUp(var attempt, var _, var _) -> Optional.of(attempt);
            case DeskState.Waiting _, DeskState.Halted _, DeskState.Paused _ -> Optional.empty();
            case DeskState.Offered _, DeskState.Refused _ -> Optional.empty();
        };
    }
}
