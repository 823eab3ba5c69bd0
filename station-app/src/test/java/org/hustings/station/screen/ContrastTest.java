package org.hustings.station.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The colours' contrast by the formula of WCAG 2, section 1.4.3, against what the design asks of each pair.
class ContrastTest {

    /// Foreground, ground, least contrast: 7 for what is read during a call, 4.5 for other text, 3 for graphics.
    private static final String PAIRS = """
            ink surface 7, ink surface-2 7, ink bg 7, ink rail 7, ink brand-soft 7, ink-2 surface 4.5, ink-2 surface-2 4.5,
            ink-2 bg 4.5, brand surface 4.5, brand bg 4.5, brand brand-soft 4.5, on-brand brand 4.5, on-call call 4.5,
            on-hang hang 4.5, on-lamp lamp 7, ok-ink ok-soft 4.5, warn-ink warn-soft 7, danger-ink danger-soft 7,
            info-ink info-soft 7, edge surface 3, edge bg 3, edge surface-2 3, focus surface 3, focus bg 3, call surface 3,
            hang surface 3, call bg 3, result-supports surface 3, result-undecided surface 3, result-against surface 3,
            result-callback surface 3, result-wrong surface 3, result-nocall surface 3, on-result result-supports 4.5,
            on-result result-undecided 4.5, on-result result-against 4.5, on-result result-callback 4.5,
            on-result result-wrong 4.5, on-result result-nocall 4.5, lamp-line rail 3, on-strip strip 7, lamp strip 3
            """;

    private static final Pattern TOKEN = Pattern.compile("-h-([a-z0-9-]+): #([0-9A-F]{6});");

    @ParameterizedTest
    @ValueSource(strings = {"light.css", "dark.css"})
    void everyPairHasTheContrastItNeeds(String sheet) throws IOException {
        var tokens = tokens(sheet);
        for (var pair : PAIRS.strip().split(",\\s*")) {
            var parts = pair.split(" ");
            assertThat(contrast(tokens.get(parts[0]), tokens.get(parts[1])))
                    .as(sheet + ": " + parts[0] + " on " + parts[1])
                    .isGreaterThanOrEqualTo(Double.parseDouble(parts[2]));
        }
    }

    private static double contrast(Integer one, Integer other) {
        var a = luminance(one);
        var b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static Map<String, Integer> tokens(String sheet) throws IOException {
        try (var in = Objects.requireNonNull(ScreenNode.class.getResourceAsStream(sheet))) {
            var tokens = new HashMap<String, Integer>();
            TOKEN.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .forEach(it -> tokens.put(it.group(1), Integer.parseInt(it.group(2), 16)));
            return tokens;
        }
    }
}
