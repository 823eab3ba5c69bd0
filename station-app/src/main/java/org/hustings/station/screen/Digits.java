package org.hustings.station.screen;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;

/// A running clock. Each digit stands in a cell as wide as "0": without tabular figures the line would tremble.
final class Digits extends HBox {

    private final Type type;
    private final String style;
    private final double cell;
    private String shown = "";

    Digits(Type type, String style) {
        this.type = type;
        this.style = style;
        this.cell = Math.ceil(Fit.width("0", type));
        setAlignment(Pos.CENTER_LEFT);
        setMaxHeight(USE_PREF_SIZE);
    }

    void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        if (text.length() != shown.length()) {
            getChildren().clear();
            text.chars().forEach(it -> getChildren().add(cell((char) it)));
        } else {
            for (int i = 0; i < text.length(); i++) {
                ((Text) ((StackPane) getChildren().get(i)).getChildren().getFirst()).setText(text.substring(i, i + 1));
            }
        }
        shown = text;
    }

    private StackPane cell(char letter) {
        var text = Parts.line(String.valueOf(letter), type, style);
        var box = new StackPane(text);
        if (Character.isDigit(letter)) {
            box.setMinWidth(cell);
            box.setPrefWidth(cell);
        }
        return box;
    }
}
