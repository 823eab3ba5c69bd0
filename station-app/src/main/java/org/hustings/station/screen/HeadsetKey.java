package org.hustings.station.screen;

import javafx.geometry.Pos;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.desk.DeskPanel;

/// The headset on its rest, drawn: a click takes it off or puts it back.
final class HeadsetKey extends VBox {

    private final DeskPanel panel;
    private final Words words;
    private final Text where;
    private boolean onHook;

    HeadsetKey(DeskPanel panel, Words words) {
        super(4);
        this.panel = panel;
        this.words = words;
        this.where = Parts.line(words.say("headset.off"), Type.CAPTION_LIGHT, "desk-engraved");
        getChildren().addAll(Parts.glyph(Icon.HEADSET, 36, 2.25, "desk-line"), where);
        setAlignment(Pos.CENTER);
        getStyleClass().add("desk-key");
        setId("desk-" + Button.HOOK.name());
        Parts.fix(this, 120, 84);
        setOnMousePressed(event -> toggle());
    }

    void toggle() {
        onHook = !onHook;
        where.setText(words.say(onHook ? "headset.on" : "headset.off"));
        if (onHook) {
            panel.press(Button.HOOK);
        } else {
            panel.release(Button.HOOK);
        }
    }
}
