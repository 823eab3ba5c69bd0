package org.hustings.hq.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hustings.hq.children.Keeper;
import org.hustings.hq.children.Loopback;
import org.hustings.hq.children.OwnBroker;
import org.hustings.hq.children.OwnPostgres;
import org.hustings.hq.trust.OwnCertificates;
import org.hustings.protocol.MutualTls;
import org.hustings.provisioning.HqFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Headquarters on a PostgreSQL and a broker that somebody else runs.
@Tag("slow")
@Timeout(120)
class HqWithYoursTest {

    private static final String PASSWORD = "yours";

    @TempDir
    static Path yours;

    @TempDir
    Path folder;

    private static OwnPostgres postgres;
    private static OwnCertificates certificates;
    private static Keeper database;
    private static Keeper broker;
    private static int mqttPort;

    @BeforeAll
    static void startYours() throws Exception {
        var cache = Path.of(System.getProperty("user.home"), ".cache", "hustings");
        postgres = new OwnPostgres(yours, cache, Loopback.freePort(), PASSWORD);
        database = Keeper.start(postgres, () -> {});
        certificates = OwnCertificates.openOrCreate(yours, List.of("localhost", "127.0.0.1"), Clock.systemUTC());
        mqttPort = Loopback.freePort();
        var shown = certificates.broker();
        broker = Keeper.start(
                new OwnBroker(yours, mqttPort, shown.authority(), shown.certificate(), shown.key()), () -> {});
    }

    @AfterAll
    static void stopYours() {
        broker.close();
        database.close();
    }

    @Test
    void withUrlsHeadquartersUsesYoursAndStartsNone() throws Exception {
        try (var _ = HqWiring.start(config(postgres.url(), mqttPort, certificates.hq()), Clock.systemUTC())) {
            var file = HqFile.read(folder.resolve("data"));
            assertThat(file.processes()).isEmpty();
            assertThat(file.postgres().url()).isEqualTo(postgres.url());
            assertThat(file.mqtt().port()).isEqualTo(mqttPort);
        }

        assertThat(folder.resolve("data").resolve("postgres")).doesNotExist();
        assertThat(database.isRunning()).isTrue();
        assertThat(broker.isRunning()).isTrue();
    }

    @Test
    void aDatabaseOrBrokerThatDoesNotAnswerIsNamed() throws Exception {
        var nobody = Loopback.freePort();
        var noDatabase = config("jdbc:postgresql://127.0.0.1:" + nobody + "/hustings", mqttPort, certificates.hq());
        var noBroker = config(postgres.url(), nobody, certificates.hq());

        assertThatThrownBy(() -> HqWiring.start(noDatabase, Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("postgres.url is jdbc:postgresql://127.0.0.1:" + nobody);
        assertThatThrownBy(() -> HqWiring.start(noBroker, Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1 and " + nobody);
    }

    private HqConfig config(String url, int port, MutualTls identity) throws IOException {
        var file = Files.writeString(folder.resolve("hq.toml"), """
                [postgres]
                url = "%s"
                user = "%s"
                password = "%s"
                [broker]
                host = "127.0.0.1"
                port = %d
                ca = "%s"
                certificate = "%s"
                key = "%s"
                """.formatted(
                url, postgres.user(), PASSWORD, port, identity.authority(), identity.certificate(), identity.key()));
        var noFlags = new HqConfig.Flags(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
        return HqConfig.read(folder.resolve("data"), Optional.of(file), noFlags, Map.of());
    }
}
