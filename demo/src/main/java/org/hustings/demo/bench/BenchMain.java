package org.hustings.demo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hustings.demo.CannotStartException;
import org.hustings.protocol.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The program `hustings bench`: measures, prints a table, and judges against the budgets of the design's section 10.
/// A missed budget is told in the table; the exit code says only whether the measuring worked.
@Command(
        name = "hustings bench",
        mixinStandardHelpOptions = true,
        description = "Benchmarks. Run them alone: on a busy machine they measure the other work.",
        footer = {
            "",
            "Exit codes: 0 measured, whether or not the budgets were met; 1 a bug; 2 usage or configuration; 3 a part"
                    + " of it was unreachable."
        })
public final class BenchMain implements Callable<Integer> {

    /// So that a percentile of them means something.
    private static final int CALLS_LEAST = 100;
    /// A run of an hour and more; the sample list still lasts.
    private static final int CALLS_MOST = 5_000;

    private static final String LIST = "list";

    private final PrintStream out;

    @Parameters(paramLabel = "NAME", description = "Which one; `list` names them.")
    private String name = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "Calls that are counted, " + CALLS_LEAST + " to " + CALLS_MOST + ". Default: "
                    + CallBench.CALLS + " for call, " + SyncBench.CALLS + " for sync")
    private Optional<Integer> calls = Optional.empty();

    @Option(
            names = "--max",
            paramLabel = "N",
            description = "The longest list of import, " + ImportBench.LEAST + " to " + ImportBench.MAX + ". Default: "
                    + ImportBench.MAX)
    private Optional<Integer> max = Optional.empty();

    private BenchMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String... args) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.exit(run(args));
    }

    /// Runs one benchmark to its end and returns the exit code.
    public static int run(String... args) {
        return run(System.out, args);
    }

    static int run(PrintStream out, String... args) {
        return new CommandLine(new BenchMain(out)).execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            switch (name) {
                case LIST -> list();
                case CallBench.NAME -> tell(new CallBench(checked(CallBench.CALLS), progress()).run());
                case SyncBench.NAME -> tell(new SyncBench(checked(SyncBench.CALLS), progress()).run());
                case ImportBench.NAME -> tell(new ImportBench(checkedMax(), progress()).run());
                default -> throw wrong("there is no benchmark \"" + name + "\"; `hustings bench list` names them");
            }
            return 0;
        } catch (CannotStartException wrong) {
            System.err.println("hustings bench: " + wrong.getMessage());
            return wrong.exitCode();
        }
    }

    private void list() {
        out.printf("%-8s %s%n", CallBench.NAME, CallBench.WHAT);
        out.printf("%-8s %s%n", SyncBench.NAME, SyncBench.WHAT);
        out.printf("%-8s %s%n", ImportBench.NAME, ImportBench.WHAT);
    }

    private void tell(Outcome outcome) throws IOException {
        outcome.table().forEach(out::println);
        if (json.isPresent()) {
            Files.write(json.get(), Json.write(outcome.told()));
        }
    }

    private int checked(int otherwise) throws CannotStartException {
        int wanted = calls.orElse(otherwise);
        if (wanted < CALLS_LEAST || wanted > CALLS_MOST) {
            throw wrong("--calls is " + wanted + "; allowed: " + CALLS_LEAST + " to " + CALLS_MOST);
        }
        checkJson();
        return wanted;
    }

    private int checkedMax() throws CannotStartException {
        int wanted = max.orElse(ImportBench.MAX);
        if (wanted < ImportBench.LEAST || wanted > ImportBench.MAX) {
            throw wrong("--max is " + wanted + "; allowed: " + ImportBench.LEAST + " to " + ImportBench.MAX);
        }
        checkJson();
        return wanted;
    }

    /// Found out now, not after minutes of measuring.
    private void checkJson() throws CannotStartException {
        if (json.isPresent()) {
            var folder = json.get().toAbsolutePath().getParent();
            if (folder == null || !Files.isWritable(folder) || Files.isDirectory(json.get())) {
                throw wrong("--json " + json.get() + " cannot be written; name a file in a folder that can");
            }
        }
    }

    private Progress progress() {
        return new Progress(System.err, name);
    }

    private static CannotStartException wrong(String message) {
        return new CannotStartException(CannotStartException.CONFIGURATION, message);
    }
}
