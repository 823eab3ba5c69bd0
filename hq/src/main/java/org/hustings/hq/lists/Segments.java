package org.hustings.hq.lists;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Saved filters on the people of a campaign, and lists cut from them. Who is in a segment is asked anew each time.
/// Safe from any thread and from several processes.
public final class Segments {

    private static final int NAME_MAX = 60;
    private static final int SEGMENTS_MAX = 200;
    /// A filter looks at everybody of the campaign; ten million take this long on a small machine.
    private static final int SECONDS_MAX = 60;

    private static final String PEOPLE =
            "from contacts c join corners k on k.id = c.corner where c.campaign = :campaign";

    private final Jdbi jdbi;
    private final Database database;
    private final Clock clock;

    public Segments(DataSource source, Clock clock) {
        this.jdbi = Database.open(source);
        this.database = new Database(source);
        this.clock = clock;
    }

    /// A saved filter, as its author wrote it.
    public record Segment(String campaign, String name, String filter) {}

    /// `open` are those of `people` who may still be called.
    public record Count(long people, long open) {}

    /// What was cut: the new list, and how many people are in it.
    public record Cut(long list, String name, int place, long people) {}

    /// Saves a filter, or changes the one of that name. Throws a [FilterException] that says what cannot be read.
    public void save(CampaignId campaign, String name, String filter) {
        FilterReader.read(filter);
        if (name.isBlank() || name.length() > NAME_MAX || name.chars().anyMatch(Character::isISOControl)) {
            throw new FilterException("a segment's name has 1 to " + NAME_MAX + " characters");
        }
        database.inTransaction(handle -> {
            if (count(handle, campaign) >= SEGMENTS_MAX
                    && find(handle, campaign, name).isEmpty()) {
                throw new FilterException("the campaign has " + SEGMENTS_MAX + " segments already; delete one");
            }
            var known = handle.createUpdate("""
                            insert into segments (campaign, name, filter, changed_at)
                            select id, :name, :filter, :now from campaigns where id = :campaign
                            on conflict (campaign, name) do update
                               set filter = excluded.filter, changed_at = excluded.changed_at""")
                    .bind("campaign", campaign.value())
                    .bind("name", name)
                    .bind("filter", filter)
                    .bind("now", Instant.now(clock))
                    .execute();
            if (known == 0) {
                throw new FilterException("there is no campaign \"" + campaign + "\"");
            }
            audit(handle, "segment saved", campaign, name + ": " + filter);
            return known;
        });
    }

    public List<Segment> all() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from segments order by campaign, name")
                .map((row, _) -> new Segment(row.getString("campaign"), row.getString("name"), row.getString("filter")))
                .list());
    }

    public Optional<Segment> find(CampaignId campaign, String name) {
        return jdbi.withHandle(handle -> find(handle, campaign, name));
    }

    /// Whether there was one.
    public boolean delete(CampaignId campaign, String name) {
        return database.inTransaction(handle -> {
            var gone = handle.createUpdate("delete from segments where campaign = :campaign and name = :name")
                            .bind("campaign", campaign.value())
                            .bind("name", name)
                            .execute()
                    > 0;
            if (gone) {
                audit(handle, "segment deleted", campaign, name);
            }
            return gone;
        });
    }

    /// How many people a filter holds now. Throws a [FilterException] that says what cannot be read.
    public Count count(CampaignId campaign, String filter) {
        var query = FilterQuery.of(FilterReader.read(filter));
        return jdbi.withHandle(handle -> query.bindTo(handle.createQuery(
                                "select count(*) as people, count(*) filter (where c.state = 'open') as open " + PEOPLE
                                        + " and " + query.condition())
                        .setQueryTimeout(SECONDS_MAX))
                .bind("campaign", campaign.value())
                .map((row, _) -> new Count(row.getLong("people"), row.getLong("open")))
                .one());
    }

    /// Moves the segment's people who may still be called into a list of their own, which comes last. A household goes
    /// on being called together. Throws a [FilterException] if there is no such segment, or such a list already.
    public Cut cut(CampaignId campaign, String segment, String list) {
        return database.inTransaction(handle -> {
            Import.lock(handle, campaign);
            var saved = find(handle, campaign, segment)
                    .orElseThrow(() -> new FilterException("campaign \"" + campaign + "\" has no segment \"" + segment
                            + "\"; hustings hq segment list names them"));
            var now = Instant.now(clock);
            var made = new ListCut(handle, campaign.value(), now)
                    .cut(FilterQuery.of(FilterReader.read(saved.filter())), list);
            audit(handle, "list cut", campaign, list + ": " + made.people() + " people of segment " + segment);
            return made;
        });
    }

    private static int count(Handle handle, CampaignId campaign) {
        return handle.createQuery("select count(*) from segments where campaign = :campaign")
                .bind("campaign", campaign.value())
                .mapTo(Integer.class)
                .one();
    }

    private static Optional<Segment> find(Handle handle, CampaignId campaign, String name) {
        return handle.createQuery("select * from segments where campaign = :campaign and name = :name")
                .bind("campaign", campaign.value())
                .bind("name", name)
                .map((row, _) -> new Segment(row.getString("campaign"), row.getString("name"), row.getString("filter")))
                .findOne();
    }

    private void audit(Handle handle, String what, CampaignId campaign, String detail) {
        handle.createUpdate("""
                        insert into audit (at, who, what, subject, detail)
                        values (:now, 'operator', :what, :campaign, :detail)""")
                .bind("now", Instant.now(clock))
                .bind("what", what)
                .bind("campaign", campaign.value())
                .bind("detail", detail)
                .execute();
    }
}
