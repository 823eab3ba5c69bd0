package org.hustings.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the demo keeps things: one folder, and a short one for sockets if that folder's name is long.
record Places(Path root, boolean temporary, Path sockets) {

    /// `sun_path` of unix(7) holds 108 bytes; the station's part of a socket's name needs less than 50.
    private static final int SOCKET_FOLDER_MAX = 58;

    static Places at(Path folder) throws IOException {
        var root = folder.toAbsolutePath().normalize();
        Files.createDirectories(root);
        return of(root, false);
    }

    /// A fresh folder that is deleted at the end.
    static Places passing() throws IOException {
        return of(Files.createTempDirectory("hustings-demo-"), true);
    }

    private static Places of(Path root, boolean temporary) throws IOException {
        for (var folder : new String[] {"logs", "stations", "sample"}) {
            Files.createDirectories(root.resolve(folder));
        }
        var length = root.resolve("stations").toString().getBytes(StandardCharsets.UTF_8).length;
        var sockets = length <= SOCKET_FOLDER_MAX ? root.resolve("stations") : Files.createTempDirectory("hustings-");
        return new Places(root, temporary, sockets);
    }

    Path hq() {
        return root.resolve("hq");
    }

    Path hqFile() {
        return hq().resolve("hq.json");
    }

    Path endpoints() {
        return root.resolve("endpoints.json");
    }

    Path town() {
        return root.resolve("town.jsonl");
    }

    Path townReady() {
        return root.resolve("sample").resolve("town.json");
    }

    Path samples() {
        return root.resolve("sample");
    }

    Path sample(String name) {
        return root.resolve("sample").resolve(name);
    }

    Path station(String id) {
        return root.resolve("stations").resolve(id);
    }

    Path panel(String id) {
        return sockets.equals(root.resolve("stations"))
                ? station(id).resolve("panel.sock")
                : sockets.resolve(id + ".sock");
    }

    Path captures(String id) {
        return station(id).resolve("captures");
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    /// Deletes what nobody asked to keep.
    void close() throws IOException {
        if (!sockets.equals(root.resolve("stations"))) {
            delete(sockets);
        }
        if (temporary) {
            delete(root);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }
}
