package org.hustings.hq.people;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.hustings.hq.dispatch.queue.LeaseBook;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.dispatch.queue.Units;
import org.hustings.hq.people.Ground.Named;
import org.hustings.hq.tables.Audit;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.ContactId;
import org.jdbi.v3.core.Handle;

/// Forgets people who ask for it (GDPR article 17): name, numbers, address, fields, notes and free answers go; reports
/// keep counting under an id that leads to nobody, and opt-outs stay, as hashes (article 17(3)(b): the duty not to call
/// them again). Safe from any thread.
public final class Persons {

    /// What the audit calls it; the database lets words of reports go only for whom the audit has it.
    static final String ERASED = "person erased";

    private static final UUID NONE = new UUID(0, 0);

    private final Database database;
    private final Clock clock;
    private final Consumer<List<Revoked>> tell;

    /// `tell` as for [OptOuts].
    public Persons(Database database, Clock clock, Consumer<List<Revoked>> tell) {
        this.database = database;
        this.clock = clock;
        this.tell = tell;
    }

    public record Erased(int reports, int leasesRevoked) {}

    /// Forgets a person; empty if there is nobody of that id, or not any more. With `optOut` none of their numbers is
    /// called again, whatever list brings them back. Throws an [IllegalArgumentException] when `why` says nothing.
    public Optional<Erased> erase(ContactId contact, boolean optOut, String who, String why) {
        Reasons.checked("why", why);
        var now = Instant.now(clock);
        var revoked = database.inTransaction(handle -> erase(handle, contact, optOut, who, why, now));
        revoked.ifPresent(done -> tell.accept(done.revoked()));
        return revoked.map(done -> new Erased(done.reports(), done.revoked().size()));
    }

    private record Done(int reports, List<Revoked> revoked) {}

    private static Optional<Done> erase(
            Handle handle, ContactId contact, boolean optOut, String who, String why, Instant now) {
        var keys = new TreeSet<>(OptOutBook.numbersOf(handle, contact));
        var units = new TreeSet<>(unitsNaming(handle, contact));
        if (optOut) {
            units.addAll(OptOutBook.units(handle, keys));
        }
        Units.lock(handle, units);
        var open = handle.createQuery(
                        "select num from contacts where num = contact_num(:id) and erased_at is null for update")
                .bind("id", contact.value())
                .mapTo(Long.class)
                .findOne();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var revoked = new ArrayList<Revoked>();
        if (optOut) {
            var ground = new Named("erasure", who, Optional.empty());
            revoked.addAll(OptOutBook.add(handle, keys, ground, NONE, now).revoked());
        }
        var own = unitsNaming(handle, contact);
        revoked.addAll(LeaseBook.revokeUnits(handle, own, "erased", now));
        // Before anything else: from here on the database lets the words of the reports go.
        Audit.note(handle, now, who, ERASED, contact.value(), why);
        forgetLeases(handle, own);
        var reports = forgetWords(handle, contact);
        forgetPerson(handle, open.get(), now);
        Units.refresh(handle, units, now);
        return Optional.of(new Done(reports, List.copyOf(revoked)));
    }

    /// Their own unit, and those whose lease names them as one of the household.
    private static List<Long> unitsNaming(Handle handle, ContactId contact) {
        return handle.createQuery("""
                        select unit from contacts where num = contact_num(:id) and unit is not null
                        union
                        select unit from leases
                         where document -> 'contact' -> 'household' @> jsonb_build_array(
                                 jsonb_build_object('id', cast(:id as text)))""")
                .bind("id", contact.value())
                .mapTo(Long.class)
                .list();
    }

    /// Only live leases are read again, and these are taken back by now.
    private static void forgetLeases(Handle handle, List<Long> units) {
        handle.createUpdate("update leases set document = '{}' where unit = any(:units)")
                .bindArray("units", Long.class, units)
                .execute();
    }

    /// Also of messages that could not be used: one may quote a report of theirs.
    private static int forgetWords(Handle handle, ContactId contact) {
        handle.createUpdate("""
                        update unusable_messages set payload = ''
                         where position(convert_to('"' || :id || '"', 'UTF8') in payload) > 0""").bind("id", contact.value()).execute();
        return handle.createUpdate("""
                        update reports r
                           set (note, answers, document) = (select w.note, w.answers, w.document from without_words(r) w)
                         where r.contact = :id""").bind("id", contact.value()).execute();
    }

    /// The row stays, done and empty: reports that are still to come find their place. Its number is one nobody has.
    private static void forgetPerson(Handle handle, long num, Instant now) {
        handle.createUpdate("delete from contact_numbers where contact = :num")
                .bind("num", num)
                .execute();
        handle.createUpdate("""
                        update contacts
                           set erased_at = :now, external_id = null, given_name = '', family_name = '', phone = '',
                               number_key = substr(sha256(convert_to('erased ' || id, 'UTF8')), 1, 16), name_key = '',
                               household_key = null, address = null, postcode = null, town = '', consent = null, why = null,
                               fields = '{}', state = 'done', callback_at = null, callback_by = null
                         where num = :num""").bind("now", now).bind("num", num).execute();
    }
}
