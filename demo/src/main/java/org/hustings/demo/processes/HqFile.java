package org.hustings.demo.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hustings.protocol.Json;

/// `hq.json`, which headquarters writes when it is up.
public record HqFile(long pid, Endpoints.Postgres postgres, Mqtt mqtt, Endpoints.Web web) {

    public record Mqtt(String host, int port, String caFile, Endpoints.Identity operator) {}

    /// Empty until headquarters has written it.
    public static Optional<HqFile> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return switch (Json.read(Files.readAllBytes(file), HqFile.class)) {
            case Json.Read.Message<HqFile>(var written) -> Optional.of(written);
            case Json.Read.Unreadable<HqFile>(var reason) -> throw new IOException(file + ": " + reason);
        };
    }
}
