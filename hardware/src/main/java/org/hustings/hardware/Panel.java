package org.hustings.hardware;

import java.util.Map;
import java.util.function.Consumer;

/// The buttons and lamps of one station. A panel knows which button moved and when, never what that means.
public interface Panel extends AutoCloseable {

    /// Everything on the plate that moves. `HOOK` is the headset rest: down means the headset lies on it.
    enum Button {
        KEY_1,
        KEY_2,
        KEY_3,
        KEY_4,
        KEY_5,
        KEY_6,
        CALL,
        HANG_UP,
        HELP,
        SOFTER,
        LOUDER,
        MUTE,
        HOOK;

        /// Every button but the volume keys and the hook has a lamp in it.
        public boolean hasLamp() {
            return this != SOFTER && this != LOUDER && this != HOOK;
        }
    }

    enum Light {
        OFF,
        STEADY,
        /// 1 Hz, half on.
        BLINKING
    }

    /// A debounced move. `nanos` is [System#nanoTime] at the moment of the contact, as near as the hardware tells.
    record Move(Button button, boolean down, long nanos) {}

    /// Moves arrive one at a time, on a thread of the panel's own. One listener; the last one set counts.
    void onMove(Consumer<Move> listener);

    /// Sets every lamp; a button that is not named goes dark. Safe from any thread, returns at once.
    void show(Map<Button, Light> lamps);

    @Override
    void close();
}
