package org.hustings.hq.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.dispatch.queue.Units;
import org.hustings.hq.people.Ground.Named;
import org.hustings.hq.people.OptOutBook.Added;
import org.hustings.hq.tables.Audit;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.ContactId;
import org.jdbi.v3.core.Handle;

/// Opt-outs as headquarters enters them: by its programs, by the command line, from files and from a CRM. Numbers are
/// their keyed hashes in hexadecimal. Safe from any thread and from several processes.
public final class OptOuts {

    private final Database database;
    private final Clock clock;
    private final Consumer<List<Revoked>> tell;

    /// `tell` hears, after each commit, which leases stations must drop: within 2 s they must know. A process that
    /// cannot reach them leaves it to headquarters, which looks for leases that somebody else took back.
    public OptOuts(Database database, Clock clock, Consumer<List<Revoked>> tell) {
        this.database = database;
        this.clock = clock;
        this.tell = tell;
    }

    /// That a number stands on the book.
    public record Standing(String source, Instant at, Optional<String> who, Optional<String> reason) {}

    /// What became of an entry that was taken out; `left` are the other grounds on which its numbers stay.
    public record Removed(int numbers, List<Standing> left) {}

    /// Adds numbers on one ground. Adding them again changes nothing.
    public Added add(Collection<String> keys, Named ground) {
        var added = database.inTransaction(handle -> add(handle, keys, ground, Instant.now(clock)));
        tell.accept(added.revoked());
        return added;
    }

    /// All numbers of a person; empty if nobody of that id has a number.
    public Optional<Added> add(ContactId contact, Named ground) {
        var added = database.inTransaction(handle -> {
            var keys = OptOutBook.numbersOf(handle, contact);
            return keys.isEmpty()
                    ? Optional.<Added>empty()
                    : Optional.of(add(handle, keys, ground, Instant.now(clock)));
        });
        added.ifPresent(one -> tell.accept(one.revoked()));
        return added;
    }

    /// A part of a file, which is audited as a whole.
    Added addQuietly(Collection<String> keys, Named ground) {
        var added = database.inTransaction(handle -> enter(handle, keys, ground, Instant.now(clock)));
        tell.accept(added.revoked());
        return added;
    }

    void audit(String who, String what, String subject, String detail) {
        database.inTransaction(handle -> {
            Audit.note(handle, Instant.now(clock), who, what, subject, detail);
            return true;
        });
    }

    static Added add(Handle handle, Collection<String> keys, Named ground, Instant now) {
        var added = enter(handle, keys, ground, now);
        if (added.isNew() > 0) {
            for (var key : keys) {
                Audit.note(
                        handle,
                        now,
                        ground.who(),
                        "opt-out",
                        key,
                        words(ground.source(), ground.reason().orElse("")));
            }
        }
        return added;
    }

    private static Added enter(Handle handle, Collection<String> keys, Named ground, Instant now) {
        var units = OptOutBook.units(handle, keys);
        Units.lock(handle, units);
        var added = OptOutBook.add(handle, keys, ground, UUID.randomUUID(), now);
        Units.refresh(handle, units, now);
        return added;
    }

    /// The grounds on which any of these numbers is never called again; none: it may be called.
    public List<Standing> standing(Collection<String> keys) {
        return database.inTransaction(handle -> standing(handle, keys));
    }

    /// The numbers of a person.
    public Set<String> numbersOf(ContactId contact) {
        return database.inTransaction(handle -> OptOutBook.numbersOf(handle, contact));
    }

    private static List<Standing> standing(Handle handle, Collection<String> keys) {
        return handle.createQuery("""
                        select distinct source, at, coalesce(who, volunteer) as who, reason from opt_outs
                         where number_key in (select decode(k, 'hex') from unnest(:keys) k) order by at, source""")
                .bindArray("keys", String.class, keys)
                .map((row, _) -> new Standing(
                        row.getString("source"),
                        row.getTimestamp("at").toInstant(),
                        Optional.ofNullable(row.getString("who")),
                        Optional.ofNullable(row.getString("reason"))))
                .list();
    }

    /// Takes out an entry that was made by mistake: that of one source, no other. Throws an [IllegalArgumentException]
    /// when `why` says nothing.
    public Removed remove(Collection<String> keys, String source, String who, String why) {
        Reasons.checked("why", why);
        return database.inTransaction(handle -> {
            var now = Instant.now(clock);
            var units = OptOutBook.units(handle, keys);
            Units.lock(handle, units);
            var removed = handle.createQuery("""
                            delete from opt_outs
                             where source = :source and number_key in (select decode(k, 'hex') from unnest(:keys) k)
                            returning encode(number_key, 'hex')""")
                    .bind("source", source)
                    .bindArray("keys", String.class, keys)
                    .mapTo(String.class)
                    .set();
            for (var key : removed) {
                Audit.note(handle, now, who, "opt-out removed", key, words(source, why));
            }
            Units.refresh(handle, units, now);
            return new Removed(removed.size(), standing(handle, keys));
        });
    }

    private static String words(String source, String reason) {
        return "source " + source + (reason.isEmpty() ? "" : ": " + reason);
    }
}
