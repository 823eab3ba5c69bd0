package org.hustings.demo.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// The file of `--behaviours`: `"+442079460000" = "busy"`, or a list, one word per call and the last one for ever.
final class FixedBehaviours {

    private FixedBehaviours() {}

    static Map<String, List<Behaviour>> read(Path file) throws IOException {
        try {
            var fixed = new HashMap<String, List<Behaviour>>();
            new TomlMapper()
                    .readTree(Files.readString(file))
                    .properties()
                    .forEach(entry -> fixed.put(entry.getKey(), words(entry.getValue())));
            return fixed;
        } catch (NoSuchFileException missing) {
            throw new IOException("--behaviours " + file + ": there is no such file", missing);
        } catch (JacksonException | IllegalArgumentException wrong) {
            var where = wrong instanceof JacksonException unreadable && unreadable.getLocation() != null
                    ? " line " + unreadable.getLocation().getLineNr() + " is no TOML: keys are numbers in quotes"
                    : ": " + wrong.getMessage();
            throw new IOException("--behaviours " + file + where, wrong);
        }
    }

    private static List<Behaviour> words(JsonNode value) {
        var words = new ArrayList<Behaviour>();
        if (value.isArray() && !value.isEmpty()) {
            value.forEach(word -> words.add(Behaviour.of(word.asString())));
        } else {
            words.add(Behaviour.of(value.asString()));
        }
        return words;
    }
}
