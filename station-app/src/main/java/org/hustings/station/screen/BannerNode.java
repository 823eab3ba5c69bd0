package org.hustings.station.screen;

import java.util.ArrayList;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;

/// One banner at the top of the content: at most three lines.
final class BannerNode extends HBox {

    private static final double ICON = 28;
    private static final double WORDS = ContentNode.WIDTH - ICON - 12 - 28;
    private static final int LETTERS_MAX = 130;

    BannerNode(ScreenModel.Banner banner) {
        super(12);
        var name = banner.severity().name().toLowerCase(Locale.ROOT);
        var runs = new ArrayList<Run>();
        if (!banner.strong().isEmpty()) {
            runs.add(Run.strong(banner.strong()));
        }
        if (!banner.rest().isEmpty()) {
            runs.add(Run.plain((runs.isEmpty() ? "" : " ") + Screens.cut(banner.rest(), LETTERS_MAX)));
        }
        var words = Parts.flow(runs, Type.LABEL, Type.LABEL_STRONG, "banner-ink-" + name, WORDS);
        getChildren().addAll(Parts.glyph(banner.icon(), ICON, 2.25, "banner-line-" + name), words);
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(9, 14, 9, 14));
        getStyleClass().addAll("banner", "banner-" + name);
    }
}
