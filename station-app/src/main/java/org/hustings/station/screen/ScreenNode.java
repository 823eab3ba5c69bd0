package org.hustings.station.screen;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.hustings.hardware.desk.DeskPanel;
import org.jspecify.annotations.Nullable;

/// The station's screen, 800 px wide: left pane of 520, key rail of 280. Height 480, or more where the display is
/// taller; the rows and the content take what is over.
final class ScreenNode extends Pane {

    static final double WIDTH = 800;
    static final double HEIGHT = 480;

    private static final double PANE = WIDTH - RowNode.WIDTH;

    private final StatusNode status = new StatusNode(PANE);
    private final ContentNode content = new ContentNode();
    private final UndoNode undo = new UndoNode();
    private final ActionNode actions;
    private final List<RowNode> rows = new ArrayList<>();
    private final Region rail = Parts.styled("rail");
    private @Nullable ScreenModel shown;
    private double height = HEIGHT;

    ScreenNode(DeskPanel panel) {
        getStyleClass().add("screen");
        actions = new ActionNode(PANE, panel);
        getChildren().addAll(status, content, undo, actions, rail);
        for (var button : RowNode.BUTTONS) {
            var row = new RowNode(button, panel);
            rows.add(row);
            getChildren().add(row);
        }
        place();
    }

    void height(double wanted) {
        if (wanted != height) {
            height = wanted;
            place();
            if (shown != null) {
                var again = shown;
                shown = null;
                show(again);
            }
        }
    }

    private void place() {
        Parts.fix(this, WIDTH, height);
        status.resizeRelocate(0, 0, PANE, StatusNode.HEIGHT);
        content.resizeRelocate(0, StatusNode.HEIGHT, PANE, contentHeight());
        actions.resizeRelocate(0, height - ActionNode.HEIGHT, PANE, ActionNode.HEIGHT);
        undo.resizeRelocate(0, height - ActionNode.HEIGHT - UndoNode.HEIGHT, PANE, UndoNode.HEIGHT);
        rail.resizeRelocate(PANE, 0, RowNode.WIDTH, height);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).resizeRelocate(PANE, i * height / rows.size(), RowNode.WIDTH, height / rows.size());
        }
    }

    private double contentHeight() {
        return height - StatusNode.HEIGHT - ActionNode.HEIGHT;
    }

    /// Touches only what differs from the picture before.
    void show(ScreenModel model) {
        if (model.equals(shown)) {
            return;
        }
        shown = model;
        status.show(model.status());
        content.show(model, contentHeight());
        model.undo().ifPresent(undo::show);
        undo.setVisible(model.undo().isPresent());
        actions.show(model.actions());
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).show(model.rows().get(i), height / rows.size());
        }
    }

    void level(double microphoneDbfs) {
        status.level(microphoneDbfs);
    }

    @Override
    protected void layoutChildren() {
        // Everything is placed by hand: one size for ever, one layout pass for a new card.
        content.resize(PANE, contentHeight());
    }
}
