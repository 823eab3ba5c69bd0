package org.hustings.station.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hustings.protocol.WrongSettingException;
import org.hustings.station.phone.PhoneException;
import org.hustings.station.screen.StationWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The station's door. Exit codes: 0 stopped or restarted on HQ's word (the service manager starts it again), 2
/// settings
/// that cannot serve, 1 a bug.
@Command(
        name = "station",
        mixinStandardHelpOptions = true,
        description = "Runs one call station: panel, screen, telephone and the link to headquarters.",
        footer = {
            "",
            "Every key of the file can be overridden by the environment: broker.host is HUSTINGS_STATION_BROKER_HOST.",
            "Exit codes: 0 stopped, 2 wrong usage or settings, 1 a bug. Broker and SIP peer may be away: it waits."
        })
public final class StationMain implements Callable<Integer> {

    static {
        // Before the first logger is made, and unless somebody has chosen already.
        if (System.getProperty("org.slf4j.simpleLogger.showDateTime") == null) {
            System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
            System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSX");
            System.setProperty("org.slf4j.simpleLogger.showShortLogName", "true");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(StationMain.class);
    private static final int GOOD = 0;
    private static final int BUG = 1;
    private static final int WRONG_SETTINGS = 2;
    /// A clean stop closes the line, says goodbye to HQ and closes the store; systemd kills after 10 s.
    private static final long STOP_SECONDS_MAX = 8;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The station's settings (TOML).")
    private Path config = Path.of("station.toml");

    public static void main(String... args) {
        // The store, SIP and JavaFX leave threads behind that would keep a stopped station alive.
        System.exit(run(args));
    }

    /// Runs until the station is stopped; never ends the JVM.
    public static int run(String... args) {
        return new CommandLine(new StationMain()).execute(args);
    }

    @Override
    public Integer call() {
        var running = new Running();
        var done = new CountDownLatch(1);
        var hook = Thread.ofPlatform().unstarted(() -> {
            running.end();
            await(done);
        });
        try {
            var settings = StationConfig.read(config, System.getenv());
            try (var lock = DataLock.take(settings.data());
                    var station = new StationWiring(
                            settings, BootTime.ofLinux(), StationDevices.of(settings, new Ends(running)))) {
                LOG.info("station {} on {}", settings.station(), lock);
                running.station = Optional.of(station);
                Runtime.getRuntime().addShutdownHook(hook);
                return station.run();
            }
        } catch (WrongSettingException | PhoneException wrong) {
            System.err.println(wrong.getMessage());
            return WRONG_SETTINGS;
        } catch (InterruptedException stopped) {
            return GOOD;
        } catch (RuntimeException bug) {
            LOG.error("the station stops because of a bug", bug);
            return BUG;
        } finally {
            done.countDown();
        }
    }

    private static void await(CountDownLatch done) {
        try {
            if (!done.await(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                System.err.println("the station did not stop in time");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// The station, once it runs: the window and the signal handler are made before it.
    private static final class Running {
        private volatile Optional<StationWiring> station = Optional.empty();

        void end() {
            station.ifPresent(StationWiring::stop);
        }
    }

    private record Ends(Running running) implements StationWindow.Ends {

        @Override
        public void closed() {
            LOG.info("the window was closed");
            running.end();
        }

        @Override
        public void broken() {
            // A picture that cannot be trusted is worse than a restart, which shows the saved state again.
            LOG.error("the screen cannot be drawn any more; the station restarts");
            Runtime.getRuntime().halt(BUG);
        }
    }
}
