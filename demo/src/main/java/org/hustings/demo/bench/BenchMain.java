package org.hustings.demo.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hustings.demo.BenchRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The program `hustings bench`. Run it alone on the machine: it measures, it does not judge.
@Command(
        name = "hustings bench",
        mixinStandardHelpOptions = true,
        description = "Benchmarks; \"list\" names them. Each prints a table, and writes it as JSON with --json.")
public final class BenchMain implements Callable<Integer> {

    private static final int GOOD = 0;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    /// The first dials of a young JVM are slow; budgets are for percentiles of at least so many.
    private static final int CALLS = 120;
    private static final int STATIONS = 2;

    @Parameters(index = "0", paramLabel = "NAME", description = "list, call or sync")
    private String name = "list";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes {bench, figures, ratios}.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--calls", paramLabel = "N", defaultValue = "" + CALLS, description = "Default: ${DEFAULT-VALUE}")
    private int calls;

    private BenchMain() {}

    public static void main(String... args) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.exit(run(args));
    }

    /// Runs one benchmark and returns the exit code: 0 good, 2 usage or configuration, 3 a peer is unreachable.
    public static int run(String... args) {
        return new CommandLine(new BenchMain()).execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (calls < 1) {
            System.err.println("hustings bench: --calls is " + calls + "; allowed: 1 and more");
            return USAGE;
        }
        try {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "list" -> {
                    System.out.println("call  green press to INVITE, as the station stamps both");
                    System.out.println("sync  report made durable at the station to report in headquarters' database");
                }
                case "call" -> pressToInvite();
                case "sync" -> reportToHq();
                default -> {
                    System.err.println("hustings bench: there is no " + name + "; allowed: list, call, sync");
                    return USAGE;
                }
            }
            return GOOD;
        } catch (IOException missing) {
            System.err.println("hustings bench: " + missing.getMessage());
            return UNREACHABLE;
        }
    }

    private void pressToInvite() throws IOException, InterruptedException {
        var spread = BenchRun.calls(1, calls).pressToInviteMs();
        // Said loudly: a missing figure must not look like a good one.
        System.err.println("  not measured yet: the same dials by baresip, answerToAckRatio, answerToRtpRatio");
        finish(Figures.of("call")
                .figure("pressToInviteMsP50", spread.percentile(50))
                .figure("pressToInviteMsP99", spread.percentile(99))
                .figure("calls", spread.sorted().size()));
    }

    private void reportToHq() throws IOException, InterruptedException {
        var spread = BenchRun.calls(STATIONS, calls).reportToHqMs();
        finish(Figures.of("sync")
                .figure("reportToHqMsP50", spread.percentile(50))
                .figure("reportToHqMsP95", spread.percentile(95))
                .figure("reports", spread.sorted().size()));
    }

    private void finish(Figures figures) throws IOException {
        figures.print(System.out);
        figures.write(json);
    }
}
