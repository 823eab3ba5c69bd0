package org.hustings.station.app;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.hardware.Panel;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Light;
import org.hustings.hardware.Panel.Move;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Display;
import org.hustings.station.call.Keys;
import org.hustings.station.call.Meaning;
import org.hustings.station.call.Surroundings;

/// What faces the volunteer: lamps and displays, all drawn from the desk's state, and the presses that come back.
///
/// Not thread-safe: the loop owns it.
final class Front {

    private final Panel panel;
    private final List<Display> displays;
    private final Presses presses = new Presses();
    private Object drawn = "";

    Front(Panel panel, List<Display> displays) {
        this.panel = panel;
        this.displays = List.copyOf(displays);
    }

    Optional<Meaning> meaning(Move move) {
        return presses.meaning(move);
    }

    /// Draws what is new, and nothing when nothing is.
    void draw(Desk desk, DeskFacts facts, Surroundings around) {
        var picture = List.of(desk, facts, around);
        if (!picture.equals(drawn)) {
            presses.lit(Keys.live(desk, facts), face(desk.state()), System.nanoTime());
            panel.show(lights(desk, facts));
            displays.forEach(display -> display.draw(desk, facts, around));
            drawn = picture;
        }
        presses.handled();
    }

    private static Map<Button, Light> lights(Desk desk, DeskFacts facts) {
        var lights = new EnumMap<Button, Light>(Button.class);
        Keys.lamps(desk, facts)
                .forEach((key, lamp) -> lights.put(
                        Presses.button(key),
                        switch (lamp) {
                            case OFF -> Light.OFF;
                            case STEADY -> Light.STEADY;
                            case BLINKING -> Light.BLINKING;
                        }));
        return lights;
    }

    /// Names the screen: another person, or another page, is another one.
    private static String face(DeskState state) {
        var of = switch (state) {
            case DeskState.Offered(var lease, var look) -> lease.lease() + " " + look;
            case DeskState.Refused(var lease, var _) -> lease.lease().toString();
            case DeskState.Talking talking -> talking.attempt().call() + " " + talking.part();
            case DeskState.WrappingUp(var attempt, var _, var page) -> attempt.call() + " " + page;
            case DeskState.Dialing(var attempt, var _) -> attempt.call().toString();
            case DeskState.Waiting _, DeskState.Halted _, DeskState.Paused _, DeskState.Closing _ -> "";
        };
        return state.getClass().getSimpleName() + " " + of;
    }
}
