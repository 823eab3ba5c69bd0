package org.hustings.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The program `hustings demo`.
@Command(
        name = "hustings demo",
        mixinStandardHelpOptions = true,
        description = "The whole phone bank on one machine, set up from nothing: headquarters with its own database and"
                + " broker, a town of simulated voters with real SIP and sound, stations, and robots as volunteers.",
        footer = {
            "",
            "Exit codes: 0 every invariant held; 1 one did not, or a bug; 2 usage or configuration; 3 a peer is"
                    + " unreachable."
        })
public final class DemoMain implements Callable<Integer> {

    @Option(
            names = "--stations",
            paramLabel = "N",
            defaultValue = "5",
            description = "Call stations. Default: ${DEFAULT-VALUE}")
    private int stations;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "No call begins after the N-th; the demo ends when all are reported. Default: ${DEFAULT-VALUE}")
    private int calls;

    @Option(names = "--keep", description = "After the last call go on serving until interrupted.")
    private boolean keep;

    @Option(names = "--headless", description = "No window, no questions.")
    private boolean headless;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "Shrinks the town's talk and ring times and the robots' pauses, nothing else. Default:"
                    + " ${DEFAULT-VALUE}")
    private double speed;

    @Option(names = "--port", paramLabel = "P", description = "Of the demo's own page. Default: 8480, or any free one.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Kept. Default: a temporary folder, deleted at the end.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--sip",
            paramLabel = "HOST:PORT",
            description = "Another SIP peer instead of the town; needs --list.")
    private Optional<String> sip = Optional.empty();

    @Option(names = "--list", paramLabel = "FILE", description = "The CSV list to call through --sip.")
    private Optional<Path> list = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures of the run as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of voters and robots. Default: ${DEFAULT-VALUE}")
    private long seed;

    private DemoMain() {}

    public static void main(String... args) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.exit(run(args));
    }

    /// Runs the demo to its end and returns its exit code.
    public static int run(String... args) {
        return new CommandLine(new DemoMain()).execute(args);
    }

    @Override
    public Integer call() throws IOException {
        var console = new Console(
                System.out,
                Optional.ofNullable(System.console())
                        .filter(terminal -> terminal.isTerminal())
                        .isPresent());
        try {
            return runUntilDoneOrStopped(checked(), console);
        } catch (CannotStartException wrong) {
            System.err.println("hustings demo: " + wrong.getMessage());
            return wrong.exitCode();
        } catch (InterruptedException stopped) {
            System.err.println("hustings demo: stopped before the phone bank was open");
            return 1;
        }
    }

    /// Ctrl-C and SIGTERM end everything in order. Java would report the signal as its exit code; the demo's own word
    /// counts.
    private static int runUntilDoneOrStopped(Options options, Console console)
            throws IOException, InterruptedException, CannotStartException {
        var closed = new CountDownLatch(1);
        var demo = new Demo(options, console);
        var onSignal = Thread.ofPlatform().name("stop").unstarted(() -> {
            console.say("Stopping …");
            demo.interrupt();
            try {
                closed.await();
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(demo.exitCode());
        });
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            return demo.run();
        } finally {
            closed.countDown();
            removeHook(onSignal);
        }
    }

    private static void removeHook(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException goingDownAlready) {
            // The hook runs; it ends this process with the demo's exit code.
        }
    }

    private Options checked() throws CannotStartException {
        range("--stations", stations, 1, Options.STATIONS_MAX);
        range("--calls", calls, 0, Options.CALLS_MAX);
        if (!(speed > 0 && speed <= Options.SPEED_MAX)) {
            throw wrong("--speed is " + speed + "; allowed: above 0, at most " + (int) Options.SPEED_MAX);
        }
        if (port.isPresent()) {
            range("--port", port.get(), 1, 65_535);
        }
        if (sip.isPresent() && !sip.get().matches("[^:\\s]+:\\d{1,5}")) {
            throw wrong("--sip is \"" + sip.get() + "\"; allowed: HOST:PORT, such as 127.0.0.1:5060");
        }
        return new Options(stations, calls, keep, headless, speed, port, data, sip, list, report, seed);
    }

    private static void range(String option, int given, int least, int most) throws CannotStartException {
        if (given < least || given > most) {
            throw wrong(option + " is " + given + "; allowed: " + least + " to " + most);
        }
    }

    private static CannotStartException wrong(String message) {
        return new CannotStartException(CannotStartException.CONFIGURATION, message);
    }
}
