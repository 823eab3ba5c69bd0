package org.hustings.station.screen;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.desk.DeskPanel;
import org.jspecify.annotations.Nullable;

/// One row of the key rail, 280 px wide: the label beside its key, and the amber tab that is the key's lamp.
final class RowNode extends Pane {

    /// The plate's keys that the rows stand beside, top to bottom.
    static final List<Button> BUTTONS =
            List.of(Button.KEY_1, Button.KEY_2, Button.KEY_3, Button.KEY_4, Button.KEY_5, Button.KEY_6);

    static final double WIDTH = 280;
    /// What a label may take: the card less the icon and its gaps.
    static final double LABEL_WIDTH = 190;

    private static final double CARD_WIDTH = 256;
    private static final double TAB_HEIGHT = 52;
    private static final double DISC = 38;

    private @Nullable Row shown;
    private final Pane tab = new Pane();

    RowNode(Button button, DeskPanel panel) {
        getStyleClass().add("rail-row");
        tab.getStyleClass().add("tab");
        Touch.onRelease(this, button, panel);
        tab.setMouseTransparent(true);
    }

    void show(Optional<Row> row, double height) {
        Parts.fix(this, WIDTH, height);
        setMouseTransparent(row.isEmpty());
        if (row.isEmpty()) {
            shown = null;
            getChildren().clear();
        } else if (!row.get().equals(shown)) {
            shown = row.get();
            var card = card(row.get(), height - 8);
            getChildren().setAll(Parts.at(card, 8, 4), tab);
        }
        Parts.at(Parts.fix(tab, 17, TAB_HEIGHT), WIDTH - 17, (height - TAB_HEIGHT) / 2);
    }

    private static Pane card(Row row, double height) {
        var card = new Pane();
        card.getStyleClass().addAll("row-card", row.look() == Row.Look.QUIET ? "quiet" : "lit");
        card.setMouseTransparent(true);
        Parts.fix(card, CARD_WIDTH, height);
        card.resize(CARD_WIDTH, height);
        var quiet = row.look() == Row.Look.QUIET;
        var disc = new StackPane(Parts.glyph(row.icon(), 26, 2.25, quiet ? "brand-line" : "on-disc"));
        disc.getStyleClass()
                .addAll("disc", quiet ? "outlined" : "tone-" + row.tone().name().toLowerCase(Locale.ROOT));
        Parts.fix(disc, DISC, DISC);
        disc.resize(DISC, DISC);
        disc.relocate(10, (height - DISC) / 2);
        var words = words(row);
        words.resize(LABEL_WIDTH, words.prefHeight(LABEL_WIDTH));
        words.relocate(58, Math.rint((height - words.prefHeight(LABEL_WIDTH)) / 2));
        card.getChildren().addAll(disc, words);
        return card;
    }

    private static VBox words(Row row) {
        var box = new VBox();
        var small = row.small();
        var label = Fit.into(
                row.label(), LABEL_WIDTH, small.isPresent() ? 1 : 2, Type.KEY, Type.LABEL_HALF, Type.SMALL_HALF);
        box.getChildren().add(Parts.fitted(label, "ink", LABEL_WIDTH));
        small.map(it -> Fit.into(it, LABEL_WIDTH, 1, Type.SMALL))
                .ifPresent(it -> box.getChildren().add(Parts.fitted(it, "ink-2", LABEL_WIDTH)));
        Parts.fix(box, LABEL_WIDTH, VBox.USE_COMPUTED_SIZE);
        return box;
    }
}
