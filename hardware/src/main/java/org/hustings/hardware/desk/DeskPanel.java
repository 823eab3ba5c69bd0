package org.hustings.hardware.desk;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.hustings.hardware.Panel;

/// A panel in memory: the drawn keys, the touch screen and the keyboard press it, the drawn lamps show it.
///
/// Every press on it is a person's, so [#lastPress()] tells when somebody last sat here. Safe from any thread.
public final class DeskPanel implements Panel {

    private static final long NEVER = Long.MIN_VALUE;

    private final Moves moves = new Moves("desk-panel");
    private volatile Map<Button, Light> lamps = Map.of();
    private volatile Consumer<Map<Button, Light>> lampListener = _ -> {};
    private volatile long lastPress = NEVER;

    public void press(Button button) {
        lastPress = System.nanoTime();
        moves.add(button, true);
    }

    public void release(Button button) {
        moves.add(button, false);
    }

    /// [System#nanoTime] of the last press; empty if there was none yet.
    public OptionalLong lastPress() {
        var at = lastPress;
        return at == NEVER ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /// What each lamp shows now. Buttons without an entry are dark.
    public Map<Button, Light> lamps() {
        return lamps;
    }

    public Light lamp(Button button) {
        return lamps.getOrDefault(button, Light.OFF);
    }

    /// Called on the thread of [#show] after each change; must return at once. One listener; the last one set counts.
    public void onLamps(Consumer<Map<Button, Light>> listener) {
        lampListener = listener;
        listener.accept(lamps);
    }

    @Override
    public void onMove(Consumer<Move> listener) {
        moves.listener(listener);
    }

    @Override
    public void show(Map<Button, Light> wanted) {
        var next = new EnumMap<Button, Light>(Button.class);
        wanted.forEach((button, light) -> {
            if (button.hasLamp() && light != Light.OFF) {
                next.put(button, light);
            }
        });
        var changed = !next.equals(lamps);
        if (changed) {
            lamps = Map.copyOf(next);
            lampListener.accept(lamps);
        }
    }

    @Override
    public void close() {
        moves.close();
    }
}
