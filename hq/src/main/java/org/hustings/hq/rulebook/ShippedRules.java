package org.hustings.hq.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The rule files that come with this release: the first version at every headquarters.
public final class ShippedRules {

    private static final List<String> NAMES =
            List.of("ch.toml", "de.toml", "fr.toml", "house.toml", "uk.toml", "us.toml");

    private ShippedRules() {}

    /// Their texts by their names.
    public static Map<String, String> files() {
        var files = new TreeMap<String, String>();
        NAMES.forEach(name -> files.put(name, read(name)));
        return files;
    }

    private static String read(String name) {
        try (var bytes = Objects.requireNonNull(ShippedRules.class.getResourceAsStream("/rules/" + name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
