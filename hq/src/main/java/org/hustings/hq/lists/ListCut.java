package org.hustings.hq.lists;

import java.time.Instant;
import org.hustings.hq.lists.Segments.Cut;
import org.jdbi.v3.core.Handle;

/// Cuts a list out of others, in the caller's transaction. A corner names its list, so every corner of those who move
/// gets its like in the new list.
record ListCut(Handle handle, String campaign, Instant now) {

    Cut cut(FilterQuery filter, String name) {
        var place = handle.createQuery("select coalesce(max(place), 0) + 1 from lists where campaign = :campaign")
                .bind("campaign", campaign)
                .mapTo(Integer.class)
                .one();
        var list = handle.createQuery("""
                        insert into lists (campaign, name, place, created_at)
                        values (:campaign, :name, :place, :now)
                        on conflict (campaign, name) do nothing returning id""")
                .bind("campaign", campaign)
                .bind("name", name)
                .bind("place", place)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new FilterException(
                        "campaign \"" + campaign + "\" has a list \"" + name + "\" already; choose another name"));
        handle.execute("create temporary table moving (num bigint, unit bigint) on commit drop");
        filter.bindTo(handle.createUpdate("""
                        insert into moving
                        select c.num, c.unit from contacts c join corners k on k.id = c.corner
                         where c.campaign = :campaign and c.state = 'open' and\s""" + filter.condition()))
                .bind("campaign", campaign)
                .execute();
        // In the order of their ids, as everybody locks them; then nobody else decides who of them is called next.
        handle.createQuery("""
                        select count(*) from (
                          select id from dial_units where id in (select unit from moving)
                           order by id for no key update) locked""").mapTo(Long.class).one();
        corners(list);
        var people = handle.createUpdate("""
                        update contacts c set list = :list, corner = o.new
                          from moving m, moved_corners o
                         where m.num = c.num and o.old = c.corner""").bind("list", list).execute();
        handle.execute("""
                update contact_numbers n set corner = o.new from moving m, moved_corners o
                 where m.num = n.contact and o.old = n.corner""");
        handle.createQuery("""
                        select count(*) from (
                          select refresh_units(array(select distinct unit from moving), :now)) done""").bind("now", now).mapTo(Long.class).one();
        return new Cut(list, name, place, people);
    }

    private void corners(long list) {
        handle.execute("""
                create temporary table moved_corners on commit drop as
                select k.id as old, null::integer as new from corners k
                 where k.id in (select c.corner from contacts c join moving using (num)
                                union select n.corner from contact_numbers n join moving m on m.num = n.contact)""");
        handle.createUpdate("""
                        insert into corners (campaign, list, language, number_type, time_zones, jurisdictions, consent,
                            constituency, screened_on)
                        select distinct campaign, :list, language, number_type, time_zones, jurisdictions, consent,
                               constituency, screened_on
                          from corners join moved_corners on old = id
                        on conflict do nothing""").bind("list", list).execute();
        handle.createUpdate("""
                        update moved_corners o set new = n.id
                          from corners k
                          join corners n on n.campaign = k.campaign and n.language = k.language
                               and n.number_type = k.number_type and n.time_zones = k.time_zones
                               and n.jurisdictions = k.jurisdictions and n.consent = k.consent
                               and n.constituency is not distinct from k.constituency
                               and n.screened_on is not distinct from k.screened_on
                         where k.id = o.old and n.list = :list""").bind("list", list).execute();
    }
}
