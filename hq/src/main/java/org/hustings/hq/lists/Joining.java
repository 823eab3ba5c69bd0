package org.hustings.hq.lists;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Turns staged rows into contacts and dial units, set by set, in the transaction of the import.
///
/// Units are the connected components of household and shared number among the new people, joined to a unit that is
/// there already if they touch one. Two units that a new person ties together stay two: the account's exclusive keys
/// keep them from being leased at the same time.
record Joining(Handle handle, String campaign, long list, Instant now) {

    /// The longest chain of neighbours and shared numbers that is followed; a longer one is cut, and the exclusive keys
    /// still guard it.
    private static final int HOPS_MAX = 200;

    record Counts(long added, long known, long repeated, long units) {}

    Counts join() {
        var repeated = dropRepeats();
        matchKnown();
        var known = updateKnown();
        var added = insertNew();
        components();
        var units = giveUnits();
        run("""
                insert into campaign_corners (campaign, language, time_zone)
                select distinct :campaign, language, time_zone from staged on conflict do nothing""");
        run("""
                select u.id from dial_units u join touched t on t.unit = u.id order by u.id for update of u""");
        run("select refresh_units(array(select unit from touched), :now)");
        return new Counts(added, known, repeated, units);
    }

    /// The same person twice in one file: the first row counts.
    private long dropRepeats() {
        return run("""
                delete from staged s
                 using (select line, row_number() over (
                          partition by coalesce('x' || external_id, 'n' || encode(number_key, 'hex') || name_key)
                          order by line) as n from staged) r
                 where r.line = s.line and r.n > 1""");
    }

    private void matchKnown() {
        run("analyze staged");
        run("""
                update staged s set contact = c.num from contacts c
                 where c.campaign = :campaign and c.external_id = s.external_id""");
        run("""
                update staged s set contact = m.num
                  from (select s.line, min(c.num) as num from staged s
                          join contacts c on c.campaign = :campaign and c.number_key = s.number_key
                                         and c.name_key = s.name_key
                         where s.contact is null and (s.external_id is null or c.external_id is null)
                         group by s.line) m
                 where m.line = s.line""");
    }

    /// A new number is a new chance; whoever opted out is found by the number, not here.
    private long updateKnown() {
        return run("""
                update contacts c
                   set external_id = coalesce(s.external_id, c.external_id), given_name = s.given_name,
                       family_name = s.family_name, phone = s.phone, number_type = s.number_type,
                       state = case when c.number_key = s.number_key then c.state else 'open' end,
                       tries = case when c.number_key = s.number_key then c.tries else 0 end,
                       number_key = s.number_key, name_key = s.name_key, household_key = s.household_key,
                       language = s.language, time_zone = s.time_zone, address = s.address, town = s.town,
                       consent = s.consent, why = s.why, fields = s.fields
                  from staged s where s.contact = c.num""");
    }

    private long insertNew() {
        return run("""
                insert into contacts (campaign, list, external_id, given_name, family_name, phone, number_type,
                    number_key, name_key, household_key, language, time_zone, address, town, consent, why, fields)
                select :campaign, :list, external_id, given_name, family_name, phone, number_type,
                       number_key, name_key, household_key, language, time_zone, address, town, consent, why, fields
                  from staged where contact is null order by line""");
    }

    private void components() {
        run("""
                create temporary table nodes on commit drop as
                select num, num as comp from contacts where campaign = :campaign and unit is null""");
        run("""
                create temporary table edges on commit drop as
                select k.key, c.num from contacts c join nodes n using (num)
                 cross join lateral (values (c.number_key), (c.household_key)) k (key) where k.key is not null""");
        run("create unique index on nodes (num)");
        run("create index on edges (key)");
        run("analyze nodes, edges");
        for (int hop = 0; hop < HOPS_MAX; hop++) {
            var moved = run("""
                    update nodes n set comp = b.comp
                      from (select e.num, min(k.comp) as comp
                              from edges e
                              join (select e.key, min(n.comp) as comp from edges e join nodes n using (num)
                                     group by e.key) k using (key)
                             group by e.num) b
                     where b.num = n.num and b.comp < n.comp""");
            if (moved == 0) {
                return;
            }
        }
    }

    private long giveUnits() {
        run("""
                create temporary table homes on commit drop as
                select n.comp, min(c.unit) as unit, false as is_new
                  from nodes n join edges e using (num)
                  join contacts c on c.unit is not null and c.campaign = :campaign
                                 and (c.number_key = e.key or c.household_key = e.key)
                 group by n.comp""");
        run("""
                insert into homes (comp, unit, is_new)
                select comp, nextval(pg_get_serial_sequence('dial_units', 'id')), true
                  from (select distinct comp from nodes) n
                 where not exists (select from homes h where h.comp = n.comp)
                 order by comp""");
        var units = run("""
                insert into dial_units (id, campaign, slot, state, due_at)
                select unit, :campaign, hashint8(unit) & 63, 'waiting', :now from homes where is_new""");
        run("""
                update contacts c set unit = h.unit from nodes n join homes h using (comp) where c.num = n.num""");
        run("""
                create temporary table touched on commit drop as
                select unit from homes
                union select c.unit from contacts c join staged s on s.contact = c.num where c.unit is not null""");
        run("analyze contacts, dial_units, touched");
        return units;
    }

    private long run(String sql) {
        var update = handle.createUpdate(sql);
        if (sql.contains(":campaign")) {
            update.bind("campaign", campaign);
        }
        if (sql.contains(":list")) {
            update.bind("list", list);
        }
        if (sql.contains(":now")) {
            update.bind("now", now);
        }
        return update.execute();
    }
}
