package org.hustings.station.screen;

import java.util.ArrayList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/// The bar at the top of the left pane, 44 px high.
final class StatusNode extends HBox {

    static final double HEIGHT = 44;

    private static final double NAME_MAX = 230;
    private static final double DESK_MAX = 150;
    private static final double MARK = 22;
    /// The pane less the bar's own sides, and the gap's two spaces.
    private static final double PANE_WORDS = 520 - 28 - 20;

    private final Digits time = new Digits(Type.LABEL_HALF, "ink");
    private final Meter meter = new Meter();
    private ScreenModel.@Nullable Status shown;

    StatusNode(double width) {
        super(10);
        getStyleClass().add("status");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(0, 12, 1, 16));
        Parts.fix(this, width, HEIGHT);
    }

    void show(ScreenModel.Status status) {
        var still = withoutTime(status);
        if (!still.equals(shown)) {
            shown = still;
            getChildren().clear();
            switch (status) {
                case ScreenModel.Status.Desk desk -> desk(desk);
                case ScreenModel.Status.InCall call -> inCall(call);
            }
        }
        if (status instanceof ScreenModel.Status.InCall call) {
            time.show(call.time());
            if (call.muted()) {
                meter.show(Double.NEGATIVE_INFINITY);
            }
        }
    }

    void level(double dbfs) {
        if (shown instanceof ScreenModel.Status.InCall call && !call.muted()) {
            meter.show(dbfs);
        }
    }

    private static ScreenModel.Status withoutTime(ScreenModel.Status status) {
        return switch (status) {
            case ScreenModel.Status.InCall(var name, var _, var muted) ->
                new ScreenModel.Status.InCall(name, "", muted);
            case ScreenModel.Status.Desk desk -> desk;
        };
    }

    /// The notice and the clock stand whole; the desk's name and the state share what is left.
    private void desk(ScreenModel.Status.Desk desk) {
        var right = new ArrayList<Node>();
        desk.notice().ifPresent(notice -> right.add(chip(notice)));
        if (desk.headset()) {
            right.add(Parts.glyph(Icon.HEADSET, 22, 2.25, "ink-2-line"));
        }
        right.add(Parts.line(desk.clock(), Type.SMALL_HALF, "ink"));
        double room = PANE_WORDS - MARK;
        for (var node : right) {
            room -= node.prefWidth(-1) + getSpacing();
        }
        var name = Fit.into(desk.desk(), Math.min(DESK_MAX, room), 1, Type.SMALL_HALF);
        room -= Fit.width(name.text(), name.type()) + 2 * getSpacing();
        getChildren().addAll(mark(MARK), Parts.line(name.text(), name.type(), "ink"));
        if (Fit.holds(desk.state(), room, 1, Type.SMALL)) {
            getChildren().add(Parts.line(desk.state(), Type.SMALL, "ink-2"));
        }
        getChildren().add(Parts.gap());
        getChildren().addAll(right);
    }

    private void inCall(ScreenModel.Status.InCall call) {
        var name = Fit.into(call.name(), NAME_MAX, 1, Type.LABEL_HALF, Type.SMALL_HALF);
        getChildren()
                .addAll(
                        Parts.glyph(Icon.PHONE, 22, 2.75, "call-line"),
                        Parts.line(name.text(), name.type(), "ink"),
                        time,
                        Parts.gap(),
                        Parts.glyph(
                                call.muted() ? Icon.MIC_OFF : Icon.MIC,
                                22,
                                2.25,
                                call.muted() ? "danger-line" : "ink-2-line"),
                        meter);
    }

    private static HBox chip(ScreenModel.Notice notice) {
        var chip = new HBox(
                6,
                Parts.glyph(notice.icon(), 22, 2.25, "warn-line"),
                Parts.line(notice.text(), Type.SMALL_HALF, "warn-ink"));
        chip.setAlignment(Pos.CENTER);
        chip.setPadding(new Insets(0, 10, 0, 6));
        chip.getStyleClass().add("notice");
        chip.setMinHeight(32);
        chip.setMaxHeight(32);
        return chip;
    }

    static Pane mark(double size) {
        var posts = new SVGPath();
        posts.setContent(Icon.MARK);
        posts.getStyleClass().add("mark");
        var lamp = new Circle(24, 14, 6.5);
        lamp.getStyleClass().add("mark-lamp");
        var mark = new Pane(posts, lamp);
        mark.getTransforms().add(new Scale(size / 48, size / 48));
        var square = new Pane(mark);
        return Parts.fix(square, size, size);
    }
}
