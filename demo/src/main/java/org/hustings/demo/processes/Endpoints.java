package org.hustings.demo.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.hustings.protocol.Json;

/// `endpoints.json`: where to look and knock from outside, with psql, mosquitto_sub, SIPp or a browser.
public record Endpoints(Web web, Postgres postgres, Mqtt mqtt, Sip sip, List<Children.Running> processes) {

    public record Web(String url, String user, String password) {}

    public record Postgres(String url, String user, String password) {}

    /// `operator` may read all topics and write none.
    public record Mqtt(String host, int port, String caFile, Identity operator, Spare spareStation) {}

    public record Identity(String certFile, String keyFile) {}

    /// A registered station that nobody runs.
    public record Spare(String id, String certFile, String keyFile) {}

    public record Sip(String town) {}

    public Endpoints with(List<Children.Running> running) {
        return new Endpoints(web, postgres, mqtt, sip, running);
    }

    /// Readers see the old file or the new one, never half of it; nobody else may read the passwords.
    public void write(Path file) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, Json.write(this));
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
