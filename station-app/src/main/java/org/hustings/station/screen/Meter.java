package org.hustings.station.screen;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;

/// Ten blocks that show how loud the microphone is. Six decibels a block.
final class Meter extends HBox {

    static final int BLOCKS = 10;

    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final double DB_A_BLOCK = 6;

    private int shown;

    Meter() {
        super(4);
        setAlignment(Pos.CENTER);
        for (int i = 0; i < BLOCKS; i++) {
            getChildren().add(Parts.fix(Parts.styled("meter-block"), 10, 22));
        }
    }

    /// @param dbfs root mean square in decibels below full scale, 0 the loudest
    void show(double dbfs) {
        var blocks = blocks(dbfs);
        if (blocks != shown) {
            for (int i = 0; i < BLOCKS; i++) {
                getChildren().get(i).pseudoClassStateChanged(ON, i < blocks);
            }
            shown = blocks;
        }
    }

    static int blocks(double dbfs) {
        return Double.isNaN(dbfs) ? 0 : Math.clamp((long) Math.ceil(BLOCKS + dbfs / DB_A_BLOCK), 0, BLOCKS);
    }
}
