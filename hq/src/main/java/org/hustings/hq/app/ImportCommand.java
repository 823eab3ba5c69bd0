package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.hustings.hq.children.DataDisk;
import org.hustings.hq.lists.AccountKey;
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
        var running = HqFile.read(data);
        if (running.processes().stream().anyMatch(child -> child.role().equals("postgres")) && Files.exists(file)) {
            DataDisk.requireRoomForList(data, Files.size(file));
        }
        var lists = new Lists(RunningHq.database(data), AccountKey.in(data), Clock.systemUTC(), CommandGroup.who());
        var result = lists.importCsv(
                HqMain.id("--campaign", campaign, CampaignId::new),
                file,
                rejected,
                rows -> System.err.println(rows + " rows read"));
        System.out.printf(
                "%,d rows read: %,d people new, %,d known before, %,d repeated, %,d rejected%n",
                result.read(), result.added(), result.known(), result.repeated(), result.rejected());
        result.first()
                .forEach(row -> System.out.println("  line " + row.line() + ", " + row.column() + ": " + row.reason()));
        if (result.rejected() + result.repeated() > 0) {
            System.out.println("Every row that was left out is listed in " + rejected);
        }
        return 0;
    }
}
