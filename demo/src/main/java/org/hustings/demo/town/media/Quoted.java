package org.hustings.demo.town.media;

import java.nio.file.Path;

/// Writes values into pipeline descriptions.
final class Quoted {

    private Quoted() {}

    static String path(Path file) {
        return "\"" + file.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
