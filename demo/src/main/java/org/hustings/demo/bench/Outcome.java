package org.hustings.demo.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What one benchmark found, with the keys of the design's section 10: `figures` have a unit in their name, `ratios`
/// are
/// quotients. `remarks` belong to the table only.
record Outcome(String bench, List<Line> lines, List<String> remarks) {

    /// One value; `budget` is the most that is allowed, or the least if `isLeast`; NaN for what is only told.
    record Line(String key, double value, double budget, boolean isLeast, Kind kind) {

        private boolean isMet() {
            return isLeast ? value >= budget : value <= budget;
        }
    }

    enum Kind {
        FIGURE,
        RATIO
    }

    /// The file of `--json`.
    record Told(String bench, Map<String, Double> figures, Map<String, Double> ratios) {}

    Outcome {
        lines = List.copyOf(lines);
        remarks = List.copyOf(remarks);
    }

    static Line figure(String key, double value) {
        return new Line(key, value, Double.NaN, false, Kind.FIGURE);
    }

    static Line figure(String key, double value, double budget) {
        return new Line(key, value, budget, false, Kind.FIGURE);
    }

    /// A figure that is the better the greater it is.
    static Line atLeast(String key, double value, double least) {
        return new Line(key, value, least, true, Kind.FIGURE);
    }

    static Line ratio(String key, double value, double budget) {
        return new Line(key, value, budget, false, Kind.RATIO);
    }

    Told told() {
        return new Told(bench, of(Kind.FIGURE), of(Kind.RATIO));
    }

    List<String> table() {
        var rows = new ArrayList<String>();
        rows.add(row(bench, "measured", "budget", ""));
        for (var line : lines) {
            var isBound = !Double.isNaN(line.budget());
            rows.add(row(
                    line.key(),
                    number(line.value()),
                    isBound ? (line.isLeast() ? "≥ " : "≤ ") + number(line.budget()) : "",
                    !isBound ? "" : line.isMet() ? "met" : "MISSED"));
        }
        remarks.forEach(remark -> rows.add("  " + remark));
        return rows;
    }

    private Map<String, Double> of(Kind kind) {
        var values = new LinkedHashMap<String, Double>();
        lines.stream()
                .filter(line -> line.kind() == kind)
                .forEach(line -> values.put(line.key(), Math.round(line.value() * 1_000) / 1_000.0));
        return values;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String row(String key, String value, String budget, String verdict) {
        return String.format(Locale.ROOT, "%-28s %10s %12s  %s", key, value, budget, verdict)
                .stripTrailing();
    }
}
