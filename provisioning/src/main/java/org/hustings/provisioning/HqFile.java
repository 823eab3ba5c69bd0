package org.hustings.provisioning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hustings.protocol.Json;
import org.hustings.protocol.WrongSettingException;

/// `DATA/hq.json`: how to reach the headquarters that runs on a data directory. Mode 600: it holds passwords.
///
/// Written when headquarters is up and whenever a child was started again, removed when it stops in order. After a kill
/// it
/// stays and names a `pid` that is gone.
public record HqFile(long pid, Postgres postgres, Mqtt mqtt, Web web, List<Child> processes) {

    private static final String NAME = "hq.json";

    public record Postgres(String url, String user, String password) {}

    /// `caFile` and the files below are absolute paths.
    public record Mqtt(String host, int port, String caFile, Operator operator) {}

    /// May read every topic and write none. One connection at a time: the broker ends the older one.
    public record Operator(String certFile, String keyFile) {}

    public record Web(String url, String user, String password) {}

    /// A child of headquarters, `postgres` or `broker`.
    public record Child(String role, long pid) {}

    public HqFile {
        processes = processes == null ? List.of() : List.copyOf(processes);
    }

    /// Throws a [WrongSettingException] when `data` is no headquarters' directory, an [IOException] when headquarters
    /// does
    /// not run on it; both say what to do.
    public static HqFile read(Path data) throws IOException {
        var file = data.resolve(NAME);
        if (Files.notExists(data.resolve("ca"))) {
            throw new WrongSettingException(
                    "\"" + data + "\" is no data directory of headquarters (hq.json is not there): "
                            + "name the one that headquarters was started with: hustings hq run --data DIR");
        }
        if (Files.notExists(file)) {
            throw new IOException(file + " is not there: headquarters does not run on this directory; start it with: "
                    + "hustings hq run --data " + data);
        }
        return switch (Json.read(Files.readAllBytes(file), HqFile.class)) {
            case Json.Read.Message<HqFile>(var found) -> found;
            case Json.Read.Unreadable<HqFile>(var reason) -> throw new IOException(file + " cannot be used: " + reason);
        };
    }

    public void write(Path data) throws IOException {
        PemFiles.writePrivately(data.resolve(NAME), new String(Json.write(this), StandardCharsets.UTF_8) + "\n");
    }

    public static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }
}
