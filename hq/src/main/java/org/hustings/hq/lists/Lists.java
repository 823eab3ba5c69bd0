package org.hustings.hq.lists;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.campaigns.Campaigns.Current;
import org.hustings.hq.lists.Joining.Counts;
import org.hustings.hq.lists.RowReader.Person;
import org.hustings.hq.lists.RowReader.Row.Fault;
import org.hustings.hq.tables.Audit;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.jdbi.v3.core.Handle;

/// Imports lists of contacts. A file is one transaction: its good rows, or nothing.
public final class Lists {

    /// One row, quotes and all. More is no row of contacts.
    static final int ROW_CHARACTERS_MAX = 1 << 20;
    private static final int PROGRESS_ROWS = 5_000;

    private final DataSource database;
    private final AccountKey key;
    private final Clock clock;
    private final String who;

    public Lists(DataSource database, AccountKey key, Clock clock) {
        this(database, key, clock, "operator");
    }

    /// `who` imports, for the audit.
    public Lists(DataSource database, AccountKey key, Clock clock, String who) {
        this.who = who;
        this.database = database;
        this.key = key;
        this.clock = clock;
    }

    /// Reads `csv` into the campaign. Every row that cannot be used is written to `rejects` (line, column, reason) and
    /// counted; `progress` hears how many rows were read so far.
    ///
    /// Throws an [ImportException] when the whole file is refused.
    public ImportResult importCsv(CampaignId campaign, Path csv, Path rejects, LongConsumer progress) {
        for (int attempt = 1; ; attempt++) {
            try {
                return importOnce(campaign, csv, rejects, progress);
            } catch (RuntimeException failed) {
                // It met another transaction and was rolled back: the file is read again from its beginning.
                if (attempt >= Database.ATTEMPTS_MAX || !Database.isConflict(failed)) {
                    throw failed;
                }
            }
        }
    }

    private ImportResult importOnce(CampaignId campaign, Path csv, Path rejects, LongConsumer progress) {
        try (var text = CsvText.open(Files.newInputStream(csv));
                var rejected = Rejects.into(rejects);
                var rows = CsvReader.builder()
                        .fieldSeparator(text.separator())
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(true)
                        .skipEmptyLines(true)
                        .maxBufferSize(ROW_CHARACTERS_MAX)
                        .ofCsvRecord(text)) {
            return Database.open(database)
                    .inTransaction(handle -> importRows(
                            handle,
                            campaign,
                            csv.getFileName().toString(),
                            text.separator(),
                            rows.iterator(),
                            rejected,
                            progress));
        } catch (NoSuchFileException missing) {
            throw new ImportException("there is no file " + csv, missing);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new ImportException("cannot read " + csv + ": " + unreadable.getMessage(), unreadable);
        } catch (SQLException failed) {
            // The database's own words may quote a row.
            throw new IllegalStateException(
                    "the database refused the import (SQL state " + failed.getSQLState() + ")",
                    new SQLException("refused", failed.getSQLState()));
        }
    }

    private ImportResult importRows(
            Handle handle,
            CampaignId campaign,
            String name,
            char separator,
            Iterator<CsvRecord> rows,
            Rejects rejected,
            LongConsumer progress)
            throws SQLException {
        var setup = locked(handle, campaign).setup();
        if (!hasNext(rows, 1)) {
            throw new ImportException("the file is empty");
        }
        var header = Header.of(rows.next().getFields());
        var reader = new RowReader(header, separator, setup.region(), key);
        long read = 0;
        long line = 1;
        try (var staging = Staging.begin(handle.getConnection())) {
            while (hasNext(rows, line)) {
                var row = rows.next();
                line = row.getStartingLineNumber();
                switch (reader.read(line, row.getFields())) {
                    case Person person -> staging.add(line, person);
                    case Fault(var column, var reason) -> rejected.add(line, column, reason);
                }
                if (++read % PROGRESS_ROWS == 0) {
                    progress.accept(read);
                }
            }
            staging.finish();
        }
        progress.accept(read);
        var now = Instant.now(clock);
        var list = begin(handle, campaign, name, now);
        var counts = new Joining(handle, campaign.value(), list, now)
                .join((row, first) -> rejected.list(row, "", "repeats the person of line " + first));
        finish(handle, list, name, read, counts, rejected.count(), now);
        Audit.note(
                handle,
                now,
                who,
                "list imported",
                campaign.value(),
                "list " + list + ": " + read + " rows, " + counts.added() + " new, " + counts.known() + " known");
        rejected.finish();
        return new ImportResult(
                list,
                read,
                counts.added(),
                counts.known(),
                counts.repeated(),
                rejected.count(),
                counts.units(),
                rejected.first());
    }

    /// One import into a campaign at a time: two would not see each other's people. It locks a row that nobody else
    /// does,
    /// the campaign's first version: the campaign itself can be stopped while a list is read.
    private static Current locked(Handle handle, CampaignId campaign) {
        handle.createQuery("select version from campaign_versions where campaign = :id and version = 1 for update")
                .bind("id", campaign.value())
                .mapTo(Integer.class)
                .findOne();
        return Campaigns.find(handle, campaign)
                .orElseThrow(() -> new ImportException(
                        "there is no campaign \"" + campaign + "\"; create it from its file first"));
    }

    static boolean hasNext(Iterator<CsvRecord> rows, long line) {
        try {
            return rows.hasNext();
        } catch (CsvParseException broken) {
            if (broken.getCause() instanceof ImportException ours) {
                throw ours;
            }
            // The parser's own words may quote the row.
            throw new ImportException(
                    "after line " + line + ": a row is longer than " + ROW_CHARACTERS_MAX
                            + " characters or cannot be read; is a quotation mark left open? (nothing was imported)",
                    broken);
        }
    }

    /// A file of the same name goes into the same list. A new list comes after those that are there.
    private static long begin(Handle handle, CampaignId campaign, String name, Instant now) {
        return handle.createQuery("""
                        insert into lists (campaign, name, place, created_at)
                        values (:campaign, :name,
                                (select coalesce(max(place), 0) + 1 from lists where campaign = :campaign), :now)
                        on conflict (campaign, name) do update set name = excluded.name
                        returning id""")
                .bind("campaign", campaign.value())
                .bind("name", name)
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private static void finish(
            Handle handle, long list, String file, long read, Counts counts, long rejected, Instant now) {
        handle.createUpdate("""
                        insert into imports (list, file, imported_at, rows_read, rows_added, rows_known, rows_rejected)
                        values (:list, :file, :now, :read, :added, :known, :rejected)""")
                .bind("file", file)
                .bind("now", now)
                .bind("read", read)
                .bind("added", counts.added())
                .bind("known", counts.known())
                .bind("rejected", rejected)
                .bind("list", list)
                .execute();
    }
}
