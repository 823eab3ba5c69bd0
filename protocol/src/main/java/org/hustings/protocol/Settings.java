package org.hustings.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// The settings of one program: a TOML file, each key of which an environment variable may override.
///
/// With the prefix `HUSTINGS_HQ`, the variable `HUSTINGS_HQ_POSTGRES_URL` stands above the key `postgres.url`; lists
/// are
/// written with commas there. Ask for every key the program knows, then call [#refuseUnknown()]: a mistyped key must
/// not
/// be a setting that silently does nothing. Every getter throws a [WrongSettingException] that names key, value and
/// cure.
///
/// Not thread-safe: read at start, by one thread.
public final class Settings {

    /// A settings file is a page; more is another kind of file.
    private static final long FILE_BYTES_MAX = 1 << 20;

    private final String origin;
    private final Path folder;
    private final SequencedMap<String, JsonNode> written;
    private final String prefix;
    private final Map<String, String> environment;
    private final TreeSet<String> known = new TreeSet<>();

    private Settings(
            String origin,
            Path folder,
            SequencedMap<String, JsonNode> written,
            String prefix,
            Map<String, String> environment) {
        this.origin = origin;
        this.folder = folder;
        this.written = written;
        this.prefix = prefix;
        this.environment = environment;
    }

    /// Paths in `file` count from its own folder. `environment` is [System#getenv()] but in tests.
    public static Settings read(Path file, String prefix, Map<String, String> environment) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new WrongSettingException(file + " is not there: name an existing TOML file");
            }
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new WrongSettingException(
                        file + " has " + Files.size(file) + " bytes, at most " + FILE_BYTES_MAX + " are read");
            }
            var written = new TreeMap<String, JsonNode>();
            flatten("", new TomlMapper().readTree(Files.readString(file)), written);
            var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            return new Settings(file.toString(), folder, written, prefix, environment);
        } catch (JacksonException unreadable) {
            var at = unreadable.getLocation();
            throw new WrongSettingException(file + (at == null ? "" : ", line " + at.getLineNr()) + ": not TOML: "
                    + firstLine(unreadable.getOriginalMessage()));
        } catch (IOException unreadable) {
            throw new WrongSettingException(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /// No file: the environment and the program's own defaults.
    public static Settings none(String prefix, Map<String, String> environment) {
        return new Settings("the environment", Path.of("").toAbsolutePath(), new TreeMap<>(), prefix, environment);
    }

    public Optional<String> text(String key) {
        return scalar(key, "a text in quotes", JsonNode::isString);
    }

    public String requiredText(String key) {
        return required(key, text(key));
    }

    /// Throws when `value` is absent, naming the key to write: `required("desk", settings.text("desk"))`.
    public <T> T required(String key, Optional<T> value) {
        return value.orElseThrow(() ->
                new WrongSettingException(key + " is missing: write it in " + origin + ", or set " + variable(key)));
    }

    public OptionalInt integer(String key, int least, int most) {
        var allowed = "a whole number from " + least + " to " + most;
        var given = scalar(key, allowed, JsonNode::isIntegralNumber);
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            var number = Integer.parseInt(given.get().strip());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException tooLargeOrNone) {
            // Told below, with the same words as a number out of range.
        }
        throw wrong(key, given.get(), allowed);
    }

    public Optional<Boolean> flag(String key) {
        var given = scalar(key, "true or false", JsonNode::isBoolean);
        if (given.isPresent() && !List.of("true", "false").contains(given.get())) {
            throw wrong(key, given.get(), "true or false");
        }
        return given.map(Boolean::valueOf);
    }

    public Optional<String> choice(String key, String... allowed) {
        var given = text(key);
        given.ifPresent(value -> onlyOf(key, value, allowed));
        return given;
    }

    /// A list of words, each one of `allowed`; none named means any.
    public Optional<List<String>> texts(String key, String... allowed) {
        known.add(key);
        var overriding = environment.get(variable(key));
        if (overriding != null) {
            return Optional.of(checked(
                    key, Arrays.stream(overriding.split(",")).map(String::strip).toList(), allowed));
        }
        var node = written.get(key);
        if (node == null) {
            return Optional.empty();
        }
        var values = new ArrayList<String>();
        for (var item : node) {
            if (!item.isString()) {
                throw wrong(key, node.toString(), "a list of texts");
            }
            values.add(item.asString());
        }
        if (!node.isArray()) {
            throw wrong(key, node.toString(), "a list of texts");
        }
        return Optional.of(checked(key, values, allowed));
    }

    /// A path; a relative one counts from the folder of the file, also when the environment gives it.
    public Optional<Path> path(String key) {
        return text(key).map(folder::resolve).map(Path::normalize);
    }

    /// A value that checks itself: `parsed("station", StationId::new)`. An [IllegalArgumentException] becomes the
    /// message.
    public <T> Optional<T> parsed(String key, Function<String, T> type) {
        var given = text(key);
        try {
            return given.map(type);
        } catch (IllegalArgumentException refused) {
            throw wrong(key, given.orElse(""), String.valueOf(refused.getMessage()));
        }
    }

    /// True when the file or the environment says anything below `table`, as in `postgres`.
    public boolean mentions(String table) {
        return written.keySet().stream().anyMatch(key -> key.startsWith(table + "."))
                || environment.keySet().stream().anyMatch(name -> name.startsWith(variable(table) + "_"));
    }

    /// Throws when the file holds a key that was never asked for.
    public void refuseUnknown() {
        for (var key : written.keySet()) {
            if (!known.contains(key)) {
                throw new WrongSettingException(
                        origin + ": " + key + " is not a setting; the settings are: " + String.join(", ", known));
            }
        }
    }

    private Optional<String> scalar(String key, String allowed, Function<JsonNode, Boolean> isOfType) {
        known.add(key);
        var overriding = environment.get(variable(key));
        if (overriding != null) {
            return Optional.of(overriding);
        }
        @Nullable JsonNode node = written.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!isOfType.apply(node)) {
            throw wrong(key, node.toString(), allowed);
        }
        return Optional.of(node.asString());
    }

    private List<String> checked(String key, List<String> values, String... allowed) {
        values.forEach(value -> onlyOf(key, value, allowed));
        return List.copyOf(values);
    }

    private void onlyOf(String key, String value, String... allowed) {
        if (allowed.length > 0 && !List.of(allowed).contains(value)) {
            throw wrong(key, value, "one of " + String.join(", ", allowed));
        }
    }

    private WrongSettingException wrong(String key, String value, String allowed) {
        var where = environment.containsKey(variable(key)) ? variable(key) : origin;
        return new WrongSettingException(where + ": " + key + " is \"" + value + "\"; allowed: " + allowed);
    }

    private String variable(String key) {
        return prefix + "_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static void flatten(String path, JsonNode node, Map<String, JsonNode> into) {
        if (!node.isObject()) {
            into.put(path, node);
            return;
        }
        for (var property : node.properties()) {
            flatten(path.isEmpty() ? property.getKey() : path + "." + property.getKey(), property.getValue(), into);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("unreadable");
    }
}
