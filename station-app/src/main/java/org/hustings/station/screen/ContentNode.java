package org.hustings.station.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The left pane between the bars: a banner if there is one, and one screen. Built anew when the words change; a
/// running clock or bar only moves.
final class ContentNode extends VBox {

    static final double WIDTH = 480;

    private static final double SIDE = 20;
    private static final double TOP = 14;
    private static final double BOTTOM = 10;

    private record Shown(Optional<ScreenModel.Banner> banner, Screen screen, boolean undo, double height) {}

    private @Nullable Shown shown;
    private @Nullable RingingNode ringing;

    ContentNode() {
        getStyleClass().add("content");
    }

    void show(ScreenModel model, double height) {
        var next = new Shown(model.banner(), still(model.screen()), model.undo().isPresent(), height);
        if (!next.equals(shown)) {
            shown = next;
            build(model, height);
        }
        if (model.screen() instanceof Screen.Ringing moving && ringing != null) {
            ringing.move(moving);
        }
    }

    private static Screen still(Screen screen) {
        return screen instanceof Screen.Ringing(var name, var line, var _, var _, var hints, var label, var say)
                ? new Screen.Ringing(name, line, "", 0, hints, label, say)
                : screen;
    }

    private void build(ScreenModel model, double height) {
        var bottom = model.undo().isPresent() ? UndoNode.HEIGHT + 6 : BOTTOM;
        setPadding(new Insets(TOP, SIDE, bottom, SIDE));
        Parts.fix(this, WIDTH + 2 * SIDE, height);
        getChildren().clear();
        ringing = null;
        var room = height - TOP - bottom;
        if (model.banner().isPresent()) {
            var banner = new BannerNode(model.banner().get());
            VBox.setMargin(banner, new Insets(0, 0, 8, 0));
            getChildren().add(banner);
            room -= banner.prefHeight(WIDTH) + 8;
        }
        getChildren().addAll(nodes(model, room));
        makeRoom(this, height);
        if (ringing != null) {
            makeRoom(ringing, room);
        }
    }

    /// What may be dropped goes from the bottom up, until the rest fits.
    private static void makeRoom(VBox box, double height) {
        var children = box.getChildren();
        for (int i = children.size() - 1; i >= 0 && needed(box) > height; i--) {
            if (Plain.isDroppable(children.get(i))) {
                children.remove(i);
            }
        }
    }

    /// What the children need, which may be more than this box was given.
    double needed() {
        return ringing == null
                ? needed(this)
                : getPadding().getTop() + getPadding().getBottom() + needed(ringing);
    }

    private static double needed(VBox box) {
        var sum = box.getPadding().getTop() + box.getPadding().getBottom();
        for (var child : box.getChildren()) {
            var margin = VBox.getMargin(child);
            sum += child.prefHeight(WIDTH) + (margin == null ? 0 : margin.getTop() + margin.getBottom());
        }
        return sum;
    }

    private List<? extends Node> nodes(ScreenModel model, double room) {
        return switch (model.screen()) {
            case Screen.Waiting waiting -> Plain.waiting(waiting);
            case Screen.Halted(var title, var body) -> Plain.words(Icon.STOP, title, body);
            case Screen.Paused(var title, var body) -> Plain.words(Icon.CUP, title, body);
            case Screen.Closing(var title, var body) -> Plain.words(Icon.CHECK, title, body);
            case Screen.Card card -> Plain.card(card, model.banner().isPresent());
            case Screen.ScriptPreview preview -> ScriptPart.preview(preview, room);
            case Screen.Ringing moving -> {
                var node = new RingingNode(moving);
                ringing = node;
                VBox.setVgrow(node, javafx.scene.layout.Priority.ALWAYS);
                yield List.of(node);
            }
            case Screen.WhoIsIt who -> Plain.who(who);
            case Screen.SomebodyElse other -> Plain.somebodyElse(other);
            case Screen.Script script ->
                ScriptPart.step(script, room, model.banner().isPresent());
            case Screen.Results results -> Plain.results(results);
            case Screen.Refused refused -> Plain.refused(refused);
        };
    }

    /// A child with room above it.
    static <N extends Node> N below(double space, N node) {
        VBox.setMargin(node, new Insets(space, 0, 0, 0));
        return node;
    }

    static List<Node> list(Node... nodes) {
        return new ArrayList<>(List.of(nodes));
    }
}
