package org.hustings.station.screen;

import static org.hustings.station.screen.Examples.NOW;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hustings.protocol.CallId;
import org.hustings.protocol.Contact;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Mode;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.DeskState.Offered.Look;
import org.hustings.station.call.Run.Going;
import org.hustings.station.call.Run.StillThere;
import org.hustings.station.screen.Examples.Scene;

/// Desks of mode POWER: before, within and after a run.
record RunExamples(Examples examples, Contact contact) {

    private static final CallId START = new CallId(new UUID(2, 1));
    private static final Going GOING = new Going(START, NOW.minusSeconds(60), 1, Optional.of(NOW.plusMillis(5_400)));

    Map<String, Scene> all() {
        var lease = Examples.lease(contact).by(Mode.POWER);
        var card = new DeskState.Offered(lease, Look.CARD);
        var undo = Optional.<Desk.Aside>of(examples.undoable(Disposition.UNDECIDED));
        var noted = Optional.<Desk.Aside>of(new Desk.Noted(Result.NO_ANSWER, NOW.plusSeconds(9)));
        var all = new LinkedHashMap<String, Scene>();
        all.put("05-power", examples.scene(card));
        all.put("05-run", run(card, Optional.empty(), GOING));
        all.put("05-run-script", run(new DeskState.Offered(lease, Look.SCRIPT), Optional.empty(), GOING));
        all.put("05-run-undo", run(card, undo, GOING));
        all.put("05-run-noted", run(card, noted, GOING));
        all.put(
                "05-run-no-line",
                new Scene(
                        desk(card, Optional.empty(), GOING), examples.cannotDial(Refusal.LINE_AWAY), Examples.well()));
        all.put(
                "05-run-no-headset",
                new Scene(desk(card, Optional.empty(), GOING), examples.facts(), Examples.unplugged()));
        all.put(
                "05-run-press",
                run(examples.offered(Look.CARD), undo, new Going(START, NOW.minusSeconds(60), 0, Optional.empty())));
        all.put("05-still-there", run(card, noted, new StillThere()));
        all.put("05-still-there-alone", run(card, Optional.empty(), new StillThere()));
        return all;
    }

    private Scene run(DeskState state, Optional<Desk.Aside> aside, org.hustings.station.call.Run run) {
        return new Scene(desk(state, aside, run), examples.facts(), Examples.well());
    }

    private static Desk desk(DeskState state, Optional<Desk.Aside> aside, org.hustings.station.call.Run run) {
        return new Desk(state, aside, Desk.Help.NOT_ASKED, Optional.of(run));
    }
}
