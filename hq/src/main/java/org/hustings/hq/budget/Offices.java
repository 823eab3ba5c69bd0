package org.hustings.hq.budget;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.tables.Audit;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.StationId;
import org.hustings.protocol.WrongSettingException;
import org.jdbi.v3.core.Handle;

/// The offices of campaigns, and which station stands in which. Every change is audited. Safe from any thread
/// and from several processes; each method throws a [WrongSettingException] that names the office when it
/// cannot be done.
public final class Offices {

    /// A tree deeper than that is a mistake, and each call is counted once for each level.
    private static final int LEVELS_MAX = 8;

    private static final int NAME_MAX = 100;

    private final Database database;
    private final Clock clock;

    public Offices(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One office and its money: `charged` and `held` are also of the offices below it. Without a `limit`,
    /// nothing but talk is counted.
    public record Figures(
            CampaignId campaign,
            OfficeId id,
            Optional<OfficeId> parent,
            String name,
            Optional<Amount> limit,
            Amount charged,
            Amount held,
            Optional<Amount> available,
            Amount.Talk talk) {

        static Figures of(ResultSet row) throws SQLException {
            var limited = Optional.ofNullable(row.getString("unit"));
            var unit = limited.orElse(Amount.MINUTES);
            var granted = Amount.of(unit, row.getLong("granted"));
            var available = Amount.of(unit, row.getLong("available"));
            return new Figures(
                    new CampaignId(row.getString("campaign")),
                    new OfficeId(row.getString("id")),
                    Optional.ofNullable(row.getString("parent")).map(OfficeId::new),
                    row.getString("name"),
                    limited.map(_ -> granted),
                    Amount.of(unit, row.getLong("charged")),
                    Amount.of(unit, row.getLong("held")),
                    limited.map(_ -> available),
                    new Amount.Talk(row.getLong("talk_ms")));
        }
    }

    /// Below `parent`, or below the campaign's root.
    public void add(CampaignId campaign, OfficeId office, String name, Optional<OfficeId> parent, String who) {
        if (name.isBlank() || name.length() > NAME_MAX) {
            throw new WrongSettingException("the office's name has " + name.length() + " letters but must have 1 to "
                    + NAME_MAX + ", and not only spaces");
        }
        var now = Instant.now(clock);
        database.inTransaction(handle -> {
            var above = num(handle, campaign, parent.orElse(new OfficeId(campaign.value())));
            var levels = handle.createQuery("select count(*) from office_ancestors where office = :above")
                    .bind("above", above)
                    .mapTo(Integer.class)
                    .one();
            if (levels >= LEVELS_MAX) {
                throw new WrongSettingException("office \"" + office + "\" would stand on level " + (levels + 1)
                        + " but a tree has at most " + LEVELS_MAX);
            }
            var added = handle.createUpdate("""
                            insert into offices (campaign, id, parent, name, created_at)
                            values (:campaign, :id, :parent, :name, :now) on conflict (campaign, id) do nothing""")
                    .bind("campaign", campaign.value())
                    .bind("id", office.value())
                    .bind("parent", above)
                    .bind("name", name)
                    .bind("now", now)
                    .execute();
            if (added == 0) {
                throw new WrongSettingException(
                        "office \"" + office + "\" exists in campaign " + campaign + "; choose another id");
            }
            Audit.note(handle, now, who, "office added", campaign + "/" + office, "below " + above(handle, above));
            return added;
        });
    }

    private static String above(Handle handle, long office) {
        return handle.createQuery("select id from offices where num = :num")
                .bind("num", office)
                .mapTo(String.class)
                .one();
    }

    /// From its next lease on; leases it holds stay on the office they were granted to.
    public void assign(StationId station, OfficeId office, String who) {
        var now = Instant.now(clock);
        database.inTransaction(handle -> {
            var known = handle.createQuery("select exists (select from offices where id = :id)")
                    .bind("id", office.value())
                    .mapTo(Boolean.class)
                    .one();
            if (!known) {
                throw new WrongSettingException(
                        "office \"" + office + "\" exists in no campaign; add it with: hustings hq office add");
            }
            var before = handle.createQuery("select coalesce(office, '') from stations where id = :id for update")
                    .bind("id", station.value())
                    .mapTo(String.class)
                    .findOne()
                    .orElseThrow(() -> new WrongSettingException("station \"" + station
                            + "\" is not registered; register it with: hustings provision station"));
            handle.createUpdate("update stations set office = :office where id = :id")
                    .bind("office", office.value())
                    .bind("id", station.value())
                    .execute();
            Audit.note(
                    handle,
                    now,
                    who,
                    "station assigned",
                    station.value(),
                    "office " + office + (before.isEmpty() ? "" : ", before " + before));
            return known;
        });
    }

    /// All of a campaign, or of every campaign; those above come before those below.
    public List<Figures> all(Optional<CampaignId> campaign) {
        return database.inTransaction(handle -> handle.createQuery("""
                        select f.* from office_figures f
                         cross join lateral (select count(*) as levels from office_ancestors a
                                              where a.office = f.office) n
                         where cast(:campaign as text) is null or f.campaign = :campaign
                         order by f.campaign, n.levels, f.id""")
                .bind("campaign", campaign.map(CampaignId::value).orElse(null))
                .map((row, _) -> Figures.of(row))
                .list());
    }

    public Figures one(CampaignId campaign, OfficeId office) {
        return database.inTransaction(
                handle -> handle.createQuery("select * from office_figures where office = :office")
                        .bind("office", num(handle, campaign, office))
                        .map((row, _) -> Figures.of(row))
                        .one());
    }

    /// The stations whose calls in this campaign count against this office.
    public List<StationId> stations(CampaignId campaign, OfficeId office) {
        return database.inTransaction(handle -> handle.createQuery(
                        "select id from stations where office_of(id, :campaign) = :office order by id")
                .bind("campaign", campaign.value())
                .bind("office", num(handle, campaign, office))
                .map((row, _) -> new StationId(row.getString("id")))
                .list());
    }

    static long num(Handle handle, CampaignId campaign, OfficeId office) {
        return handle.createQuery("select num from offices where campaign = :campaign and id = :id")
                .bind("campaign", campaign.value())
                .bind("id", office.value())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new WrongSettingException("campaign \"" + campaign + "\" has no office \"" + office
                        + "\"; see them with: hustings hq office list"));
    }
}
