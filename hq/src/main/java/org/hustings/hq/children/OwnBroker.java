package org.hustings.hq.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.WrongSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Headquarters' own mosquitto: TLS 1.3 with client certificates on 127.0.0.1, its files in `DATA/broker`.
///
/// Not thread-safe; its [Keeper] calls it.
public final class OwnBroker implements Child {

    private static final Logger LOG = LoggerFactory.getLogger(OwnBroker.class);
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    /// Debian keeps it where an ordinary user's search path does not look.
    private static final List<String> PLACES =
            List.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto");

    private final Path folder;
    private final Path log;
    private final int port;
    private final BrokerFiles files;

    /// The certificate and key are those the broker shows to its clients; `authority` certifies them all.
    public OwnBroker(Path data, int port, Path authority, Path certificate, Path key) {
        this.folder = data.resolve("broker");
        this.log = folder.resolve("mosquitto.log");
        this.port = port;
        this.files = new BrokerFiles(folder, port, authority, certificate, key);
    }

    @Override
    public String name() {
        return "mosquitto";
    }

    @Override
    public ProcessHandle start() throws IOException, InterruptedException {
        var orphan = running();
        if (orphan.isPresent() && files.areWritten() && Loopback.accepts(port)) {
            LOG.info(
                    "taking over mosquitto (pid {}) from an earlier run",
                    orphan.get().pid());
            return orphan.get();
        }
        stop();
        Loopback.requireFree(port, "own.mqtt-port");
        var program = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst();
        if (program.isEmpty()) {
            throw new WrongSettingException(
                    "mosquitto is not installed: install Debian's package mosquitto, or name a broker of "
                            + "your own in the settings (broker.host, broker.port, …)");
        }
        if (!files.areWritten()) {
            files.write();
        }
        Programs.beginAnew(log);
        try {
            return launch(program.get());
        } catch (IOException refused) {
            if (!hasBrokenMemory()) {
                throw refused;
            }
            LOG.warn("{} is of no use; mosquitto starts without it: nothing of ours relies on it", memory());
            Files.move(memory(), folder.resolve("mosquitto.db.broken"), StandardCopyOption.REPLACE_EXISTING);
            return launch(program.get());
        }
    }

    private ProcessHandle launch(String program) throws IOException, InterruptedException {
        var process = Programs.launch(
                folder, log, List.of(program, "-c", files.configurationFile().toString()));
        Programs.awaitServing(name(), process, () -> Loopback.accepts(port), START_MAX, log);
        return process.toHandle();
    }

    /// Where mosquitto keeps what waits for those who are away. It replaces that file by a shorter one when the disk is
    /// full while it saves, and then refuses to start on it (seen with 2.0.11).
    private Path memory() {
        return folder.resolve("mosquitto.db");
    }

    private boolean hasBrokenMemory() {
        return Files.exists(memory()) && Programs.lastWords(log).contains("Couldn't open database");
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        var process = running();
        if (process.isPresent()) {
            process.get().destroy();
            Programs.awaitEnd(process.get(), STOP_MAX);
        }
    }

    /// The broker of this folder, whoever started it. A person's shell may stand in the folder too.
    private Optional<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/mosquitto"))
                .filter(process -> Programs.workingIn(folder, process.pid()).isPresent())
                .filter(Programs::isRunning)
                .findFirst();
    }
}
