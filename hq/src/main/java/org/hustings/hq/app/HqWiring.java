package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.hustings.hq.children.Keeper;
import org.hustings.hq.children.Loopback;
import org.hustings.hq.children.OwnBroker;
import org.hustings.hq.children.OwnPostgres;
import org.hustings.hq.trust.OwnCertificates;
import org.hustings.provisioning.HqFile;
import org.hustings.provisioning.PemFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the parts of headquarters from top to bottom and closes them in reverse.
final class HqWiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HqWiring.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final HqConfig config;
    private final Clock clock;

    private HqWiring(HqConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /// Returns when everything serves; throws with nothing left running.
    static HqWiring start(HqConfig config, Clock clock) throws IOException, InterruptedException {
        var wiring = new HqWiring(config, clock);
        try {
            wiring.build();
            return wiring;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            wiring.close();
            throw failed;
        }
    }

    String webUrl() {
        return "";
    }

    private void build() throws IOException, InterruptedException {
        PemFiles.createPrivateFolder(config.data());
        opened.push(DataLock.take(config.data()));
        var kept = Kept.readOrChoose(config);
        var certificates = OwnCertificates.openOrCreate(config.data(), List.of("localhost", Loopback.HOST), clock);
        var own = new OwnPostgres(config.data(), cache(), kept.postgresPort(), kept.postgresPassword());
        var postgres = opened(Keeper.start(own, () -> {}));
        var ownBroker = new OwnBroker(
                config.data(),
                kept.mqttPort(),
                certificates.authority(),
                certificates.broker().certificate(),
                certificates.broker().key());
        var broker = opened(Keeper.start(ownBroker, () -> {}));
        var file = new HqFile(
                ProcessHandle.current().pid(),
                new HqFile.Postgres(own.url(), own.user(), kept.postgresPassword()),
                new HqFile.Mqtt(
                        Loopback.HOST,
                        kept.mqttPort(),
                        certificates.authority().toString(),
                        new HqFile.Operator(
                                certificates.operator().certificate().toString(),
                                certificates.operator().key().toString())),
                new HqFile.Web("", "", ""),
                List.of(new HqFile.Child("postgres", postgres.pid()), new HqFile.Child("broker", broker.pid())));
        file.write(config.data());
        opened.push(() -> HqFile.remove(config.data()));
    }

    private static Path cache() {
        return Path.of(System.getProperty("user.home"), ".cache", "hustings");
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                LOG.warn("while stopping: {}", failed.getMessage());
            }
        }
    }
}
