package org.hustings.station.screen;

import static org.hustings.station.screen.ContentNode.WIDTH;
import static org.hustings.station.screen.ContentNode.below;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// The screens that stand still, top to bottom.
final class Plain {

    private static final double FACT_ICON = 26;
    private static final double FACT_WIDTH = WIDTH - FACT_ICON - 12;

    private static final String DROPPABLE = "droppable";

    private Plain() {}

    /// May be left out where the words of a list or a script leave no room for it.
    static <N extends Node> N droppable(N node) {
        node.getProperties().put(DROPPABLE, true);
        return node;
    }

    static boolean isDroppable(Node node) {
        return node.getProperties().containsKey(DROPPABLE);
    }

    static List<Node> waiting(Screen.Waiting waiting) {
        var nodes = ContentNode.list(
                below(8, title(waiting.title())), below(10, Parts.text(waiting.body(), Type.BODY, "ink", WIDTH)));
        if (waiting.looking()) {
            nodes.add(below(20, bar(240, 0.4, "bar-brand")));
        }
        return nodes;
    }

    static List<Node> words(Icon icon, String title, String body) {
        var head = Fit.into(title, WIDTH - 44 - 16, 2, Type.NAME, Type.TITLE, Type.ACTION);
        var row = new HBox(16, Parts.glyph(icon, 44, 2.25, "brand-line"), Parts.fitted(head, "ink", WIDTH - 44 - 16));
        row.setAlignment(Pos.CENTER_LEFT);
        return ContentNode.list(below(8, row), below(14, Parts.text(body, Type.BODY, "ink", WIDTH)));
    }

    static List<Node> card(Screen.Card card, boolean crowded) {
        var facts = facts(card.facts(), crowded ? 5 : 8);
        var nodes = ContentNode.list(
                Parts.fitted(
                        Fit.into(card.name(), WIDTH, crowded ? 1 : 2, Type.NAME, Type.TITLE, Type.ACTION),
                        "ink",
                        WIDTH),
                below(crowded ? 4 : 10, facts));
        card.why().ifPresent(why -> nodes.add(droppable(below(12, why(why)))));
        nodes.add(Parts.gap());
        card.run().ifPresent(run -> nodes.add(run(run)));
        card.hint().ifPresent(hint -> {
            var text = Parts.text(hint, Type.LABEL, "ink-2", WIDTH);
            text.setTextAlignment(TextAlignment.RIGHT);
            nodes.add(droppable(text));
        });
        return nodes;
    }

    /// What a run says, to be read at arm's length.
    static Node run(String words) {
        var room = WIDTH - 34 - 12;
        var fitted = Fit.into(words, room, 2, Type.TITLE, Type.ACTION, Type.KEY);
        var row = new HBox(12, Parts.glyph(Icon.PHONE, 34, 2.25, "brand-line"), Parts.fitted(fitted, "ink", room));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    static List<Node> who(Screen.WhoIsIt who) {
        var nodes = ContentNode.list(title(who.title()));
        nodes.add(droppable(below(8, facts(who.facts(), 6))));
        who.why().ifPresent(why -> nodes.add(droppable(below(10, why(why)))));
        nodes.add(Parts.gap());
        nodes.add(Parts.text(who.label(), Type.LABEL, "ink-2", WIDTH));
        nodes.add(ScriptPart.say(who.say(), 70));
        nodes.add(below(10, direction(who.hint())));
        return nodes;
    }

    static List<Node> somebodyElse(Screen.SomebodyElse other) {
        return ContentNode.list(
                below(4, title(other.title())),
                below(10, Parts.text(other.body(), Type.BODY, "ink", WIDTH)),
                below(16, direction(other.child())),
                Parts.gap(),
                droppable(Parts.text(other.hint(), Type.LABEL, "ink-2", WIDTH)));
    }

    static List<Node> results(Screen.Results results) {
        var nodes = ContentNode.list(
                below(8, title(results.title())), below(12, Parts.text(results.hint(), Type.BODY, "ink", WIDTH)));
        nodes.add(Parts.gap());
        nodes.add(droppable(below(6, facts(results.facts(), 8))));
        var line = Parts.fix(Parts.styled("line"), WIDTH, 1);
        nodes.add(below(10, line));
        nodes.add(below(9, Parts.text(results.foot(), Type.LABEL, "ink-2", WIDTH)));
        return nodes;
    }

    static List<Node> refused(Screen.Refused refused) {
        var nodes = words(Icon.LOCK, refused.title(), refused.body());
        nodes.add(1, below(16, why(refused.reason())));
        nodes.add(Parts.gap());
        nodes.add(droppable(Parts.text(refused.foot(), Type.LABEL, "ink-2", WIDTH)));
        return nodes;
    }

    static Node title(String words) {
        var fitted = Fit.into(words, WIDTH, 2, Type.NAME, Type.TITLE, Type.ACTION);
        return Parts.fitted(fitted, "ink", Fit.balanced(fitted, WIDTH));
    }

    static VBox facts(List<Screen.Fact> facts, double space) {
        var box = new VBox(space);
        facts.forEach(fact -> box.getChildren().add(fact(fact, Type.BODY, 28)));
        return box;
    }

    /// One line: what does not fit is cut at a word.
    static HBox fact(Screen.Fact fact, Type size, double height) {
        var row = new HBox(12, Parts.glyph(fact.icon(), size == Type.BODY ? FACT_ICON : 22, 2.25, "brand-line"));
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(height);
        row.setMaxHeight(height);
        var more = fact.more().map(it -> "· " + it);
        var moreWidth = more.map(it -> Fit.width(it, size) + 12).orElse(0.0);
        var text = Fit.into(fact.text(), FACT_WIDTH - moreWidth, 1, size, Type.LABEL);
        row.getChildren().add(Parts.line(text.text(), text.type(), "ink"));
        more.ifPresent(it -> row.getChildren().add(Parts.line(it, text.type(), "ink-2")));
        return row;
    }

    static Pane why(List<Run> runs) {
        var box = new StackPane(Parts.flow(runs, Type.BODY, Type.BODY_STRONG, "ink", WIDTH - 28));
        box.setAlignment(Pos.CENTER_LEFT);
        box.setPadding(new Insets(10, 14, 10, 14));
        box.getStyleClass().add("why");
        return box;
    }

    /// What to do, never to say: with a bar at the left.
    static HBox direction(String words) {
        var bar = Parts.styled("direction-bar");
        bar.setMinWidth(4);
        bar.setPrefWidth(4);
        var box = new HBox(12, bar, Parts.text(words, Type.LABEL, "ink-2", WIDTH - 16));
        box.setFillHeight(true);
        return box;
    }

    static Pane bar(double width, double share, String style) {
        var filled = Parts.fix(Parts.styled("bar-filled", style), Math.max(14, width * share), 14);
        var bar = new StackPane(filled);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("bar");
        return Parts.fix(bar, width, 14);
    }
}
