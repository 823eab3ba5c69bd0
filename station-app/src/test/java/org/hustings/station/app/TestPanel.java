package org.hustings.station.app;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.hustings.hardware.Panel;

/// Pins in memory. [#press] waits until the lamp is lit and the key has rested, as a patient volunteer does.
public final class TestPanel implements Panel {

    private volatile Consumer<Move> listener = _ -> {};
    private volatile Map<Button, Light> lamps = Map.of();

    public void push(Button button) {
        listener.accept(new Move(button, true, System.nanoTime()));
        listener.accept(new Move(button, false, System.nanoTime()));
    }

    public boolean isLit(Button button) {
        return lamps.getOrDefault(button, Light.OFF) != Light.OFF;
    }

    public Map<Button, Light> lamps() {
        return lamps;
    }

    @Override
    public void onMove(Consumer<Move> moved) {
        listener = moved;
    }

    @Override
    public void show(Map<Button, Light> lit) {
        lamps = Map.copyOf(lit);
    }

    @Override
    public void close() {}

    /// Pushes until `done` holds: a key that still rests is pushed again.
    public void pushUntil(Button button, Callable<Boolean> done) {
        await("a press of " + button)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (done.call()) {
                        return true;
                    }
                    if (isLit(button) || button == Button.HELP || button == Button.MUTE) {
                        push(button);
                    }
                    return false;
                });
    }
}
