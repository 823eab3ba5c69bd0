package org.hustings.hq.lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;

/// Imports lists of contacts. A file is one transaction: its good rows, or nothing.
public final class Lists {

    private static final int PERCENT = 100;

    private final DataSource database;
    private final AccountKey key;
    private final Clock clock;
    private final String who;

    /// `who` imports, for the audit.
    public Lists(DataSource database, AccountKey key, Clock clock, String who) {
        this.who = who;
        this.database = database;
        this.key = key;
        this.clock = clock;
    }

    /// The same with what most files need: no options.
    public ImportResult importCsv(CampaignId campaign, Path csv, Path rejects, Consumer<ImportProgress> progress) {
        return importCsv(campaign, csv, rejects, ImportOptions.NONE, progress);
    }

    /// Reads `csv` into the campaign. Every row that cannot be used is written to `rejects` (line, column, reason) and
    /// counted; `progress` hears how far it is, batch by batch.
    ///
    /// Throws an [ImportException] when the whole file is refused.
    public ImportResult importCsv(
            CampaignId campaign, Path csv, Path rejects, ImportOptions options, Consumer<ImportProgress> progress) {
        for (int attempt = 1; ; attempt++) {
            try {
                return importOnce(campaign, csv, rejects, options, progress);
            } catch (RuntimeException failed) {
                // It met another transaction and was rolled back: the file is read again from its beginning.
                if (attempt >= Database.ATTEMPTS_MAX || !Database.isConflict(failed)) {
                    throw failed;
                }
            }
        }
    }

    private ImportResult importOnce(
            CampaignId campaign, Path csv, Path rejects, ImportOptions options, Consumer<ImportProgress> progress) {
        try (var text = CsvText.open(Files.newInputStream(csv));
                var rejected = Rejects.into(rejects);
                var rows = CsvRows.of(text);
                var table = new KeyTable(folderOf(rejects))) {
            var size = Math.max(1, Files.size(csv));
            return Database.open(database)
                    .inTransaction(handle -> new Import(
                                    handle,
                                    campaign,
                                    csv.getFileName().toString(),
                                    options,
                                    key,
                                    Instant.now(clock),
                                    who)
                            .run(
                                    text,
                                    rows.iterator(),
                                    rejected,
                                    table,
                                    (read, bytes, doing) -> progress.accept(new ImportProgress(
                                            read, (int) Math.min(PERCENT, bytes * PERCENT / size), doing))));
        } catch (NoSuchFileException missing) {
            throw new ImportException("there is no file " + missing.getFile(), missing);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new ImportException("cannot read " + csv + ": " + unreadable.getMessage(), unreadable);
        } catch (SQLException failed) {
            // The database's own words may quote a row.
            throw new IllegalStateException(
                    "the database refused the import (SQL state " + failed.getSQLState() + ")",
                    new SQLException("refused", failed.getSQLState()));
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }
}
