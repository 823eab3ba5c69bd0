package org.hustings.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.hustings.protocol.StationId;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `provision station ID`: a key, a certificate, `station.toml`, and a row in headquarters' database.
@Command(
        name = "station",
        description = "Registers a station with the headquarters that runs on --hq and writes its files into --out.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class StationCommand implements Callable<Integer> {

    private static final int STORE_KEY_BYTES = 32;

    private final Clock clock;

    @Parameters(index = "0", paramLabel = "ID", description = "For ever: 3 to 32 of a-z, 0-9 and -, such as ashford-4.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private String id;

    @Option(names = "--hq", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
    @SuppressWarnings("NullAway.Init")
    private Path hq;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the station's files go.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--replace", description = "Gives a known station a new key; what it has stored stays readable.")
    private boolean replace;

    @Option(names = "--office", paramLabel = "ID", description = "Whose budget its calls count against.")
    private @Nullable String office;

    @Mixin
    private final StationChoices choices = new StationChoices();

    StationCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        var station = station();
        choices.check();
        var endpoints = HqFile.read(hq);
        var authority = authority();
        if (Files.exists(out.resolve("station.toml")) && !replace) {
            throw new WrongSettingException("--out is \"" + out + "\", which holds a station already: name another "
                    + "directory, or add --replace");
        }
        PemFiles.createPrivateFolder(out);
        try (var register = StationRegister.open(endpoints.postgres())) {
            if (!register.add(station, choices.desk, clock.instant(), replace)) {
                throw new WrongSettingException(
                        "ID is \"" + station + "\", which is registered already: an id belongs to "
                                + "one box for ever; choose another, or add --replace if this is the same box");
            }
            if (office != null && !register.assign(station, office)) {
                throw new WrongSettingException(
                        "--office is \"" + office + "\", but no campaign has that office: see hustings hq office list");
            }
            writeFiles(station, endpoints.mqtt(), authority);
            register.commit();
        }
        System.out.println("Station " + station + " is ready in " + out + "; its certificate lasts "
                + CertificateAuthority.STATION_VALIDITY.toDays() + " days.");
        return 0;
    }

    private void writeFiles(StationId station, HqFile.Mqtt mqtt, CertificateAuthority authority) throws IOException {
        authority.issue(
                CertificateAuthority.Use.CLIENT,
                station.value(),
                CertificateAuthority.STATION_VALIDITY,
                List.of(),
                out.resolve("station.crt"),
                out.resolve("station.key"));
        PemFiles.writePrivately(out.resolve("ca.crt"), Files.readString(Path.of(mqtt.caFile())));
        // A new key would make sealed reports in the station's outbox unreadable, and so lose them.
        if (Files.notExists(out.resolve("store.key"))) {
            var key = new byte[STORE_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            PemFiles.writePrivately(
                    out.resolve("store.key"), Base64.getEncoder().encodeToString(key) + "\n");
        }
        // The last one: a directory with a station.toml is complete.
        PemFiles.writePrivately(out.resolve("station.toml"), choices.toml(station, mqtt));
    }

    private StationId station() {
        try {
            var station = new StationId(id);
            if (id.equals(CertificateAuthority.OPERATOR)) {
                throw new IllegalArgumentException("that name is the onlooker's, who may read everything");
            }
            return station;
        } catch (IllegalArgumentException refused) {
            throw new WrongSettingException("ID is \"" + id + "\": " + refused.getMessage());
        }
    }

    private CertificateAuthority authority() {
        try {
            return CertificateAuthority.open(hq.resolve("ca"), clock);
        } catch (IOException absent) {
            throw new WrongSettingException(
                    "--hq is \"" + hq + "\", but its certificate authority cannot be used: " + absent.getMessage());
        }
    }
}
