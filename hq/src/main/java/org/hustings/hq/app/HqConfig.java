package org.hustings.hq.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.Settings;
import org.hustings.protocol.WrongSettingException;

/// What headquarters was told at its start. Without `postgres` or `broker` it runs its own.
record HqConfig(
        Path data,
        Optional<Database> postgres,
        Optional<Broker> broker,
        OptionalInt webPort,
        OptionalInt mqttPort,
        OptionalInt postgresPort) {

    static final String PREFIX = "HUSTINGS_HQ";

    /// The flags that stand above these keys.
    private static final Map<String, String> OPTIONS =
            Map.of("web.port", "--web-port", "own.mqtt-port", "--mqtt-port", "own.pg-port", "--pg-port");

    record Database(String url, String user, String password) {}

    record Broker(String host, int port, MutualTls identity) {}

    /// The ports of the command line; they stand above file and environment.
    record Flags(OptionalInt webPort, OptionalInt mqttPort, OptionalInt postgresPort) {}

    /// Throws a [org.hustings.protocol.WrongSettingException] that names the key.
    static HqConfig read(Path data, Optional<Path> file, Flags flags, Map<String, String> environment) {
        var settings = file.map(path -> Settings.read(path, PREFIX, environment))
                .orElseGet(() -> Settings.none(PREFIX, environment));
        var config = new HqConfig(
                data.toAbsolutePath().normalize(),
                database(settings),
                broker(settings),
                port(settings, "web.port", flags.webPort()),
                port(settings, "own.mqtt-port", flags.mqttPort()),
                port(settings, "own.pg-port", flags.postgresPort()));
        settings.refuseUnknown();
        return config;
    }

    private static Optional<Database> database(Settings settings) {
        var url = settings.parsed("postgres.url", HqConfig::jdbc);
        var user = settings.text("postgres.user");
        var password = settings.text("postgres.password");
        if (!settings.mentions("postgres")) {
            return Optional.empty();
        }
        return Optional.of(new Database(
                settings.required("postgres.url", url),
                settings.required("postgres.user", user),
                settings.required("postgres.password", password)));
    }

    private static Optional<Broker> broker(Settings settings) {
        var host = settings.text("broker.host");
        var port = settings.integer("broker.port", 1, 65_535);
        var ca = settings.path("broker.ca");
        var certificate = settings.path("broker.certificate");
        var key = settings.path("broker.key");
        if (!settings.mentions("broker")) {
            return Optional.empty();
        }
        var identity = new MutualTls(
                settings.required("broker.ca", ca),
                settings.required("broker.certificate", certificate),
                settings.required("broker.key", key));
        return Optional.of(new Broker(settings.required("broker.host", host), port.orElse(8883), identity));
    }

    private static OptionalInt port(Settings settings, String key, OptionalInt flag) {
        var given = settings.integer(key, 1, 65_535);
        if (flag.isPresent() && (flag.getAsInt() < 1 || flag.getAsInt() > 65_535)) {
            throw new WrongSettingException(
                    OPTIONS.get(key) + " is " + flag.getAsInt() + " but a port is between 1 and 65535");
        }
        return flag.isPresent() ? flag : given;
    }

    private static String jdbc(String url) {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new IllegalArgumentException("jdbc:postgresql://HOST:PORT/DATABASE");
        }
        return url;
    }
}
