package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hq run`: headquarters itself, until SIGTERM, or until its thread is interrupted.
@Command(name = "run", description = "Runs headquarters until it is told to stop.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Where everything is kept.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings (TOML).")
    private @Nullable Path config;

    @Option(names = "--web-port", paramLabel = "P", description = "Port of the web page on 127.0.0.1.")
    private @Nullable Integer webPort;

    @Option(names = "--mqtt-port", paramLabel = "P", description = "Port of headquarters' own broker.")
    private @Nullable Integer mqttPort;

    @Option(names = "--pg-port", paramLabel = "P", description = "Port of headquarters' own PostgreSQL.")
    private @Nullable Integer postgresPort;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var flags = new HqConfig.Flags(port(webPort), port(mqttPort), port(postgresPort));
        var settings = HqConfig.read(data, Optional.ofNullable(config), flags, System.getenv());
        var stop = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var onSignal = Thread.ofPlatform().name("stop").unstarted(() -> stopAndWait(stop, closed));
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (var hq = HqWiring.start(settings, Clock.systemUTC())) {
            System.out.println("Headquarters is up: " + hq.webUrl() + " (user and password in "
                    + settings.data().resolve("hq.json") + ")");
            stop.await();
        } catch (InterruptedException told) {
            // The same as SIGTERM, from a program that runs us in itself.
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /// Java would report a signal as its exit code; a stop in order is no failure.
    private static void stopAndWait(CountDownLatch stop, CountDownLatch closed) {
        if (closed.getCount() == 0) {
            return;
        }
        stop.countDown();
        try {
            closed.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    private static OptionalInt port(@Nullable Integer given) {
        return given == null ? OptionalInt.empty() : OptionalInt.of(given);
    }
}
