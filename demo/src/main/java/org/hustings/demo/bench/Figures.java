package org.hustings.demo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hustings.protocol.Json;

/// What a benchmark measured: `figures` have a unit in their name, `ratios` are quotients of one run.
record Figures(String bench, Map<String, Double> figures, Map<String, Double> ratios) {

    static Figures of(String bench) {
        return new Figures(bench, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    Figures figure(String key, double value) {
        figures.put(key, rounded(value));
        return this;
    }

    Figures ratio(String key, double value) {
        ratios.put(key, rounded(value));
        return this;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    void print(PrintStream out) {
        out.println();
        figures.forEach((key, value) -> out.println(String.format(Locale.ROOT, "  %-28s %10.3f", key, value)));
        ratios.forEach((key, value) -> out.println(String.format(Locale.ROOT, "  %-28s %10.3f", key, value)));
    }

    void write(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            Files.write(file.get(), Json.write(this));
        }
    }
}
