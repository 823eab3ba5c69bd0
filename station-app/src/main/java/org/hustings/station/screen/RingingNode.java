package org.hustings.station.screen;

import static org.hustings.station.screen.ContentNode.WIDTH;
import static org.hustings.station.screen.ContentNode.below;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// From the press to the answer: how long it rings, what happens if nobody answers, the first words.
final class RingingNode extends VBox {

    private final Digits time = new Digits(Type.TITLE_LIGHT, "ink-2");
    private final Pane bar = Plain.bar(WIDTH, 0, "bar-call");

    RingingNode(Screen.Ringing ringing) {
        var line = new HBox(
                14,
                Parts.glyph(Icon.PHONE, 30, 2.75, "call-line"),
                Parts.line(ringing.line(), Type.TITLE, "ink"),
                time);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .addAll(
                        Parts.fitted(
                                Fit.into(ringing.name(), WIDTH, 2, Type.NAME, Type.TITLE, Type.ACTION), "ink", WIDTH),
                        below(6, line),
                        below(12, bar));
        ringing.hints()
                .forEach(hint ->
                        getChildren().add(Plain.droppable(below(6, Parts.text(hint, Type.LABEL, "ink-2", WIDTH)))));
        getChildren()
                .addAll(
                        Parts.gap(),
                        Parts.text(ringing.label(), Type.LABEL, "ink-2", WIDTH),
                        ScriptPart.say(ringing.say(), 70));
    }

    void move(Screen.Ringing ringing) {
        time.show(ringing.time());
        var filled = (Region) bar.getChildren().getFirst();
        filled.setVisible(ringing.share() > 0);
        Parts.fix(filled, Math.max(14, WIDTH * ringing.share()), 14);
    }
}
