package org.hustings.station.call;

import java.util.List;
import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.station.call.CallDesk.Step;
import org.hustings.station.call.Desk.Help;
import org.hustings.station.call.DeskEffect.CleanUp;
import org.hustings.station.call.DeskEffect.EndLease;
import org.hustings.station.call.DeskEffect.TellHelp;
import org.hustings.station.call.DeskEvent.Tick;
import org.hustings.station.call.DeskState.Offered;
import org.hustings.station.call.DeskState.Waiting;

/// What the rules of all states share: how a step is written down.
final class Steps {

    private Steps() {}

    static Step expire(Desk desk, Tick tick) {
        return desk.aside().filter(aside -> !tick.at().isBefore(aside.until())).isPresent()
                ? go(desk.withoutAside())
                : go(desk);
    }

    static Step help(Desk desk, Meaning meaning) {
        if (meaning instanceof Meaning.AskHelp) {
            return go(desk.help(Help.ASKED), new TellHelp(true));
        }
        return meaning instanceof Meaning.ClearHelp ? go(desk.help(Help.NOT_ASKED), new TellHelp(false)) : go(desk);
    }

    static Waiting waiting() {
        return new Waiting(Optional.empty());
    }

    static CleanUp cleanUp(Attempt attempt, Optional<String> trace) {
        return new CleanUp(
                attempt.call(),
                attempt.lease().contact().phone(),
                attempt.lease().callerId(),
                trace);
    }

    static boolean mine(Attempt attempt, CallId call) {
        return attempt.call().equals(call);
    }

    static Step go(Desk desk, DeskEffect... effects) {
        return new Step(desk, List.of(effects));
    }

    static EndLease done(Attempt attempt) {
        return new EndLease(attempt.lease().lease());
    }

    static EndLease done(Offered offered) {
        return new EndLease(offered.lease().lease());
    }
}
