package org.hustings.hq.people;

import java.time.Instant;
import java.util.List;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;

/// Whom a pause or a stop has not surely reached: design section 4, line 4. A desk that is online hears of it within
/// seconds; one that is not may begin calls until its permit or its last lease ends, whichever comes first. Calls in
/// progress finish in either case.
public record StopReport(List<Desk> desks) {

    /// Longer than this nobody is told to be online without having said a word (status comes every 15 s).
    private static final int SILENT_SECONDS = 45;

    /// `until` is the last moment at which it could begin a call.
    public record Desk(String station, String name, boolean online, int leases, Instant until) {}

    public static StopReport of(Database database, CampaignId campaign, Instant now) {
        return new StopReport(database.inTransaction(handle -> handle.createQuery("""
                        select station, desk, online and last_seen > :silent as online, leases, until
                          from may_still_call where campaign = :campaign and until > :now
                         order by online, until desc, station""")
                .bind("silent", now.minusSeconds(SILENT_SECONDS))
                .bind("now", now)
                .bind("campaign", campaign.value())
                .map((row, _) -> new Desk(
                        row.getString("station"),
                        row.getString("desk"),
                        row.getBoolean("online"),
                        row.getInt("leases"),
                        row.getTimestamp("until").toInstant()))
                .list()));
    }

    /// In words, a line for each desk.
    public List<String> lines() {
        return desks.stream()
                .map(desk -> desk.online()
                        ? desk.station() + " (" + desk.name() + ") is online and is told now"
                        : desk.station() + " (" + desk.name() + ") is offline and may still begin calls until "
                                + desk.until() + ": it holds " + desk.leases())
                .toList();
    }
}
