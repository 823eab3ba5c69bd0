package org.hustings.hq.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.hustings.hq.children.Loopback;
import org.hustings.protocol.Json;
import org.hustings.protocol.WrongSettingException;
import org.hustings.provisioning.PemFiles;

/// What headquarters chose at its first start and keeps for ever, in `DATA/kept.json` (mode 600): stations come back to
/// the same ports, and the database knows only its first password.
record Kept(int postgresPort, String postgresPassword, int mqttPort, int webPort, String webPassword) {

    private static final int PASSWORD_BYTES = 24;

    /// Ports that the configuration names replace the kept ones. Nothing is written yet: see [#keep(Path)].
    static Kept readOrChoose(HqConfig config) throws IOException {
        var file = fileIn(config.data());
        var before = Files.exists(file) ? read(file) : choose();
        var now = new Kept(
                or(config.postgresPort(), before.postgresPort),
                before.postgresPassword,
                or(config.mqttPort(), before.mqttPort),
                or(config.webPort(), before.webPort),
                before.webPassword);
        return now.checked();
    }

    /// Keeps this from now on: once it has been checked, and before anything is made with its passwords.
    void keep(Path data) throws IOException {
        var file = fileIn(data);
        if (Files.notExists(file) || !read(file).equals(this)) {
            PemFiles.writePrivately(file, new String(Json.write(this), StandardCharsets.UTF_8) + "\n");
        }
    }

    private static Path fileIn(Path data) {
        return data.resolve("kept.json");
    }

    private Kept checked() {
        for (var port : List.of(postgresPort, mqttPort, webPort)) {
            if (port < 1 || port > 65_535) {
                throw new WrongSettingException(
                        "kept.json has the port " + port + " but a port is between 1 and 65535");
            }
        }
        if (postgresPort == mqttPort || mqttPort == webPort || webPort == postgresPort) {
            throw new WrongSettingException("own.pg-port is " + postgresPort + ", own.mqtt-port is " + mqttPort
                    + " and web.port is " + webPort + ": each needs a port of its own");
        }
        return this;
    }

    private static Kept choose() throws IOException {
        return new Kept(Loopback.freePort(), newPassword(), Loopback.freePort(), Loopback.freePort(), newPassword());
    }

    private static Kept read(Path file) throws IOException {
        return switch (Json.read(Files.readAllBytes(file), Kept.class)) {
            case Json.Read.Message<Kept>(var kept) -> kept;
            case Json.Read.Unreadable<Kept>(var reason) ->
                throw new WrongSettingException(file + " cannot be used: " + reason
                        + "; it holds the database's password: " + "restore it from a backup");
        };
    }

    private static int or(OptionalInt wanted, int kept) {
        return wanted.orElse(kept);
    }

    private static String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
