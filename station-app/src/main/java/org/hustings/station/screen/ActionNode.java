package org.hustings.station.screen;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.desk.DeskPanel;
import org.jspecify.annotations.Nullable;

/// The action bar, 72 px: HELP far left, then MUTE; the one main action far right. The same order as the plate's.
final class ActionNode extends HBox {

    static final double HEIGHT = 72;

    /// What is left for the main action's words beside HELP and MUTE.
    static final double MAIN_WORDS_MAX = 250;

    private final DeskPanel panel;
    private ScreenModel.@Nullable Actions shown;

    ActionNode(double width, DeskPanel panel) {
        super(8);
        this.panel = panel;
        getStyleClass().add("actions");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(4, 12, 4, 12));
        Parts.fix(this, width, HEIGHT);
    }

    void show(ScreenModel.Actions actions) {
        if (actions.equals(shown)) {
            return;
        }
        shown = actions;
        getChildren().setAll(small(Button.HELP, Icon.HAND, actions.help(), actions.helpAsked()));
        actions.mute()
                .ifPresent(mute -> getChildren()
                        .add(small(Button.MUTE, mute.on() ? Icon.MIC_OFF : Icon.MIC, mute.text(), mute.on())));
        getChildren().add(Parts.gap());
        switch (actions.main()) {
            case ScreenModel.Actions.Main.None _ -> {}
            case ScreenModel.Actions.Main.Call(var text) ->
                getChildren().add(main(Button.CALL, Icon.PHONE, text, "call-button", "on-call"));
            case ScreenModel.Actions.Main.HangUp(var text) ->
                getChildren().add(main(Button.HANG_UP, Icon.HANGUP, text, "hang-button", "on-hang"));
        }
    }

    private Pane small(Button button, Icon icon, String words, boolean on) {
        var face = new VBox(
                Parts.glyph(icon, 26, 2.25, on ? "on-lamp-line" : "ink-line"),
                Parts.line(words, Type.SMALL_HALF, on ? "on-lamp" : "ink"));
        face.setAlignment(Pos.CENTER);
        face.setPadding(new Insets(0, 8, 0, 8));
        face.getStyleClass().addAll("action", on ? "on" : "off");
        face.setMinSize(76, 62);
        face.setMaxHeight(62);
        Touch.onRelease(face, button, panel);
        return face;
    }

    private Pane main(Button button, Icon icon, String words, String ground, String ink) {
        var fitted = Fit.into(words, MAIN_WORDS_MAX, 1, Type.ACTION, Type.KEY, Type.LABEL_STRONG);
        var face =
                new HBox(10, Parts.glyph(icon, 28, 2.5, ink + "-line"), Parts.line(fitted.text(), fitted.type(), ink));
        face.setAlignment(Pos.CENTER);
        face.setPadding(new Insets(0, 24, 0, 20));
        face.getStyleClass().add(ground);
        face.setMinSize(140, 62);
        face.setMaxHeight(62);
        Touch.onRelease(face, button, panel);
        return face;
    }
}
