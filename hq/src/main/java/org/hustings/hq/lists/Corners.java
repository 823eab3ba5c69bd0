package org.hustings.hq.lists;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.hq.rules.Subject;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The corners of one campaign as its import meets them: looked up or made once, then known by heart.
final class Corners {

    /// Every lease request looks at all of them. A column with more different values is no constituency.
    private static final int CORNERS_MAX = 10_000;

    record Corner(long list, String language, Subject subject) {}

    private final @Nullable Handle handle;
    private final String campaign;
    private final Map<Corner, Integer> places = new HashMap<>();
    private final List<Integer> ids = new ArrayList<>();
    private final List<Corner> wanted = new ArrayList<>();

    /// Without a handle nothing is looked up or made: the dry run.
    Corners(@Nullable Handle handle, String campaign) {
        this.handle = handle;
        this.campaign = campaign;
    }

    /// Where the corner's id will be found, after the next [#make()] if it is new.
    int place(Corner corner) {
        var there = places.get(corner);
        if (there != null) {
            return there;
        }
        var place = places.size();
        if (place >= CORNERS_MAX) {
            throw new ImportException("the rows name more than " + CORNERS_MAX
                    + " combinations of constituency, state, time zone and language; is the right column called"
                    + " \"constituency\"?");
        }
        places.put(corner, place);
        wanted.add(corner);
        return place;
    }

    boolean isAnyWanted() {
        return !wanted.isEmpty();
    }

    /// Needs the connection to be at rest.
    void make() {
        for (var corner : wanted) {
            ids.add(handle == null ? ids.size() + 1 : findOrMake(handle, corner));
        }
        wanted.clear();
    }

    int idAt(int place) {
        return ids.get(place);
    }

    private int findOrMake(Handle handle, Corner corner) {
        return find(handle, corner).orElseGet(() -> {
            insert(handle, corner);
            return find(handle, corner).orElseThrow();
        });
    }

    private Optional<Integer> find(Handle handle, Corner corner) {
        var query = handle.createQuery("""
                select id from corners
                 where campaign = :campaign and list = :list and language = :language and number_type = :type
                   and time_zones = :zones and jurisdictions = :jurisdictions and consent = :consent
                   and constituency is not distinct from cast(:constituency as text)
                   and screened_on is not distinct from cast(:screenedOn as date)""");
        var subject = corner.subject();
        return query.bind("campaign", campaign)
                .bind("list", corner.list())
                .bind("language", corner.language())
                .bind("type", word(subject))
                .bindArray("zones", String.class, zones(subject))
                .bindArray("jurisdictions", String.class, codes(subject))
                .bind("consent", subject.consent())
                .bind("constituency", subject.constituency().orElse(null))
                .bind("screenedOn", subject.screenedOn().orElse(null))
                .mapTo(Integer.class)
                .findOne();
    }

    private void insert(Handle handle, Corner corner) {
        var subject = corner.subject();
        handle.createUpdate("""
                        insert into corners (campaign, list, language, number_type, time_zones, jurisdictions, consent,
                            constituency, screened_on)
                        values (:campaign, :list, :language, :type, :zones, :jurisdictions, :consent, cast(:constituency as text),
                                cast(:screenedOn as date))
                        on conflict do nothing""")
                .bind("campaign", campaign)
                .bind("list", corner.list())
                .bind("language", corner.language())
                .bind("type", word(subject))
                .bindArray("zones", String.class, zones(subject))
                .bindArray("jurisdictions", String.class, codes(subject))
                .bind("consent", subject.consent())
                .bind("constituency", subject.constituency().orElse(null))
                .bind("screenedOn", subject.screenedOn().orElse(null))
                .execute();
    }

    private static String word(Subject subject) {
        return subject.numberType().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> zones(Subject subject) {
        return subject.zones().stream().map(ZoneId::getId).toList();
    }

    private static List<String> codes(Subject subject) {
        return subject.jurisdictions().stream().map(Jurisdiction::code).toList();
    }
}
