package org.hustings.hq.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalInt;
import org.hustings.hq.children.Loopback;
import org.hustings.protocol.Json;
import org.hustings.protocol.WrongSettingException;
import org.hustings.provisioning.PemFiles;

/// What headquarters chose at its first start and keeps for ever, in `DATA/kept.json` (mode 600): stations come back to
/// the same ports, and the database knows only its first password.
record Kept(int postgresPort, String postgresPassword, int mqttPort, int webPort, String webPassword) {

    private static final int PASSWORD_BYTES = 24;

    /// Ports that the configuration names replace the kept ones and are kept from now on.
    static Kept readOrChoose(HqConfig config) throws IOException {
        var file = config.data().resolve("kept.json");
        var before = Files.exists(file) ? read(file) : choose();
        var now = new Kept(
                or(config.postgresPort(), before.postgresPort),
                before.postgresPassword,
                or(config.mqttPort(), before.mqttPort),
                or(config.webPort(), before.webPort),
                before.webPassword);
        if (Files.notExists(file) || !now.equals(before)) {
            PemFiles.writePrivately(file, new String(Json.write(now), StandardCharsets.UTF_8) + "\n");
        }
        return now;
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
