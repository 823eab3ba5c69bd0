package org.hustings.hq.lists;

import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
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

    /// What others can see is touched last, and only with the locks of its units, taken in the order of their ids as
    /// everybody does: calls go on while a list is joined, and nobody waits in a circle.
    Counts join(BiConsumer<Long, Long> repeat) {
        var repeated = dropRepeats(repeat);
        numbers();
        var known = matchKnown();
        corners();
        keepNumberInUse();
        findChanged();
        components();
        findHomes();
        var units = makeUnits();
        lockTouched();
        updateKnown();
        var added = insertNew();
        keepNumbers();
        run("analyze contacts, dial_units");
        count("select count(*) from (select refresh_units(array(select unit from touched), :now)) done");
        return new Counts(added, known, repeated, units);
    }

    /// The same person twice in one file: the first row counts, `repeat` hears of the others (their line, the first's).
    private long dropRepeats(BiConsumer<Long, Long> repeat) {
        var repeated = handle.createQuery("""
                delete from staged s
                 using (select line, min(line) over (
                          partition by coalesce('x' || external_id, 'n' || encode(number_key, 'hex') || name_key))
                          as first from staged) r
                 where r.line = s.line and r.first < s.line
                returning s.line, r.first""")
                .map((row, _) -> Map.entry(row.getLong("line"), row.getLong("first")))
                .list();
        repeated.stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(row -> repeat.accept(row.getKey(), row.getValue()));
        return repeated.size();
    }

    /// How many rows are of people we know.
    private long matchKnown() {
        run("analyze staged");
        run("""
                update staged s set contact = c.num from contacts c
                 where c.campaign = :campaign and c.external_id = s.external_id""");
        // By any of their numbers: the one in use need not be the first of the row.
        run("""
                update staged s set contact = m.num
                  from (select s.line, min(c.num) as num
                          from staged s
                          cross join lateral (
                            select s.number_key as key
                            union select n.number_key from numbers n where n.line = s.line) k
                          join contacts c on c.campaign = :campaign and c.name_key = s.name_key
                               and (c.number_key = k.key)
                         where s.contact is null and (s.external_id is null or c.external_id is null)
                         group by s.line) m
                 where m.line = s.line""");
        run("create index on staged (contact)");
        return count("select count(distinct contact) from staged");
    }

    private void findChanged() {
        // Most rows of a list that is imported again say what is known already.
        run("""
                create temporary table changed on commit drop as
                select s.line, c.unit from staged s join contacts c on c.num = s.contact
                 where (coalesce(s.external_id, c.external_id), s.given_name, s.family_name, s.phone, s.number_type,
                        s.number_key, s.name_key, s.household_key, s.language, s.time_zone, s.corner, s.address, s.town,
                        s.consent, s.why, s.fields)
                       is distinct from
                       (c.external_id, c.given_name, c.family_name, c.phone, c.number_type,
                        c.number_key, c.name_key, c.household_key, c.language, c.time_zone, c.corner, c.address, c.town,
                        c.consent, c.why, c.fields)
                    or s.others is not null or exists (select from contact_numbers n where n.contact = c.num)""");
        run("analyze staged, changed");
    }

    /// The numbers of those who have several. Whoever is being called on one of them already stays on it.
    private void numbers() {
        run("""
                create temporary table numbers on commit drop as
                select s.line, o.place - 1 as place, o.j ->> 'phone' as phone, o.j ->> 'numberType' as number_type,
                       decode(o.j ->> 'key', 'hex') as number_key, o.j -> 'timeZones' ->> 0 as time_zone,
                       array(select jsonb_array_elements_text(o.j -> 'timeZones')) as time_zones,
                       array(select jsonb_array_elements_text(o.j -> 'jurisdictions')) as jurisdictions,
                       null::integer as corner
                  from staged s cross join lateral jsonb_array_elements(s.others) with ordinality o (j, place)""");
    }

    private void keepNumberInUse() {
        run("""
                update staged s
                   set phone = n.phone, number_type = n.number_type, number_key = n.number_key,
                       time_zone = n.time_zone, corner = n.corner
                  from numbers n join contacts c on true
                 where n.line = s.line and c.num = s.contact and n.number_key = c.number_key and n.place > 0""");
    }

    /// A known person stays in the list that brought them.
    private void corners() {
        run("""
                create temporary table cornered on commit drop as
                select s.line, 0 as place, coalesce(c.list, :list) as list, s.language, s.number_type, s.time_zones,
                       s.jurisdictions, s.consented as consent, s.constituency, s.screened_on
                  from staged s left join contacts c on c.num = s.contact
                union all
                select s.line, n.place, coalesce(c.list, :list), s.language, n.number_type, n.time_zones,
                       n.jurisdictions, s.consented, s.constituency, s.screened_on
                  from numbers n join staged s using (line) left join contacts c on c.num = s.contact
                 where n.place > 0""");
        run("""
                insert into corners (campaign, list, language, number_type, time_zones, jurisdictions, consent,
                    constituency, screened_on)
                select distinct :campaign, list, language, number_type, time_zones, jurisdictions, consent,
                       constituency, screened_on
                  from cornered on conflict do nothing""");
        run("""
                create temporary table at_corner on commit drop as
                select o.line, o.place, k.id as corner
                  from cornered o
                  join corners k on k.campaign = :campaign and k.list = o.list and k.language = o.language
                       and k.number_type = o.number_type and k.time_zones = o.time_zones
                       and k.jurisdictions = o.jurisdictions and k.consent = o.consent
                       and k.constituency is not distinct from o.constituency
                       and k.screened_on is not distinct from o.screened_on""");
        run("update staged s set corner = a.corner from at_corner a where a.line = s.line and a.place = 0");
        run("update numbers n set corner = a.corner from at_corner a where a.line = n.line and a.place = n.place");
    }

    /// What a row says of somebody's numbers replaces what was known of them.
    private void keepNumbers() {
        run("""
                delete from contact_numbers n using staged s join changed using (line) where n.contact = s.contact""");
        run("""
                insert into contact_numbers (contact, place, phone, number_type, number_key, time_zone, corner)
                select coalesce(s.contact, f.num), n.place, n.phone, n.number_type, n.number_key, n.time_zone, n.corner
                  from numbers n join staged s using (line) left join nodes f using (line)
                on conflict (contact, place) do nothing""");
    }

    /// A new number is a new chance; whoever opted out is found by the number, not here.
    private void updateKnown() {
        run("""
                update contacts c
                   set external_id = coalesce(s.external_id, c.external_id), given_name = s.given_name,
                       family_name = s.family_name, phone = s.phone, number_type = s.number_type,
                       state = case when c.number_key = s.number_key then c.state else 'open' end,
                       tries = case when c.number_key = s.number_key then c.tries else 0 end,
                       number_key = s.number_key, name_key = s.name_key, household_key = s.household_key,
                       language = s.language, time_zone = s.time_zone, corner = s.corner, address = s.address, town = s.town,
                       consent = s.consent, why = s.why, fields = s.fields
                  from staged s join changed using (line) where s.contact = c.num""");
    }

    private long insertNew() {
        return run("""
                insert into contacts (num, unit, campaign, list, external_id, given_name, family_name, phone,
                    number_type, number_key, name_key, household_key, language, time_zone, corner, address, town,
                    consent, why, fields)
                select n.num, h.unit, :campaign, :list, s.external_id, s.given_name, s.family_name, s.phone,
                       s.number_type, s.number_key, s.name_key, s.household_key, s.language, s.time_zone, s.corner,
                       s.address, s.town, s.consent, s.why, s.fields
                  from staged s join nodes n using (line) join homes h using (comp) order by n.num""");
    }

    /// Before anybody is inserted: a contact comes into its table with its unit, and is not written twice.
    private void components() {
        run("""
                create temporary table nodes on commit drop as
                with fresh as materialized (
                  select line, nextval('contact_nums') as num
                    from (select line from staged where contact is null order by line) s)
                select line, num, num as comp from fresh""");
        run("""
                create temporary table edges on commit drop as
                select k.key, n.num from staged s join nodes n using (line)
                 cross join lateral (values (s.number_key), (s.household_key)) k (key) where k.key is not null
                union all
                select m.number_key, n.num from numbers m join nodes n using (line) where m.place > 0""");
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

    /// The units that new people join. Known people count by what this file says of them.
    private void findHomes() {
        run("""
                create temporary table homes on commit drop as
                select n.comp, min(f.unit) as unit, false as is_new
                  from nodes n join edges e using (num)
                  join (select number_key as key, unit, num from contacts where campaign = :campaign
                        union all
                        select household_key, unit, num from contacts where campaign = :campaign
                        union all
                        select o.number_key, c.unit, c.num from contact_numbers o join contacts c on c.num = o.contact
                         where c.campaign = :campaign) f
                    on f.key = e.key and f.unit is not null
                 where not exists (select from staged s where s.contact = f.num)
                 group by n.comp
                union all
                select n.comp, min(c.unit), false
                  from nodes n join edges e using (num)
                  join (select number_key as key, contact from staged where contact is not null
                        union all
                        select household_key, contact from staged where contact is not null) f on f.key = e.key
                  join contacts c on c.num = f.contact and c.unit is not null
                 group by n.comp""");
        run("""
                delete from homes h using homes o
                 where o.comp = h.comp and (o.unit, o.ctid) < (h.unit, h.ctid)""");
        run("""
                insert into homes (comp, unit, is_new)
                select comp, nextval(pg_get_serial_sequence('dial_units', 'id')), true
                  from (select distinct comp from nodes) n
                 where not exists (select from homes h where h.comp = n.comp)
                 order by comp""");
    }

    private long makeUnits() {
        return run("""
                insert into dial_units (id, campaign, slot, state, due_at)
                select unit, :campaign, hashint8(unit) & 63, 'waiting', :now from homes where is_new""");
    }

    private void lockTouched() {
        run("""
                create temporary table touched on commit drop as
                select unit from homes union select unit from changed where unit is not null""");
        run("analyze touched");
        count("""
                select count(*) from (
                  select u.id from dial_units u join touched t on t.unit = u.id
                   order by u.id for no key update of u) locked""");
    }

    private long count(String sql) {
        var query = handle.createQuery(sql);
        if (sql.contains(":now")) {
            query.bind("now", now);
        }
        return query.mapTo(Long.class).one();
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
