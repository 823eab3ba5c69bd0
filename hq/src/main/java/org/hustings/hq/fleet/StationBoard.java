package org.hustings.hq.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.Json;
import org.hustings.protocol.SessionId;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Status;
import org.hustings.protocol.Telemetry;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each station last said of itself. Kept in memory, and written to the database in bulk by whoever calls
/// [#flush()] every second: never a row per message. Safe from any thread.
public final class StationBoard {

    private static final Logger LOG = LoggerFactory.getLogger(StationBoard.class);

    private final Jdbi jdbi;
    private final Clock clock;
    private final Map<StationId, Seen> stations = new HashMap<>();
    private final Map<StationId, Seen> unsaved = new HashMap<>();
    private final Map<StationId, SessionId> sessions = new HashMap<>();

    /// The latest of one station. `at` is when HQ heard it.
    public record Seen(Optional<Status> status, Optional<Telemetry> telemetry, Instant at) {}

    public StationBoard(DataSource database, Clock clock) {
        this.jdbi = Database.open(database);
        this.clock = clock;
    }

    /// A will of an earlier session says nothing of this one: an offline status that names another session than the
    /// last online one is ignored. False if it was.
    public synchronized boolean heard(StationId station, Status status) {
        var last = sessions.get(station);
        if (!status.online() && last != null && !last.equals(status.session())) {
            return false;
        }
        sessions.put(station, status.session());
        put(station, new Seen(Optional.of(status), telemetry(station), Instant.now(clock)));
        return true;
    }

    public synchronized void heard(StationId station, Telemetry telemetry) {
        var status = Optional.ofNullable(stations.get(station)).flatMap(Seen::status);
        put(station, new Seen(status, Optional.of(telemetry), Instant.now(clock)));
    }

    /// Remembers the last session of each station, as it was saved: the will of an older one may come late, after HQ
    /// was
    /// started again. Throws when the database is away.
    public void recall() {
        var saved = jdbi.withHandle(handle -> handle.createQuery(
                        "select id, last_session from stations where last_session is not null")
                .map((row, _) -> Map.entry(
                        new StationId(row.getString("id")), new SessionId(row.getObject("last_session", UUID.class))))
                .list());
        synchronized (this) {
            saved.forEach(station -> sessions.putIfAbsent(station.getKey(), station.getValue()));
        }
    }

    /// A copy of everything known since HQ started.
    public synchronized Map<StationId, Seen> all() {
        return Map.copyOf(stations);
    }

    /// Writes what changed since the last call. Throws when the database is away; then the next call writes it.
    public void flush() {
        Map<StationId, Seen> taken;
        synchronized (this) {
            taken = Map.copyOf(unsaved);
            unsaved.clear();
        }
        if (taken.isEmpty()) {
            return;
        }
        try {
            saveOrDrop(taken);
        } catch (RuntimeException away) {
            synchronized (this) {
                taken.forEach(unsaved::putIfAbsent);
            }
            throw away;
        }
    }

    /// One that the database refuses must not keep the others from being saved.
    private void saveOrDrop(Map<StationId, Seen> seen) {
        try {
            save(seen);
            return;
        } catch (RuntimeException refused) {
            if (Database.isAway(refused)) {
                throw refused;
            }
        }
        seen.forEach((station, one) -> {
            try {
                save(Map.of(station, one));
            } catch (RuntimeException refused) {
                if (Database.isAway(refused)) {
                    throw refused;
                }
                LOG.warn("what {} said of itself cannot be saved: SQL state {}", station, Database.sqlState(refused));
            }
        });
    }

    private Optional<Telemetry> telemetry(StationId station) {
        return Optional.ofNullable(stations.get(station)).flatMap(Seen::telemetry);
    }

    private void put(StationId station, Seen seen) {
        stations.put(station, seen);
        unsaved.put(station, seen);
    }

    private void save(Map<StationId, Seen> seen) {
        // In the order of the ids: another writer of several stations does the same.
        List<StationId> ids = new ArrayList<>(seen.keySet());
        ids.sort((one, other) -> one.value().compareTo(other.value()));
        jdbi.useTransaction(handle -> {
            var batch = handle.prepareBatch("""
                    insert into stations (id, desk, registered_at, last_session, last_status, last_seen)
                    values (:id, :desk, :at, cast(:session as uuid), cast(:status as jsonb), :at)
                    on conflict (id) do update set last_seen = excluded.last_seen,
                      last_session = coalesce(excluded.last_session, stations.last_session),
                      last_status = coalesce(excluded.last_status, stations.last_status)""");
            for (var id : ids) {
                var known = Objects.requireNonNull(seen.get(id));
                batch.bind("id", id.value())
                        .bind("desk", known.status().map(Status::desk).orElse(id.value()))
                        .bind(
                                "session",
                                known.status()
                                        .map(Status::session)
                                        .map(SessionId::toString)
                                        .orElse(null))
                        .bind(
                                "status",
                                known.status()
                                        .map(status -> new String(Json.write(status), StandardCharsets.UTF_8))
                                        .orElse(null))
                        .bind("at", known.at())
                        .add();
            }
            batch.execute();
        });
    }
}
