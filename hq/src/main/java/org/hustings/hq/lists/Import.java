package org.hustings.hq.lists;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.campaigns.Campaigns.Current;
import org.hustings.hq.lists.Intake.Tally;
import org.hustings.hq.tables.Audit;
import org.hustings.protocol.CampaignId;
import org.jdbi.v3.core.Handle;

/// One file into one campaign, in the transaction of the handle.
record Import(
        Handle handle,
        CampaignId campaign,
        String file,
        ImportOptions options,
        AccountKey key,
        Instant now,
        String who) {

    /// Rows that are looked at to guess what a column means.
    private static final int SAMPLE_ROWS = 200;

    private static final int SAMPLE_CHARACTERS = 1 << 20;
    /// Sorting and hashing in the end; the setting is gone with the transaction.
    private static final String MEMORY = "set local work_mem = '64MB'";

    /// Hears how many rows and bytes were read, and what is being done.
    interface Watcher {
        void hear(long rows, long bytes, String doing);
    }

    ImportResult run(CsvText text, Iterator<CsvRecord> rows, Rejects rejects, KeyTable table, Watcher watcher)
            throws SQLException {
        var region = locked().setup().region();
        if (!CsvRows.hasNext(rows, 1)) {
            throw new ImportException("the file is empty");
        }
        var header = Header.of(rows.next().getFields(), options.columns());
        var sample = sample(rows);
        var hints =
                Suggestions.of(header, sample.stream().map(CsvRecord::getFields).toList(), region);
        header.check(hints);
        var reader = new RowReader(header, text.separator(), region, key, options.screenedOn());
        var target = new Target(handle, campaign.value(), list(), options.isDryRun());
        if (!options.isDryRun()) {
            handle.execute(MEMORY);
            Settling.prepare(handle);
        }
        long read = 0;
        try (var stream = RowStream.of(new Joined(sample.iterator(), rows), reader, text::bytesRead);
                var intake = new Intake(target, rejects, table)) {
            for (var batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                intake.take(batch.get());
                read += batch.get().rows().size();
                watcher.hear(read, batch.get().bytes(), "reading");
            }
            var tally = intake.finish();
            if (!options.isDryRun()) {
                watcher.hear(read, text.bytesRead(), "joining " + (tally.added() + tally.known()) + " people");
                new Settling(handle, campaign.value(), target.firstNum(), now).settle(tally);
                keep(target, read, tally, rejects.count());
            }
            rejects.finish();
            return result(target, read, tally, rejects, header, hints);
        }
    }

    /// Rows may be long; what is looked at must not be.
    private static List<CsvRecord> sample(Iterator<CsvRecord> rows) {
        var sample = new ArrayList<CsvRecord>();
        long line = 1;
        long characters = 0;
        while (sample.size() < SAMPLE_ROWS && characters < SAMPLE_CHARACTERS && CsvRows.hasNext(rows, line)) {
            var row = rows.next();
            line = row.getStartingLineNumber();
            characters += row.getFields().stream().mapToLong(String::length).sum();
            sample.add(row);
        }
        return sample;
    }

    private static ImportResult result(
            Target target, long read, Tally tally, Rejects rejects, Header header, List<String> hints) {
        return new ImportResult(
                target.list(),
                read,
                tally.added(),
                tally.known(),
                tally.repeated(),
                rejects.count(),
                tally.units(),
                rejects.first(),
                header.meanings(),
                hints);
    }

    /// The rows that were looked at already, then the others.
    private record Joined(Iterator<CsvRecord> first, Iterator<CsvRecord> then) implements Iterator<CsvRecord> {
        @Override
        public boolean hasNext() {
            return first.hasNext() || then.hasNext();
        }

        @Override
        public CsvRecord next() {
            return first.hasNext() ? first.next() : then.next();
        }
    }

    /// One import into a campaign at a time: two would not see each other's people. It locks a row that nobody else
    /// does, the campaign's first version: the campaign itself can be stopped while a list is read.
    private Current locked() {
        lock(handle, campaign);
        return Campaigns.find(handle, campaign)
                .orElseThrow(() -> new ImportException(
                        "there is no campaign \"" + campaign + "\"; create it from its file first"));
    }

    /// See [#locked()]; whoever else moves people between lists takes it too.
    static void lock(Handle handle, CampaignId campaign) {
        handle.createQuery("select version from campaign_versions where campaign = :id and version = 1 for update")
                .bind("id", campaign.value())
                .mapTo(Integer.class)
                .findOne();
    }

    /// A file of the same name goes into the same list. A new list comes after those that are there; a dry run makes
    /// none.
    private long list() {
        var name = options.list().orElse(file);
        var there = find(name);
        if (there.isPresent() || options.isDryRun()) {
            return there.orElse(0L);
        }
        return handle.createQuery("""
                        insert into lists (campaign, name, place, created_at)
                        values (:campaign, :name,
                                (select coalesce(max(place), 0) + 1 from lists where campaign = :campaign), :now)
                        returning id""")
                .bind("campaign", campaign.value())
                .bind("name", name)
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private Optional<Long> find(String name) {
        return handle.createQuery("select id from lists where campaign = :campaign and name = :name")
                .bind("campaign", campaign.value())
                .bind("name", name)
                .mapTo(Long.class)
                .findOne();
    }

    private void keep(Target target, long read, Tally tally, long rejected) {
        handle.createUpdate("""
                        insert into imports (list, file, source, imported_at, rows_read, rows_added, rows_known,
                                             rows_rejected, first_num, last_num)
                        values (:list, :file, :source, :now, :read, :added, :known, :rejected, :first, :last)""")
                .bind("file", file)
                .bind("source", options.source().orElse(null))
                .bind("now", now)
                .bind("read", read)
                .bind("added", tally.added())
                .bind("known", tally.known())
                .bind("rejected", rejected)
                .bind("list", target.list())
                .bind("first", target.firstNum())
                .bind("last", target.lastNum())
                .execute();
        Audit.note(
                handle,
                now,
                who,
                "list imported",
                campaign.value(),
                "list " + target.list() + ": " + read + " rows, " + tally.added() + " new, " + tally.known()
                        + " known");
    }
}
