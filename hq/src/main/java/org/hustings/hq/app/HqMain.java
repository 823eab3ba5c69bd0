package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The program `hustings hq`.
@Command(
        name = "hq",
        description = "Headquarters: keeps the list, hands it to the stations, receives what was said.",
        mixinStandardHelpOptions = true,
        subcommands = {HqMain.Run.class},
        synopsisSubcommandLabel = "COMMAND")
public final class HqMain implements Runnable {

    private static final List<String> LOUD_LIBRARIES =
            List.of("io.zonky", "org.flywaydb", "com.zaxxer", "io.javalin", "org.eclipse.jetty");

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls run().
    private CommandLine.Model.CommandSpec spec;

    public static void main(String... args) {
        // Libraries tell of trouble only; a setting on the Java command line stands above ours.
        for (var library : LOUD_LIBRARIES) {
            quieten("org.slf4j.simpleLogger.log." + library, "warn");
        }
        quieten("org.slf4j.simpleLogger.showDateTime", "true");
        quieten("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        quieten("org.slf4j.simpleLogger.showThreadName", "false");
        System.exit(run(args));
    }

    private static void quieten(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /// Runs one command to its end and returns its exit code: 0 good, 2 usage or configuration, 3 a peer is
    /// unreachable, 1
    /// a bug. `run` ends with SIGTERM, or when its thread is interrupted.
    public static int run(String... args) {
        return new CommandLine(new HqMain())
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command))
                .execute(args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Missing command: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    private static int explain(Exception failure, CommandLine command) throws Exception {
        switch (failure) {
            case WrongSettingException wrong -> {
                command.getErr().println("hq: " + wrong.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            case IOException unreachable -> {
                command.getErr().println("hq: " + unreachable.getMessage());
                return 3;
            }
            default -> throw failure;
        }
    }

    @Command(name = "run", description = "Runs headquarters until it is told to stop.", mixinStandardHelpOptions = true)
    static final class Run implements Callable<Integer> {

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
}
