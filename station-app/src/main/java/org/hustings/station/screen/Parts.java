package org.hustings.station.screen;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.scene.transform.Scale;

/// The smallest pieces of a screen. Fonts are set here, colours by style class only.
final class Parts {

    private static final double GRID = 24;

    private Parts() {}

    /// Words in one size that wrap at `width`.
    static Text text(String words, Type type, String style, double width) {
        var text = line(words, type, style);
        text.setWrappingWidth(width);
        text.setLineSpacing(type.spacing());
        return text;
    }

    static Text line(String words, Type type, String style) {
        var text = new Text(words);
        text.setFont(type.font());
        text.getStyleClass().add(style);
        return text;
    }

    static Text fitted(Fit.Fitted fitted, String style, double width) {
        return text(fitted.text(), fitted.type(), style, width);
    }

    /// Words of several kinds that flow together.
    static TextFlow flow(List<Run> runs, Type plain, Type strong, String style, double width) {
        var flow = new TextFlow();
        for (var run : runs) {
            flow.getChildren()
                    .add(
                            switch (run.kind()) {
                                case PLAIN -> line(run.text(), plain, style);
                                case STRONG -> line(run.text(), strong, style);
                                case MERGED -> line(run.text(), strong, "brand");
                            });
        }
        flow.setLineSpacing(plain.spacing());
        flow.setPrefWidth(width);
        flow.setMinWidth(width);
        flow.setMaxWidth(width);
        return flow;
    }

    /// An icon in a square of `size` px, drawn in the colour of `style`.
    static Pane glyph(Icon icon, double size, double stroke, String style) {
        var path = new SVGPath();
        path.setContent(icon.path());
        path.setStrokeWidth(stroke);
        path.getStyleClass().addAll("glyph", style);
        path.getTransforms().add(new Scale(size / GRID, size / GRID));
        var square = new Pane(path);
        fix(square, size, size);
        square.setMouseTransparent(true);
        return square;
    }

    static <R extends Region> R fix(R region, double width, double height) {
        region.setMinSize(width, height);
        region.setPrefSize(width, height);
        region.setMaxSize(width, height);
        return region;
    }

    static Region styled(String... styles) {
        var region = new Region();
        region.getStyleClass().addAll(styles);
        return region;
    }

    static Region gap() {
        var gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    static <N extends Node> N at(N node, double x, double y) {
        node.relocate(x, y);
        return node;
    }
}
