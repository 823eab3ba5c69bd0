package org.hustings.hq.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.StationId;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in reports, skips and events, a batch in one transaction. Design section 4, lines 2, 5 and 8.
///
/// Whatever [#take] returns is committed: only then are receipts sent, for repeats and for unusable messages too. Safe
/// from any thread.
public final class Ingest {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    /// Distinct causes that are logged; beyond it somebody plays, and the table has them all.
    private static final int CAUSES_MAX = 1_000;

    private final Database database;
    private final Clock clock;
    private final Set<String> causes = ConcurrentHashMap.newKeySet();
    private final AtomicLong unusable = new AtomicLong();

    public Ingest(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What is committed: the ids to receipt, by station, and the leases that stations must be told to drop.
    public record Taken(Map<StationId, List<String>> receipts, List<Revoked> revoked) {}

    /// Throws only while the database is away (see [Database#isAway]); then nothing of the batch is taken, and it may
    /// be tried again. A message that the database refuses is set aside, and the rest taken.
    public Taken take(List<Arrival> batch) {
        var readings = batch.stream().map(Reading::of).toList();
        try {
            return save(readings);
        } catch (RuntimeException refused) {
            if (Database.isAway(refused)) {
                throw refused;
            }
        }
        var receipts = new LinkedHashMap<StationId, List<String>>();
        var revoked = new ArrayList<Revoked>();
        for (var reading : readings) {
            var taken = saveAlone(reading);
            taken.receipts()
                    .forEach((station, ids) -> receipts.computeIfAbsent(station, _ -> new ArrayList<>())
                            .addAll(ids));
            revoked.addAll(taken.revoked());
        }
        return new Taken(receipts, List.copyOf(revoked));
    }

    /// How many messages were of no use since the start.
    public long unusable() {
        return unusable.get();
    }

    private Taken saveAlone(Reading reading) {
        try {
            return save(List.of(reading));
        } catch (RuntimeException refused) {
            if (Database.isAway(refused)) {
                throw refused;
            }
            // The database's words may quote a row; the kind of the fault is enough.
            return save(List.of(new Reading.Unusable(
                    reading.arrival(),
                    "refused by the database: " + refused.getClass().getSimpleName() + " "
                            + Database.sqlState(refused))));
        }
    }

    private Taken save(List<Reading> readings) {
        var now = Instant.now(clock);
        var saved = database.inTransaction(handle -> save(handle, readings, now));
        saved.aside().forEach(this::logOnce);
        return saved.taken();
    }

    private record Saved(Taken taken, List<Reading.Unusable> aside) {}

    private static Saved save(Handle handle, List<Reading> readings, Instant now) {
        var batch = ReportBatch.prepare(handle, readings, now);
        var receipts = new LinkedHashMap<StationId, List<String>>();
        var aside = new ArrayList<Reading.Unusable>();
        for (var reading : readings) {
            var useless = switch (reading) {
                case Reading.Call call -> batch.save(call);
                case Reading.Skip skip -> batch.save(skip);
                case Reading.Event event -> {
                    Events.save(handle, event, now);
                    yield Optional.<Reading.Unusable>empty();
                }
                case Reading.Unusable itself -> Optional.of(itself);
            };
            useless.ifPresent(aside::add);
            if (useless.isEmpty() || Events.setAside(handle, useless.get(), now)) {
                reading.receiptId()
                        .ifPresent(
                                id -> receipts.computeIfAbsent(reading.arrival().station(), _ -> new ArrayList<>())
                                        .add(id));
            }
        }
        return new Saved(new Taken(receipts, batch.finish()), aside);
    }

    private void logOnce(Reading.Unusable useless) {
        unusable.incrementAndGet();
        var topic = useless.arrival().kind().of(useless.arrival().station());
        if (causes.size() < CAUSES_MAX && causes.add(topic + " " + useless.reason())) {
            LOG.warn("set aside a message on {}: {}", topic, useless.reason());
        }
    }
}
