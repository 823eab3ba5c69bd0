package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hustings.hq.children.DataDisk;
import org.hustings.hq.lists.AccountKey;
import org.hustings.hq.lists.ImportOptions;
import org.hustings.hq.lists.ImportResult;
import org.hustings.hq.lists.Lists;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.WrongSettingException;
import org.hustings.provisioning.HqFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hq import`: a list of people into a campaign of the headquarters that runs.
@Command(
        name = "import",
        description = "Imports a list of people (CSV) into a campaign. Good rows are imported, bad ones listed.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private Path data;

    @Option(names = "--campaign", required = true, paramLabel = "ID", description = "The campaign they are called for.")
    @SuppressWarnings("NullAway.Init")
    private String campaign;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Where rejected rows are listed with line, column and reason (default: <FILE>.rejects.csv).")
    private @Nullable Path rejects;

    @Option(
            names = "--map",
            paramLabel = "HEADING=COLUMN",
            description = "What a heading means, for example --map \"Tel. privat=phone\"; \"ignore\" leaves a column"
                    + " out. May be given several times.")
    private List<String> columns = List.of();

    @Option(names = "--dry-run", description = "Reads and judges everything and writes nothing but the rejects.")
    private boolean isDryRun;

    @Option(names = "--list", paramLabel = "NAME", description = "The list they go into (default: the file's name).")
    private Optional<String> list = Optional.empty();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Where the data were had from; bad numbers are counted by it.")
    private Optional<String> source = Optional.empty();

    @Option(
            names = "--screened",
            paramLabel = "DAY",
            description = "When the whole list was held against the national register of objections (such as the TPS),"
                    + " for example 2026-11-01.")
    private Optional<LocalDate> screenedOn = Optional.empty();

    @Parameters(index = "0", paramLabel = "FILE.csv", description = "A header row, then one row for each person.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws IOException {
        var rejected = rejects != null
                ? rejects
                : file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".rejects.csv");
        if (Files.exists(rejected) && Files.exists(file) && Files.isSameFile(rejected, file)) {
            throw new WrongSettingException("--rejects is " + rejected + ", the list itself; name another file");
        }
        var today = LocalDate.now(Clock.systemUTC());
        if (screenedOn.isPresent() && screenedOn.get().isAfter(today.plusDays(1))) {
            throw new WrongSettingException("--screened is " + screenedOn.get() + ", which is still to come");
        }
        var running = HqFile.read(data);
        if (running.processes().stream().anyMatch(child -> child.role().equals("postgres")) && Files.exists(file)) {
            DataDisk.requireRoomForList(data, Files.size(file));
        }
        var lists = new Lists(RunningHq.database(data), AccountKey.in(data), Clock.systemUTC(), CommandGroup.who());
        tell(imported(lists, rejected), rejected);
        return 0;
    }

    private ImportResult imported(Lists lists, Path rejected) {
        return lists.importCsv(
                HqMain.id("--campaign", campaign, CampaignId::new),
                file,
                rejected,
                new ImportOptions(columns(), list, source, screenedOn, isDryRun),
                new ImportLine()::tell);
    }

    private Map<String, String> columns() {
        var map = new LinkedHashMap<String, String>();
        for (var wish : columns) {
            var cut = wish.lastIndexOf('=');
            if (cut <= 0 || cut == wish.length() - 1) {
                throw new WrongSettingException("--map is \"" + wish
                        + "\" but must be a heading and its meaning, such as \"Tel. privat=phone\"");
            }
            map.put(wish.substring(0, cut), wish.substring(cut + 1).strip());
        }
        return map;
    }

    private void tell(ImportResult result, Path rejected) {
        if (isDryRun) {
            System.out.println("Dry run: nothing was imported. This is what would become of the file:");
            result.columns().forEach(column -> System.out.println("  " + column));
        }
        System.out.printf(
                "%,d rows read: %,d people new, %,d known before, %,d repeated, %,d rejected%n",
                result.read(), result.added(), result.known(), result.repeated(), result.rejected());
        result.first()
                .forEach(row -> System.out.println("  line " + row.line() + ", " + row.column() + ": " + row.reason()));
        if (result.rejected() + result.repeated() > 0) {
            System.out.println("Every row that was left out is listed in " + rejected);
        }
        result.hints().forEach(hint -> System.out.println("Hint: " + hint));
    }
}
