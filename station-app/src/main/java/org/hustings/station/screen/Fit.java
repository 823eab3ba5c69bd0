package org.hustings.station.screen;

import java.util.List;
import javafx.scene.text.Text;

/// Makes words fit their box: the largest size that holds them, and at the smallest size as many whole words as go in.
///
/// Measures with the real fonts; no scene needed. Application thread only.
final class Fit {

    private static final double SLACK = 0.5;

    /// The words as they go on the screen, and the size that holds them.
    record Fitted(Type type, String text, boolean cut) {}

    private Fit() {}

    static Fitted into(String text, double width, int lines, Type... sizes) {
        for (var size : sizes) {
            if (holds(text, width, lines, size)) {
                return new Fitted(size, text, false);
            }
        }
        return cut(text, width, lines, sizes[sizes.length - 1]);
    }

    static boolean holds(String text, double width, int lines, Type type) {
        if (lines == 1) {
            return width(text, type) <= width + SLACK;
        }
        for (var word : text.split(" ")) {
            if (width(word, type) > width + SLACK) {
                return false;
            }
        }
        return lines(text, width, type) <= lines;
    }

    static double width(String text, Type type) {
        return text(text, type).getLayoutBounds().getWidth();
    }

    static int lines(String text, double width, Type type) {
        var node = text(text, type);
        node.setWrappingWidth(width);
        node.setLineSpacing(0);
        var one = text("Hg", type).getLayoutBounds().getHeight();
        return (int) Math.round(node.getLayoutBounds().getHeight() / one);
    }

    /// The narrowest width that needs no more lines than `width` does: no word stands alone on the last one.
    static double balanced(Fitted fitted, double width) {
        var lines = lines(fitted.text(), width, fitted.type());
        double narrow = width;
        for (double next = width - 10;
                next > width / 2 && holds(fitted.text(), next, lines, fitted.type());
                next -= 10) {
            narrow = next;
        }
        return lines == 1 ? width : narrow;
    }

    /// Ends at a word if one ends in the second half, else in the middle of one.
    private static Fitted cut(String text, double width, int lines, Type type) {
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (holdsLoosely(text.substring(0, middle).strip() + "…", width, lines, type)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        var space = text.lastIndexOf(' ', low);
        var end = space > low / 2 ? space : low;
        return new Fitted(type, text.substring(0, end).strip() + "…", true);
    }

    /// As [#holds], but a word longer than a line may break.
    private static boolean holdsLoosely(String text, double width, int lines, Type type) {
        return lines == 1 ? width(text, type) <= width + SLACK : lines(text, width, type) <= lines;
    }

    private static Text text(String text, Type type) {
        var node = new Text(text);
        node.setFont(type.font());
        return node;
    }

    /// All of `runs` up to `letters` letters, with an ellipsis where something was left out.
    static List<Run> head(List<Run> runs, int letters) {
        var kept = new java.util.ArrayList<Run>();
        int left = letters;
        for (var run : runs) {
            if (run.text().length() <= left) {
                kept.add(run);
                left -= run.text().length();
            } else {
                kept.add(new Run(run.text().substring(0, left).strip() + "…", run.kind()));
                break;
            }
        }
        return kept;
    }
}
