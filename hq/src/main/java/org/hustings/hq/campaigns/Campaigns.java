package org.hustings.hq.campaigns;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;
import org.hustings.protocol.StationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The campaigns of the account: their files, versions and state. Safe from any thread and from several processes.
public final class Campaigns {

    private static final String COLUMNS =
            "id, version, script_version, state, definition::text as definition, released_at is null as rehearsal";

    private final Jdbi jdbi;
    private final Clock clock;
    private final String who;

    public Campaigns(DataSource database, Clock clock) {
        this(database, clock, "operator");
    }

    /// `who` changes campaigns, for the audit.
    public Campaigns(DataSource database, Clock clock, String who) {
        this.jdbi = Database.open(database);
        this.clock = clock;
        this.who = who;
    }

    /// A campaign as it stands. In a `rehearsal`, before its release, it calls staff only.
    public record Current(CampaignSetup setup, int version, int scriptVersion, CampaignState state, boolean rehearsal) {

        /// What stations are told of it, but for the rules.
        public Campaign message() {
            var released = setup.message(version, scriptVersion, state);
            return rehearsal ? released.rehearsing() : released;
        }
    }

    /// Creates the campaign of the file, running but in rehearsal, or changes it. An unchanged file changes nothing.
    public static Current put(DataSource database, Path toml, Clock clock) {
        return new Campaigns(database, clock).put(CampaignFile.read(toml));
    }

    /// Empty if there is no such campaign.
    public static Optional<Current> setState(
            DataSource database, CampaignId campaign, CampaignState state, Clock clock) {
        return new Campaigns(database, clock).setState(campaign, state);
    }

    /// See [#put(DataSource, Path, Clock)].
    public Current put(CampaignFile file) {
        return jdbi.inTransaction(handle -> {
            var found = locked(handle, file.id());
            if (found.isEmpty()) {
                return save(handle, new Stored(file, 1, 1, CampaignState.RUNNING, true), "created");
            }
            var old = found.get();
            if (old.file().equals(file)) {
                return old.current();
            }
            var script = old.file().script().equals(file.script()) ? 0 : 1;
            return save(
                    handle,
                    new Stored(file, old.version() + 1, old.scriptVersion() + script, old.state(), old.rehearsal()),
                    "changed");
        });
    }

    /// Empty if there is no such campaign.
    public Optional<Current> setState(CampaignId campaign, CampaignState state) {
        return jdbi.inTransaction(handle -> locked(handle, campaign.value())
                .map(old -> old.state() == state
                        ? old.current()
                        : save(
                                handle,
                                new Stored(old.file(), old.version() + 1, old.scriptVersion(), state, old.rehearsal()),
                                word(state))));
    }

    /// Locks the campaign until the caller's transaction ends; empty if there is none. Whoever locks units too locks
    /// them after it.
    public static Optional<Current> lock(Handle handle, CampaignId campaign) {
        return locked(handle, campaign.value()).map(Stored::current);
    }

    /// From now on it calls voters. Joins the caller's transaction, which must have locked it in rehearsal; `words` are
    /// for the audit.
    public Current release(Handle handle, CampaignId campaign, String words) {
        var old = locked(handle, campaign.value()).orElseThrow();
        handle.createUpdate("update campaigns set released_at = :now, released_by = :who where id = :id")
                .bind("now", Instant.now(clock))
                .bind("who", who)
                .bind("id", campaign.value())
                .execute();
        return save(handle, new Stored(old.file(), old.version() + 1, old.scriptVersion(), old.state(), false), words);
    }

    public List<Current> all() {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from campaigns order by id")
                .map((row, _) -> Stored.of(row).current())
                .list());
    }

    public Optional<Current> find(CampaignId campaign) {
        return jdbi.withHandle(handle -> find(handle, campaign));
    }

    /// Joins the caller's transaction.
    public static Optional<Current> find(Handle handle, CampaignId campaign) {
        return handle.createQuery("select " + COLUMNS + " from campaigns where id = :id")
                .bind("id", campaign.value())
                .map((row, _) -> Stored.of(row).current())
                .findOne();
    }

    /// The campaign as it stood then, or as it was made if that was later. Joins the caller's transaction.
    public static Optional<Current> at(Handle handle, CampaignId campaign, Instant then) {
        return handle.createQuery("""
                        select campaign as id, version, script_version, state, definition::text as definition,
                               rehearsal
                          from campaign_versions where campaign = :id
                         order by at > :then, case when at > :then then version else -version end limit 1""")
                .bind("id", campaign.value())
                .bind("then", then)
                .map((row, _) -> Stored.of(row).current())
                .findOne();
    }

    /// The campaign a station works for: the one it was assigned, else the newest that is not stopped. Joins the
    /// caller's transaction.
    public static Optional<Current> of(Handle handle, StationId station) {
        return handle.createQuery("""
                        select id, version, script_version, state, definition::text as definition,
                               released_at is null as rehearsal
                          from campaigns c
                         where c.id = coalesce(
                             (select s.campaign from stations s where s.id = :station),
                             (select n.id from campaigns n
                               order by (n.state = 'stopped'), n.created_at desc, n.id limit 1))""")
                .bind("station", station.value())
                .map((row, _) -> Stored.of(row).current())
                .findOne();
    }

    private Current save(Handle handle, Stored campaign, String what) {
        var now = Instant.now(clock);
        for (var statement : List.of("""
                insert into campaigns (id, version, script_version, state, definition, created_at, changed_at)
                values (:id, :version, :script, :state, cast(:definition as jsonb), :at, :at)
                on conflict (id) do update set version = excluded.version, script_version = excluded.script_version,
                  state = excluded.state, definition = excluded.definition, changed_at = excluded.changed_at""", """
                insert into campaign_versions (campaign, version, script_version, state, definition, at, rehearsal)
                values (:id, :version, :script, :state, cast(:definition as jsonb), :at, :rehearsal)""", """
                insert into audit (at, who, what, subject, detail)
                values (:at, :who, 'campaign ' || :what, :id, 'version ' || :version)""")) {
            handle.createUpdate(statement)
                    .bind("id", campaign.file().id())
                    .bind("version", campaign.version())
                    .bind("script", campaign.scriptVersion())
                    .bind("state", word(campaign.state()))
                    .bind("definition", new String(Json.write(campaign.file()), StandardCharsets.UTF_8))
                    .bind("rehearsal", campaign.rehearsal())
                    .bind("who", who)
                    .bind("what", what)
                    .bind("at", now)
                    .execute();
        }
        return campaign.current();
    }

    /// No key of it changes, so that rows which refer to the campaign, such as an import's, are not waited for.
    private static Optional<Stored> locked(Handle handle, String id) {
        return handle.createQuery("select " + COLUMNS + " from campaigns where id = :id for no key update")
                .bind("id", id)
                .map((row, _) -> Stored.of(row))
                .findOne();
    }

    private static String word(CampaignState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private record Stored(CampaignFile file, int version, int scriptVersion, CampaignState state, boolean rehearsal) {

        static Stored of(ResultSet row) throws SQLException {
            var definition = row.getString("definition").getBytes(StandardCharsets.UTF_8);
            var file = switch (Json.read(definition, CampaignFile.class)) {
                case Read.Message<CampaignFile>(var read) -> read;
                case Read.Unreadable<CampaignFile>(var reason) ->
                    throw new IllegalStateException("campaign " + row.getString("id") + ": " + reason);
            };
            return new Stored(
                    file,
                    row.getInt("version"),
                    row.getInt("script_version"),
                    CampaignState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    row.getBoolean("rehearsal"));
        }

        Current current() {
            return new Current(CampaignSetup.of(file), version, scriptVersion, state, rehearsal);
        }
    }
}
