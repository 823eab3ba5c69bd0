package org.hustings.station.screen;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The dark strip above the action bar: what was kept, and how long it can be taken back.
final class UndoNode extends Pane {

    static final double HEIGHT = 62;

    private static final double WIDTH = 520;
    private static final double SIDE = 20;

    private final Region time = Parts.styled("undo-time");
    private ScreenModel.@Nullable UndoStrip shown;

    UndoNode() {
        getStyleClass().add("undo");
        Parts.fix(this, WIDTH, HEIGHT);
    }

    void show(ScreenModel.UndoStrip strip) {
        if (strip.equals(shown)) {
            return;
        }
        if (shown == null || !strip.how().equals(shown.how()) || !strip.kept().equals(shown.kept())) {
            words(strip);
        }
        Parts.at(Parts.fix(time, WIDTH * strip.share(), 6), 0, 0);
        shown = strip;
    }

    private void words(ScreenModel.UndoStrip strip) {
        var icon = Parts.at(Parts.glyph(Icon.CHECK, 26, 2.75, "lamp-line"), SIDE, 21);
        icon.resize(26, 26);
        var how = Parts.line(strip.how(), Type.LABEL_STRONG, "on-strip");
        var howWidth = how.getLayoutBounds().getWidth();
        var strong = Parts.line(strip.strong() + " ", Type.LABEL_STRONG, "on-strip");
        var left = SIDE + 26 + 12;
        var strongWidth = strong.getLayoutBounds().getWidth();
        var kept = Fit.into(strip.kept(), WIDTH - left - strongWidth - howWidth - 28, 1, Type.LABEL, Type.SMALL);
        var said = Parts.line(kept.text(), kept.type(), "on-strip");
        var base = 41;
        strong.relocate(left, 0);
        strong.setLayoutY(base);
        said.setLayoutX(left + strongWidth);
        said.setLayoutY(base);
        how.setLayoutX(WIDTH - 16 - howWidth);
        how.setLayoutY(base);
        getChildren().setAll(time, icon, strong, said, how);
    }
}
