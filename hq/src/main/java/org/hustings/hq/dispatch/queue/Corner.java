package org.hustings.hq.dispatch.queue;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.hq.rules.Subject;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.Language;
import org.hustings.protocol.NumberType;
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
        var constituency = row.getString("constituency");
        var screenedOn = row.getObject("screened_on", LocalDate.class);
        return new Corner(
                row.getInt("id"),
                row.getLong("list"),
                new Language(row.getString("language")),
                new Subject(
                        words(row.getArray("jurisdictions")).stream()
                                .map(Jurisdiction::new)
                                .toList(),
                        zones(row),
                        NumberType.valueOf(row.getString("number_type").toUpperCase(Locale.ROOT)),
                        row.getBoolean("consent"),
                        Optional.ofNullable(constituency),
                        Optional.ofNullable(screenedOn)));
    }

    static List<ZoneId> zones(ResultSet row) throws SQLException {
        return words(row.getArray("time_zones")).stream().map(ZoneId::of).toList();
    }

    private static List<String> words(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
