package org.hustings.hq.dispatch.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.hustings.hq.rulebook.Subjects;
import org.hustings.hq.rules.Subject;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.Language;
import org.jdbi.v3.core.Handle;

/// What people of one campaign have in common as far as the queue cares: their list, their language, and what the
/// rules ask. Whether a corner is open is asked once, not for each of its people.
public record Corner(int id, long list, Language language, Subject subject) {

    /// The corners of the campaign's enabled lists, in the order of the lists.
    static List<Corner> of(Handle handle, CampaignId campaign) {
        return handle.createQuery("""
                        select k.* from corners k join lists l on l.id = k.list
                         where k.campaign = :campaign and l.enabled
                         order by l.place, l.id, k.id""")
                .bind("campaign", campaign.value())
                .map((row, _) -> of(row))
                .list();
    }

    private static Corner of(ResultSet row) throws SQLException {
        return new Corner(
                row.getInt("id"), row.getLong("list"), new Language(row.getString("language")), Subjects.of(row));
    }
}
