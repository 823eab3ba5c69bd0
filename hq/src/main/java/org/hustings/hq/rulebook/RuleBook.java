package org.hustings.hq.rulebook;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.hustings.hq.holidays.PublicHolidays;
import org.hustings.hq.rules.RuleSet;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;
import org.jdbi.v3.core.Handle;

/// The rule sets of this headquarters: the newest is in force, all are kept. The first one is what was shipped.
///
/// A set that cannot be read is refused before it is kept, so the running one stays. Safe from any thread and from
/// several processes.
public final class RuleBook {

    /// Sets that were read lately: the one in force, and those that somebody asks about.
    private static final int SETS_KEPT = 16;

    private final Database database;
    private final Clock clock;
    private final PublicHolidays holidays = new PublicHolidays();
    private final Map<Integer, Edition> editions = new ConcurrentHashMap<>();

    public RuleBook(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One version of the rules.
    public record Edition(int version, Instant at, String who, Map<String, String> files, RuleSet set) {}

    /// What is known of a version without reading its files.
    public record Entry(int version, Instant at, String who) {}

    public Edition current() {
        return database.inTransaction(this::current);
    }

    /// Joins the caller's transaction. The first question of all puts the shipped rules.
    public Edition current(Handle handle) {
        var version = newest(handle);
        if (version == 0) {
            insert(handle, ShippedRules.files(), "shipped");
            version = newest(handle);
        }
        return edition(handle, version);
    }

    /// The rules in force then; the first ones, if that was before any.
    public Edition at(Handle handle, Instant then) {
        current(handle);
        var version =
                handle.createQuery("""
                        select coalesce(max(version) filter (where at <= :then), min(version)) from rule_sets""").bind("then", then).mapTo(Integer.class).one();
        return edition(handle, version);
    }

    /// Replaces the files of the same names, keeps the others, and makes it all the newest version; whatever is not
    /// different changes nothing. Throws a [org.hustings.hq.rules.RuleFileException], and then nothing has changed.
    public Edition put(Map<String, String> changed, String who) {
        return database.inTransaction(handle -> {
            handle.execute("lock table rule_sets in share row exclusive mode");
            var before = current(handle);
            var files = new TreeMap<>(before.files());
            files.putAll(changed);
            RuleSet.parse(files, holidays);
            if (files.equals(before.files())) {
                return before;
            }
            insert(handle, files, who);
            var now = edition(handle, newest(handle));
            handle.createUpdate("""
                            insert into audit (at, who, what, subject, detail)
                            values (:at, :who, 'rules changed', :version, :files)""")
                    .bind("at", now.at())
                    .bind("who", who)
                    .bind("version", "rule set " + now.version())
                    .bind("files", String.join(", ", new TreeMap<>(changed).keySet()))
                    .execute();
            return now;
        });
    }

    /// All versions, the newest first.
    public List<Entry> versions() {
        return database.inTransaction(handle -> {
            current(handle);
            return handle.createQuery("select version, at, who from rule_sets order by version desc")
                    .map((row, _) -> new Entry(
                            row.getInt("version"), row.getTimestamp("at").toInstant(), row.getString("who")))
                    .list();
        });
    }

    /// Reads rule files without keeping them. Throws a [org.hustings.hq.rules.RuleFileException].
    public static RuleSet check(Map<String, String> files) {
        return RuleSet.parse(files, new PublicHolidays());
    }

    private static int newest(Handle handle) {
        return handle.createQuery("select coalesce(max(version), 0) from rule_sets")
                .mapTo(Integer.class)
                .one();
    }

    private void insert(Handle handle, Map<String, String> files, String who) {
        handle.createUpdate("""
                        insert into rule_sets (version, at, who, files)
                        select coalesce(max(version), 0) + 1, :at, :who, cast(:files as jsonb) from rule_sets
                        on conflict (version) do nothing""")
                .bind("at", Instant.now(clock))
                .bind("who", who)
                .bind("files", new String(Json.write(new Files(files)), StandardCharsets.UTF_8))
                .execute();
    }

    private Edition edition(Handle handle, int version) {
        var known = editions.get(version);
        if (known != null) {
            return known;
        }
        var read = handle.createQuery("select version, at, who, files::text as files from rule_sets where version = :v")
                .bind("v", version)
                .map((row, _) -> edition(row))
                .one();
        if (editions.size() >= SETS_KEPT) {
            editions.clear();
        }
        editions.put(version, read);
        return read;
    }

    private Edition edition(ResultSet row) throws SQLException {
        var files = switch (Json.read(row.getString("files").getBytes(StandardCharsets.UTF_8), Files.class)) {
            case Read.Message<Files>(var read) -> read.texts();
            case Read.Unreadable<Files>(var reason) -> throw new IllegalStateException("stored rules: " + reason);
        };
        return new Edition(
                row.getInt("version"),
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                files,
                RuleSet.parse(files, holidays));
    }

    private record Files(Map<String, String> texts) {}
}
