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

    private static final String COLUMNS = "id, version, script_version, state, definition::text as definition";

    private final Jdbi jdbi;
    private final Clock clock;

    public Campaigns(DataSource database, Clock clock) {
        this.jdbi = Database.open(database);
        this.clock = clock;
    }

    /// A campaign as it stands.
    public record Current(CampaignSetup setup, int version, int scriptVersion, CampaignState state) {

        /// What stations are told of it, but for the rules.
        public Campaign message() {
            return setup.message(version, scriptVersion, state);
        }
    }

    /// Creates the campaign of the file, running, or changes it. An unchanged file changes nothing.
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
                return save(handle, file, 1, 1, CampaignState.RUNNING, "created");
            }
            var old = found.get();
            if (old.file().equals(file)) {
                return old.current();
            }
            var script = old.file().script().equals(file.script()) ? 0 : 1;
            return save(handle, file, old.version() + 1, old.scriptVersion() + script, old.state(), "changed");
        });
    }

    /// Empty if there is no such campaign.
    public Optional<Current> setState(CampaignId campaign, CampaignState state) {
        return jdbi.inTransaction(handle -> locked(handle, campaign.value())
                .map(old -> old.state() == state
                        ? old.current()
                        : save(handle, old.file(), old.version() + 1, old.scriptVersion(), state, word(state))));
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
                        select campaign as id, version, script_version, state, definition::text as definition
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
                        select id, version, script_version, state, definition::text as definition
                          from campaigns c
                         where c.id = coalesce(
                             (select s.campaign from stations s where s.id = :station),
                             (select n.id from campaigns n
                               order by (n.state = 'stopped'), n.created_at desc, n.id limit 1))""")
                .bind("station", station.value())
                .map((row, _) -> Stored.of(row).current())
                .findOne();
    }

    private Current save(
            Handle handle, CampaignFile file, int version, int scriptVersion, CampaignState state, String what) {
        var now = Instant.now(clock);
        for (var statement : List.of("""
                insert into campaigns (id, version, script_version, state, definition, created_at, changed_at)
                values (:id, :version, :script, :state, cast(:definition as jsonb), :at, :at)
                on conflict (id) do update set version = excluded.version, script_version = excluded.script_version,
                  state = excluded.state, definition = excluded.definition, changed_at = excluded.changed_at""", """
                insert into campaign_versions (campaign, version, script_version, state, definition, at)
                values (:id, :version, :script, :state, cast(:definition as jsonb), :at)""", """
                insert into audit (at, who, what, subject, detail)
                values (:at, 'operator', 'campaign ' || :what, :id, 'version ' || :version)""")) {
            handle.createUpdate(statement)
                    .bind("id", file.id())
                    .bind("version", version)
                    .bind("script", scriptVersion)
                    .bind("state", word(state))
                    .bind("definition", new String(Json.write(file), StandardCharsets.UTF_8))
                    .bind("what", what)
                    .bind("at", now)
                    .execute();
        }
        return new Stored(file, version, scriptVersion, state).current();
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

    private record Stored(CampaignFile file, int version, int scriptVersion, CampaignState state) {

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
                    CampaignState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
        }

        Current current() {
            return new Current(CampaignSetup.of(file), version, scriptVersion, state);
        }
    }
}
