package org.hustings.station.screen;

import java.util.Optional;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.desk.DeskPanel;
import org.hustings.protocol.Language;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskState.Offered.Look;

/// Opens the window on one card, for eyes and hands: prints each press until the window is closed.
final class TryWindow {

    private TryWindow() {}

    public static void main(String... args) {
        var mode = args.length > 0 && args[0].equals("kiosk") ? StationWindow.Mode.KIOSK : StationWindow.Mode.DESK;
        var panel = new DeskPanel();
        panel.onMove(move -> System.out.println(move.button() + " " + (move.down() ? "down" : "up")));
        var examples = new Examples("en", Examples.margaret("en"));
        var look = new StationWindow.Look(mode, false, new Language("en"), Examples.ZONE, Optional.of("Sam"));
        var window = StationWindow.open(look, panel, new StationWindow.Ends() {
            @Override
            public void closed() {
                System.exit(0);
            }

            @Override
            public void broken() {
                System.exit(1);
            }
        });
        var scene = examples.scene(examples.offered(Look.CARD));
        Desk desk = scene.desk();
        panel.show(scene.lights());
        panel.onMove(move -> {
            System.out.println(move.button() + " " + (move.down() ? "down" : "up"));
            var answered = examples.all().get(move.button() == Button.CALL ? "06-RINGING" : "05-offered");
            window.draw(answered.desk(), answered.facts(), answered.around());
            panel.show(answered.lights());
        });
        window.draw(desk, scene.facts(), scene.around());
    }
}
