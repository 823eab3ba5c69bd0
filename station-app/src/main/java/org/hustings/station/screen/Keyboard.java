package org.hustings.station.screen;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.desk.DeskPanel;

/// The computer's keyboard as the panel's keys: 1 to 6, Enter, Esc, M, H, + and −; P takes the headset off its rest.
final class Keyboard {

    private final DeskPanel panel;
    private final Runnable headset;
    private final Set<Button> down = EnumSet.noneOf(Button.class);

    private Keyboard(DeskPanel panel, Runnable headset) {
        this.panel = panel;
        this.headset = headset;
    }

    static void listen(Scene scene, DeskPanel panel, Runnable headset) {
        var keyboard = new Keyboard(panel, headset);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, keyboard::pressed);
        scene.addEventFilter(KeyEvent.KEY_RELEASED, keyboard::released);
        scene.windowProperty().subscribe(window -> {
            if (window != null) {
                window.focusedProperty().subscribe(keyboard::focused);
            }
        });
    }

    private void pressed(KeyEvent event) {
        event.consume();
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        if (event.getCode() == KeyCode.P) {
            headset.run();
        }
        // A held key repeats; a held button does not.
        button(event.getCode()).filter(down::add).ifPresent(panel::press);
    }

    private void released(KeyEvent event) {
        event.consume();
        button(event.getCode()).filter(down::remove).ifPresent(panel::release);
    }

    /// A key held while the window loses the keyboard is never heard to come up.
    private void focused(boolean focused) {
        if (!focused) {
            down.forEach(panel::release);
            down.clear();
        }
    }

    static Optional<Button> button(KeyCode code) {
        return switch (code) {
            case DIGIT1, NUMPAD1 -> Optional.of(Button.KEY_1);
            case DIGIT2, NUMPAD2 -> Optional.of(Button.KEY_2);
            case DIGIT3, NUMPAD3 -> Optional.of(Button.KEY_3);
            case DIGIT4, NUMPAD4 -> Optional.of(Button.KEY_4);
            case DIGIT5, NUMPAD5 -> Optional.of(Button.KEY_5);
            case DIGIT6, NUMPAD6 -> Optional.of(Button.KEY_6);
            case ENTER -> Optional.of(Button.CALL);
            case ESCAPE -> Optional.of(Button.HANG_UP);
            case M -> Optional.of(Button.MUTE);
            case H -> Optional.of(Button.HELP);
            case PLUS, ADD, EQUALS -> Optional.of(Button.LOUDER);
            case MINUS, SUBTRACT -> Optional.of(Button.SOFTER);
            default -> Optional.empty();
        };
    }
}
