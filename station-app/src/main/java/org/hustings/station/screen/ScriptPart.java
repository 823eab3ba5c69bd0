package org.hustings.station.screen;

import static org.hustings.station.screen.ContentNode.WIDTH;
import static org.hustings.station.screen.ContentNode.below;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.text.TextFlow;

/// Words to speak, and what stands around them. The words have the first right to the room: what else there is gives
/// way to them.
final class ScriptPart {

    private static final double GAP = 10;
    private static final double PROGRESS_HEIGHT = 26;
    private static final double FACT_LINE = 30;

    private ScriptPart() {}

    /// `banner`: it stands where the progress would be (look: a banner may cover progress, never spoken words).
    static List<Node> step(Screen.Script script, double room, boolean banner) {
        var direction = Plain.direction(script.direction());
        double left = room - direction.prefHeight(WIDTH) - GAP;
        var nodes = ContentNode.list();
        if (!banner && script.step() > 0) {
            nodes.add(progress(script));
            left -= PROGRESS_HEIGHT + GAP;
        }
        var full = flow(script.say(), Type.SAY, Type.SAY_STRONG).prefHeight(WIDTH);
        var fitting = (int) Math.floor((left - full - GAP) / FACT_LINE);
        var facts =
                script.facts().subList(0, Math.clamp(fitting, 0, script.facts().size()));
        nodes.add(below(banner ? 4 : GAP, say(script.say(), left)));
        nodes.add(Parts.gap());
        facts.forEach(fact -> nodes.add(below(FACT_LINE - 26, Plain.fact(fact, Type.LABEL, 26))));
        nodes.add(below(GAP, direction));
        return nodes;
    }

    static List<Node> preview(Screen.ScriptPreview preview, double room) {
        var step = Parts.line(preview.step(), Type.LABEL, "ink-2");
        var title = Parts.line(preview.title(), Type.LABEL_HALF, "ink-2");
        var head = preview.run().map(Plain::run).orElseGet(() -> new HBox(title, Parts.gap(), step));
        var left = room - Math.max(PROGRESS_HEIGHT, head.prefHeight(WIDTH)) - GAP;
        return ContentNode.list(head, below(GAP, say(preview.say(), left)));
    }

    /// The largest of three sizes that the words fit in; at the smallest they end with an ellipsis. The script editor
    /// refuses words that long, so this is for a script from elsewhere.
    static TextFlow say(List<Run> runs, double height) {
        var sizes = List.of(
                List.of(Type.SAY, Type.SAY_STRONG),
                List.of(Type.BODY, Type.BODY_STRONG),
                List.of(Type.LABEL, Type.LABEL_STRONG),
                List.of(Type.SMALL, Type.SMALL_STRONG));
        for (var size : sizes) {
            var flow = flow(runs, size.get(0), size.get(1));
            if (flow.prefHeight(WIDTH) <= height) {
                return flow;
            }
        }
        int low = 0;
        int high = Run.join(runs).length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (flow(Fit.head(runs, middle), Type.SMALL, Type.SMALL_STRONG).prefHeight(WIDTH) <= height) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return flow(Fit.head(runs, low), Type.SMALL, Type.SMALL_STRONG);
    }

    private static TextFlow flow(List<Run> runs, Type plain, Type strong) {
        return Parts.flow(runs, plain, strong, "ink", WIDTH);
    }

    private static HBox progress(Screen.Script script) {
        var row = new HBox(6);
        row.setAlignment(Pos.CENTER_LEFT);
        // More than eight blocks say nothing that the words beside them do not.
        for (int i = 1; i <= Math.min(script.steps(), 8); i++) {
            row.getChildren().add(Parts.fix(Parts.styled("step", i <= script.step() ? "done" : "ahead"), 34, 8));
        }
        row.getChildren().addAll(Parts.gap(), Parts.line(script.stepText(), Type.LABEL, "ink-2"));
        row.setMinHeight(PROGRESS_HEIGHT);
        return row;
    }
}
