package org.hustings.demo.bench;

import static org.hustings.demo.bench.Outcome.atLeast;
import static org.hustings.demo.bench.Outcome.figure;
import static org.hustings.demo.bench.Outcome.ratio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hustings.demo.BareBank;
import org.hustings.demo.CannotStartException;
import org.hustings.demo.processes.Program;
import org.hustings.hq.app.HqMain;
import org.hustings.provisioning.HqFile;
import org.postgresql.PGConnection;

/// How fast a list gets into the queue: CSV file → people, dial units and corners committed, by the program a data lead
/// runs, with the start of that program; and beside it PostgreSQL's own COPY of the same file into a bare table. Both
/// wait for the disk (fsync is on).
final class ImportBench {

    static final String NAME = "import";
    static final String WHAT = "a list of people into the queue, beside PostgreSQL's COPY of the same file";

    static final int MAX = 10_000_000;
    private static final List<Integer> SIZES = List.of(100_000, 1_000_000, MAX);
    static final int LEAST = 1_000;

    /// Design, section 10.
    private static final double CONTACTS_PER_SECOND = 50_000;

    private static final int HEAP_MB = 256;
    private static final int LOOK_MS = 50;
    private static final int MINUTES_MAX = 60;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int max;
    private final Progress progress;

    ImportBench(int max, Progress progress) {
        this.max = max;
        this.progress = progress;
    }

    private record Run(int people, double seconds, double copySeconds, Memory memory) {

        double perSecond() {
            return people / seconds;
        }

        double copyRatio() {
            return copySeconds / seconds;
        }
    }

    Outcome run() throws IOException, InterruptedException, CannotStartException {
        var load = Load.words();
        var runs = new ArrayList<Run>();
        try (var bank = BareBank.open(1, progress::say)) {
            for (var size : sizes()) {
                runs.add(measure(bank, size));
            }
        } catch (SQLException away) {
            throw new CannotStartException(
                    CannotStartException.UNREACHABLE, "headquarters' database does not answer: " + away.getMessage());
        }
        return outcome(runs, load);
    }

    private List<Integer> sizes() {
        var sizes = new ArrayList<Integer>();
        for (var size : SIZES) {
            if (size < max) {
                sizes.add(size);
            }
        }
        sizes.add(max);
        return sizes;
    }

    private static Outcome outcome(List<Run> runs, String load) {
        var largest = runs.getLast();
        var lines = new ArrayList<Outcome.Line>();
        lines.add(atLeast("contactsPerSecond", largest.perSecond(), CONTACTS_PER_SECOND));
        for (var run : runs) {
            lines.add(figure("contactsPerSecondOf" + words(run.people()), run.perSecond()));
            lines.add(figure("ownMemoryMbOf" + words(run.people()), run.memory().ownMb()));
            lines.add(figure(
                    "mappedMemoryMbOf" + words(run.people()), run.memory().mappedMb()));
        }
        lines.add(ratio("copyRatio", largest.copyRatio(), Double.NaN));
        lines.add(ratio(
                "memoryRatio",
                largest.memory().ownMb() / runs.getFirst().memory().ownMb(),
                Double.NaN));
        return new Outcome(
                NAME,
                lines,
                List.of(
                        load,
                        "whole program, start to commit; contactsPerSecond and copyRatio are of " + largest.people()
                                + " people",
                        "copyRatio: our people per second ÷ COPY's rows per second of the same file into a table"
                                + " without index",
                        "ownMemory: resident memory of the program but for mapped files, heap at most " + HEAP_MB
                                + " MB; mappedMemory: class files and the table of keys, which the kernel may write"
                                + " out"));
    }

    private static String words(int people) {
        return people % 1_000_000 == 0
                ? people / 1_000_000 + "M"
                : people % 1_000 == 0 ? people / 1_000 + "k" : "" + people;
    }

    private Run measure(BareBank bank, int people)
            throws IOException, InterruptedException, CannotStartException, SQLException {
        var file = bank.folder().resolve("voters-" + people + ".csv");
        progress.say("writing a list of " + people);
        VoterFile.write(file, people);
        var hq = bank.folder().resolve("hq");
        var campaign = campaign(bank.folder(), people);
        if (HqMain.run("campaign", "--data", hq.toString(), campaign.toString()) != 0) {
            throw new CannotStartException(CannotStartException.CONFIGURATION, "headquarters refused the campaign");
        }
        progress.say("importing " + people);
        var memory = new Memory();
        var begun = System.nanoTime();
        imported(bank, people, file, memory);
        var seconds = (System.nanoTime() - begun) / NANOS;
        progress.say("COPY of the same " + people);
        var copy = copy(bank.postgres(), file);
        Files.delete(file);
        return new Run(people, seconds, copy, memory);
    }

    private static Path campaign(Path folder, int people) throws IOException {
        return Files.writeString(folder.resolve("campaign-" + people + ".toml"), """
                id = "voters-%d"
                name = "Import benchmark"
                region = "US"
                callerId = "+12025550100"
                hours = "09:00-20:00"
                [script]
                sponsor = "Nobody"
                callBackNumber = "+12025550100"
                [[script.steps.en]]
                id = "greeting"
                say = "Hello"
                """.formatted(people));
    }

    private void imported(BareBank bank, int people, Path file, Memory memory)
            throws IOException, InterruptedException, CannotStartException {
        var program = Program.ofJava(
                "import",
                "import",
                "hustings-import",
                List.of("-Xmx" + HEAP_MB + "m"),
                HqMain.class.getName(),
                List.of(
                        "import",
                        "--data",
                        bank.folder().resolve("hq").toString(),
                        "--campaign",
                        "voters-" + people,
                        file.toString()),
                bank.folder().resolve("import.log"));
        var process = new ProcessBuilder(program.command())
                .redirectErrorStream(true)
                .redirectOutput(program.log().toFile())
                .start();
        try {
            var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES_MAX);
            while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                memory.look(process.pid());
                if (System.nanoTime() > deadline) {
                    throw new CannotStartException(
                            CannotStartException.UNREACHABLE, "the import took over " + MINUTES_MAX + " minutes");
                }
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new CannotStartException(
                    CannotStartException.UNREACHABLE, "the import failed: " + Files.readString(program.log()));
        }
    }

    /// Seconds that PostgreSQL takes for the file alone.
    private static double copy(HqFile.Postgres postgres, Path file) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var bytes = Files.newInputStream(file)) {
            statement.execute("drop table if exists bare");
            statement.execute("create table bare (id text, given text, family text, phone text, address text, zip text,"
                    + " city text, state text)");
            var begun = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy bare from stdin (format csv, header)", bytes, 1 << 16);
            var seconds = (System.nanoTime() - begun) / NANOS;
            statement.execute("drop table bare");
            return seconds;
        }
    }

    /// The most that a process had resident at once (proc(5), status).
    private static final class Memory {

        private static final double KB_IN_MB = 1_024;

        private double own;
        private double mapped;

        void look(long pid) {
            try {
                var status = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.UTF_8);
                own = Math.max(own, value(status, "RssAnon:"));
                mapped = Math.max(mapped, value(status, "RssFile:"));
            } catch (IOException ended) {
                // Between two looks; what was seen stands.
            }
        }

        private static double value(List<String> status, String name) {
            return status.stream()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KB_IN_MB)
                    .findFirst()
                    .orElse(0);
        }

        double ownMb() {
            return own;
        }

        double mappedMb() {
            return mapped;
        }
    }
}
