package org.hustings.hq.lists;

import java.util.List;
import javax.sql.DataSource;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;

/// How good the lists of a campaign are, each by where its data were had from.
public record ListFigures(
        long list,
        String name,
        int place,
        boolean enabled,
        String source,
        long people,
        long open,
        long called,
        long bad) {

    private static final int SECONDS_MAX = 60;

    /// Bad numbers among those called, from 0 to 1; 0 before anybody was called.
    public double badRate() {
        return called == 0 ? 0 : (double) bad / called;
    }

    /// In the order of the lists.
    public static List<ListFigures> of(DataSource source, CampaignId campaign) {
        return Database.open(source)
                .withHandle(handle -> handle.createQuery(
                                "select * from list_figures where campaign = :campaign order by place, list, source")
                        .setQueryTimeout(SECONDS_MAX)
                        .bind("campaign", campaign.value())
                        .map((row, _) -> new ListFigures(
                                row.getLong("list"),
                                row.getString("name"),
                                row.getInt("place"),
                                row.getBoolean("enabled"),
                                row.getString("source"),
                                row.getLong("people"),
                                row.getLong("open"),
                                row.getLong("called"),
                                row.getLong("bad")))
                        .list());
    }
}
