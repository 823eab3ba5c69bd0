package org.hustings.station.screen;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.desk.DeskPanel;

/// Fingers and the mouse on drawn keys. All of it goes through the panel, as the plate's keys do.
final class Touch {

    private static final PseudoClass DOWN = PseudoClass.getPseudoClass("down");

    private Touch() {}

    /// On the screen a touch counts on release inside the target (look, section 5): a finger may slide away.
    static void onRelease(Node target, Button button, DeskPanel panel) {
        target.setOnMousePressed(event -> target.pseudoClassStateChanged(DOWN, true));
        target.setOnMouseReleased(event -> {
            target.pseudoClassStateChanged(DOWN, false);
            if (event.getButton() == MouseButton.PRIMARY && target.contains(event.getX(), event.getY())) {
                panel.press(button);
                panel.release(button);
            }
        });
    }

    /// A drawn key of the plate counts on press, as the real one does.
    static void asKey(Node target, Button button, DeskPanel panel) {
        target.setOnMousePressed(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                target.pseudoClassStateChanged(DOWN, true);
                panel.press(button);
            }
        });
        target.setOnMouseReleased(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                target.pseudoClassStateChanged(DOWN, false);
                panel.release(button);
            }
        });
    }
}
