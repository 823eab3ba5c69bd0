package org.hustings.station.screen;

import java.io.IOException;
import java.util.Objects;
import javafx.scene.text.Font;

/// The sizes and weights of the look (section 4): px, line height in px, weight.
enum Type {
    HERO(46, 52, "Inter Bold"),
    NAME(38, 44, "Inter Bold"),
    TITLE(30, 36, "Inter Bold"),
    TITLE_LIGHT(30, 36, "Inter Regular"),
    SAY(26, 35, "Inter Regular"),
    SAY_STRONG(26, 35, "Inter Bold"),
    ACTION(24, 29, "Inter Bold"),
    KEY(22, 26, "Inter Semi Bold"),
    BODY(22, 30, "Inter Regular"),
    BODY_STRONG(22, 30, "Inter Bold"),
    LABEL(20, 26, "Inter Regular"),
    LABEL_HALF(20, 26, "Inter Semi Bold"),
    LABEL_STRONG(20, 26, "Inter Bold"),
    SMALL(18, 22, "Inter Regular"),
    SMALL_HALF(18, 22, "Inter Semi Bold"),
    SMALL_STRONG(18, 22, "Inter Bold"),
    /// The engraved keys of the drawn panel; never on the station's own screen.
    ENGRAVED(28, 34, "Inter Bold"),
    CAPTION(16, 20, "Inter Semi Bold"),
    CAPTION_LIGHT(15, 18, "Inter Regular"),
    CAPTION_KEY(14, 18, "Inter Semi Bold");

    /// A font's own line is 1.21 times its size (Inter's ascent and descent; look, section 12).
    private static final double OWN_LINE = 1.21;

    private final double px;
    private final double line;
    private final String face;
    private final Font font;

    static {
        for (var type : values()) {
            if (!type.font.getName().equals(type.face)) {
                throw new IllegalStateException("the font " + type.face + " did not load: got " + type.font.getName());
            }
        }
    }

    Type(double px, double line, String face) {
        this.px = px;
        this.line = line;
        this.face = face;
        this.font = Faces.at(face, px);
    }

    Font font() {
        return font;
    }

    double px() {
        return px;
    }

    /// What JavaFX calls line spacing: the part of the line height beyond the font's own.
    double spacing() {
        return line - px * OWN_LINE;
    }

    double line() {
        return line;
    }

    /// Loads each face once from our own resources: a station must not depend on the fonts of its system.
    private static final class Faces {

        private static boolean loaded;

        static Font at(String face, double px) {
            if (!loaded) {
                load("Inter-Regular.otf");
                load("Inter-SemiBold.otf");
                load("Inter-Bold.otf");
                loaded = true;
            }
            return new Font(face, px);
        }

        private static void load(String file) {
            try (var in = Objects.requireNonNull(Type.class.getResourceAsStream(file), file)) {
                Objects.requireNonNull(Font.loadFont(in, 20), file);
            } catch (IOException e) {
                throw new IllegalStateException("the font " + file + " cannot be read", e);
            }
        }
    }
}
