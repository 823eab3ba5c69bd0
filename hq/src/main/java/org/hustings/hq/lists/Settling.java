package org.hustings.hq.lists;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The end of an import, set by set: who is known is brought up to date, units that a row tied together become one, and
/// whoever is touched of those that were there before is chosen anew.
///
/// What others can see is touched last, and only with the locks of its units, taken in the order of their ids as
/// everybody does: calls go on while a list is read, and nobody waits in a circle.
record Settling(Handle handle, String campaign, long firstNum, Instant now) {

    /// Statistics are worth their time when a tenth of a table is new (as autovacuum's own threshold).
    private static final int WORTH_ANALYZING = 10;

    private static final String OF_A_PERSON = """
            (c.external_id, c.given_name, c.family_name, c.phone, c.number_type, c.number_key, c.name_key, c.household_key,
             c.language, c.time_zone, c.corner, c.address, c.postcode, c.town, c.consent, c.why, c.fields)""";

    /// Gone with the transaction.
    static void prepare(Handle handle) {
        handle.execute("""
                create temporary table known_rows (
                  contact bigint, external_id text, given_name text, family_name text, phone text, number_type text,
                  number_key bytea, name_key text, household_key bytea, language text, time_zone text, corner integer, address text,
                  postcode text, town text, consent text, why text, fields jsonb) on commit drop""");
        handle.execute("""
                create temporary table known_numbers (
                  contact bigint, place smallint, phone text, number_type text, number_key bytea, time_zone text,
                  corner integer) on commit drop""");
        handle.execute("create temporary table merged_units (lost bigint, unit bigint) on commit drop");
        handle.execute("create temporary table joined_units (unit bigint) on commit drop");
    }

    void settle(Intake.Tally tally) {
        mergeUnits();
        if (tally.known() > 0) {
            findChanged();
        } else {
            run("create temporary table changed (contact bigint, unit bigint) on commit drop");
        }
        lockTouched();
        if (tally.known() > 0) {
            updateKnown();
        }
        analyze(tally.added());
        handle.createQuery("select count(*) from (select refresh_units(array(select unit from touched), :now)) done")
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    /// Of this import's units some were found to be one when others had been sent already.
    private void mergeUnits() {
        if (count("select count(*) from merged_units") == 0) {
            return;
        }
        run("create index on merged_units (lost)");
        run("analyze merged_units");
        // A unit may have been lost to one that was lost in turn: each round halves the way.
        while (run("""
                        update merged_units m set unit = n.unit from merged_units n where n.lost = m.unit""") > 0) {}
        run("update contacts c set unit = m.unit from merged_units m where c.unit = m.lost");
        run("delete from dial_units u using merged_units m where u.id = m.lost");
        run("""
                insert into joined_units select distinct unit from merged_units where unit < :first""");
    }

    /// Most rows of a list that is imported again say what is known already. Whoever is called on one of several
    /// numbers
    /// stays on it.
    private void findChanged() {
        run("analyze known_rows, known_numbers");
        run("""
                update known_rows s
                   set phone = n.phone, number_type = n.number_type, number_key = n.number_key,
                       time_zone = n.time_zone, corner = n.corner
                  from known_numbers n join contacts c on c.num = n.contact
                 where n.contact = s.contact and n.number_key = c.number_key and n.place > 0""");
        run("""
                create temporary table changed on commit drop as
                select s.contact, c.unit from known_rows s join contacts c on c.num = s.contact
                 where (coalesce(s.external_id, c.external_id), s.given_name, s.family_name, s.phone, s.number_type,
                        s.number_key, s.name_key, s.household_key, s.language, s.time_zone, s.corner, s.address, s.postcode,
                        s.town, s.consent, s.why, s.fields)
                       is distinct from
                """ + OF_A_PERSON + """

                    or exists (select from known_numbers n where n.contact = s.contact)
                    or exists (select from contact_numbers n where n.contact = s.contact)""");
        run("analyze changed");
    }

    /// New people are ready as they come, but for those who opted out or whose number is bad.
    private void lockTouched() {
        run("""
                create temporary table touched on commit drop as
                select unit from changed
                union select unit from joined_units
                union select c.unit from opt_outs o join contacts c on c.number_key = o.number_key
                 where c.num >= :first and c.campaign = :campaign
                union select c.unit from bad_numbers b join contacts c on c.number_key = b.number_key
                 where c.num >= :first and c.campaign = :campaign""");
        run("analyze touched");
        count("""
                select count(*) from (
                  select u.id from dial_units u join touched t on t.unit = u.id
                   order by u.id for no key update of u) locked""");
    }

    /// A new number is a new chance; whoever opted out is found by the number, not here.
    private void updateKnown() {
        run("""
                update contacts c
                   set external_id = coalesce(s.external_id, c.external_id), given_name = s.given_name,
                       family_name = s.family_name, phone = s.phone, number_type = s.number_type,
                       state = case when c.number_key = s.number_key then c.state else 'open' end,
                       tries = case when c.number_key = s.number_key then c.tries else 0 end,
                       number_key = s.number_key, name_key = s.name_key, household_key = s.household_key, language = s.language,
                       time_zone = s.time_zone, corner = s.corner, address = s.address, postcode = s.postcode,
                       town = s.town, consent = s.consent, why = s.why, fields = s.fields
                  from known_rows s join changed using (contact) where s.contact = c.num""");
        run("delete from contact_numbers n using changed where n.contact = changed.contact");
        run("""
                insert into contact_numbers (contact, place, phone, number_type, number_key, time_zone, corner)
                select n.* from known_numbers n join changed using (contact)""");
    }

    private void analyze(long added) {
        var there = count("select greatest(reltuples, 0)::bigint from pg_class where oid = 'contacts'::regclass");
        if (added * WORTH_ANALYZING > there) {
            run("analyze contacts (num, unit, campaign, list, number_key, household_key, state, corner), dial_units");
        }
    }

    private long count(String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }

    private long run(String sql) {
        var update = handle.createUpdate(sql);
        if (sql.contains(":campaign")) {
            update.bind("campaign", campaign);
        }
        if (sql.contains(":first")) {
            update.bind("first", firstNum);
        }
        return update.execute();
    }
}
