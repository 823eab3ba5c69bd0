package org.hustings.hardware.desk;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hustings.hardware.Panel;

/// Several panels that serve one desk at once.
public final class Panels {

    private Panels() {}

    /// Presses come from all of them, lamps go to all of them. Closing it closes them.
    public static Panel join(Panel... panels) {
        return new Joined(List.of(panels));
    }

    private record Joined(List<Panel> panels) implements Panel {

        @Override
        public void onMove(Consumer<Move> listener) {
            var oneAtATime = new Object();
            for (var panel : panels) {
                panel.onMove(move -> {
                    synchronized (oneAtATime) {
                        listener.accept(move);
                    }
                });
            }
        }

        @Override
        public void show(Map<Button, Light> lamps) {
            panels.forEach(panel -> panel.show(lamps));
        }

        @Override
        public void close() {
            panels.forEach(Panel::close);
        }
    }
}
