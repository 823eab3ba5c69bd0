package org.hustings.station.screen;

import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Light;
import org.hustings.hardware.desk.DeskPanel;

/// The desk on a computer, 1040 by 700: the screen one to one, the panel drawn right of it and below.
///
/// The drawn lamps show what the panel was told, not what the screen says: a test holds the two together.
final class DeskNode extends Pane {

    static final double WIDTH = 1040;
    static final double HEIGHT = 700;

    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final double SCREEN_X = 32;
    private static final double SCREEN_Y = 52;
    private static final double PITCH = 80;

    private final DeskPanel panel;
    private final Words words;
    private final Map<Button, Node> lamps = new EnumMap<>(Button.class);
    private final HeadsetKey headset;
    private Map<Button, Light> shown = Map.of();

    DeskNode(ScreenNode screen, DeskPanel panel, Words words) {
        this.panel = panel;
        this.words = words;
        this.headset = new HeadsetKey(panel, words);
        getStyleClass().add("desk");
        Parts.fix(this, WIDTH, HEIGHT);
        var frame = Parts.fix(Parts.styled("desk-frame"), 816, 496);
        getChildren()
                .addAll(title(), Parts.at(frame, SCREEN_X - 8, SCREEN_Y - 8), Parts.at(screen, SCREEN_X, SCREEN_Y));
        for (int i = 0; i < RowNode.BUTTONS.size(); i++) {
            var tick = Parts.fix(Parts.styled("desk-tick"), 20, 5);
            getChildren().add(Parts.at(tick, 842, SCREEN_Y + 38 + i * PITCH));
            getChildren().add(Parts.at(numbered(i), 864, SCREEN_Y + 9 + i * PITCH));
        }
        getChildren()
                .addAll(
                        Parts.at(cap(Button.HELP, Icon.HAND, "help", "H"), 24, 560),
                        Parts.at(cap(Button.SOFTER, Icon.VOL_DOWN, "softer", "−"), 134, 560),
                        Parts.at(cap(Button.LOUDER, Icon.VOL_UP, "louder", "+"), 244, 560),
                        Parts.at(cap(Button.MUTE, Icon.MIC_OFF, "mute", "M"), 354, 560),
                        Parts.at(captioned(headset, "headset", "P"), 470, 560),
                        Parts.at(captioned(hangUp(), "hangup", words.say("key.escape")), 680, 560),
                        Parts.at(captioned(call(), "call.plain", words.say("key.enter")), 886, 554));
    }

    /// `lit` is the half of the second in which blinking lamps burn.
    void show(Map<Button, Light> lights, boolean lit) {
        shown = Map.copyOf(lights);
        lamps.forEach((button, node) -> {
            var light = lights.getOrDefault(button, Light.OFF);
            node.pseudoClassStateChanged(LIT, light == Light.STEADY || (light == Light.BLINKING && lit));
            if (node instanceof Region key && key.getStyleClass().contains("desk-big")) {
                key.pseudoClassStateChanged(PseudoClass.getPseudoClass("live"), light != Light.OFF);
            }
        });
    }

    void blink(boolean lit) {
        if (shown.containsValue(Light.BLINKING)) {
            show(shown, lit);
        }
    }

    /// Whether the drawn lamp burns at this moment.
    boolean isLit(Button button) {
        var lamp = lamps.get(button);
        return lamp != null && lamp.getPseudoClassStates().contains(LIT);
    }

    HeadsetKey headset() {
        return headset;
    }

    private HBox title() {
        var hint = Parts.line(words.say("desk.hint"), Type.CAPTION_LIGHT, "desk-hint");
        var mark = StatusNode.mark(26);
        mark.getStyleClass().add("desk-mark");
        var title = new HBox(10, mark, Parts.line(words.say("desk.title"), Type.SMALL_STRONG, "desk-ink"), hint);
        title.setAlignment(Pos.CENTER_LEFT);
        title.setPadding(new Insets(0, 24, 0, 24));
        return Parts.fix(title, WIDTH, 44);
    }

    private Node numbered(int place) {
        var button = RowNode.BUTTONS.get(place);
        var lamp = Parts.fix(Parts.styled("desk-lamp"), 22, 38);
        lamps.put(button, lamp);
        var number = new StackPane(Parts.line(String.valueOf(place + 1), Type.ENGRAVED, "desk-engraved"));
        number.setPrefWidth(100);
        var key = new HBox(lamp, number);
        key.setAlignment(Pos.CENTER_LEFT);
        key.setPadding(new Insets(0, 0, 0, 13));
        key.getStyleClass().add("desk-key");
        key.setId("desk-" + button.name());
        Touch.asKey(key, button, panel);
        return Parts.fix(key, 148, 62);
    }

    private VBox cap(Button button, Icon icon, String name, String keyboard) {
        var face = new VBox(8);
        if (button.hasLamp()) {
            var lamp = Parts.fix(Parts.styled("desk-lamp"), 42, 14);
            lamps.put(button, lamp);
            face.getChildren().add(lamp);
        }
        face.getChildren().add(Parts.glyph(icon, 36, 2.25, "desk-line"));
        face.setAlignment(Pos.CENTER);
        face.getStyleClass().add("desk-key");
        face.setId("desk-" + button.name());
        Touch.asKey(face, button, panel);
        return captioned(Parts.fix(face, 96, 84), name, keyboard);
    }

    private Node hangUp() {
        var key = new StackPane(Parts.glyph(Icon.HANGUP, 52, 2.25, "desk-white"));
        key.getStyleClass().addAll("desk-big", "desk-hang");
        return big(key, Button.HANG_UP, 150, 96);
    }

    private Node call() {
        var key = new StackPane(Parts.glyph(Icon.PHONE, 48, 2.25, "desk-white"));
        key.getStyleClass().addAll("desk-big", "desk-call");
        return big(key, Button.CALL, 108, 108);
    }

    private Node big(StackPane key, Button button, double width, double height) {
        key.setId("desk-" + button.name());
        lamps.put(button, key);
        Touch.asKey(key, button, panel);
        return Parts.fix(key, width, height);
    }

    private VBox captioned(Node key, String name, String keyboard) {
        var hint = new StackPane(Parts.line(keyboard, Type.CAPTION_KEY, "desk-hint"));
        hint.getStyleClass().add("desk-kbd");
        hint.setPadding(new Insets(0, 5, 0, 5));
        var caption = new HBox(5, Parts.line(words.say(name), Type.CAPTION, "desk-ink"), hint);
        caption.setAlignment(Pos.CENTER);
        var box = new VBox(8, key, caption);
        box.setAlignment(Pos.TOP_CENTER);
        return box;
    }
}
