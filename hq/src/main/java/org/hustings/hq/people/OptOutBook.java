package org.hustings.hq.people;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hustings.hq.dispatch.queue.LeaseBook;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.protocol.CallId;
import org.hustings.protocol.ContactId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The numbers that are never called again, by their keyed hashes (hexadecimal), for the whole account and for ever.
/// Every method joins the caller's transaction. Design section 4, line 5.
public final class OptOutBook {

    private OptOutBook() {}

    /// `isNew` counts the numbers that did not stand on this ground yet; `revoked` are leases that stations must drop.
    public record Added(int isNew, List<Revoked> revoked) {}

    /// All numbers by which we know a person.
    public static Set<String> numbersOf(Handle handle, ContactId contact) {
        return numbersOf(handle, List.of(contact));
    }

    public static Set<String> numbersOf(Handle handle, Collection<ContactId> contacts) {
        return handle.createQuery("""
                        select encode(number_key, 'hex') from contacts
                         where num in (select contact_num(id) from unnest(:contacts) id) and erased_at is null
                        union
                        select encode(n.number_key, 'hex')
                          from contacts c join contact_numbers n on n.contact = c.num
                         where c.num in (select contact_num(id) from unnest(:contacts) id)""")
                .bindArray(
                        "contacts",
                        String.class,
                        contacts.stream().map(ContactId::value).toList())
                .mapTo(String.class)
                .set();
    }

    /// The units that an opt-out of these numbers touches. Whoever adds or takes out one locks them first (see
    /// [org.hustings.hq.dispatch.queue.Units]) and refreshes them last.
    public static List<Long> units(Handle handle, Collection<String> keys) {
        return handle.createQuery("""
                        with asked as (select decode(k, 'hex') as key from unnest(:keys) k)
                        select c.unit from asked a join contacts c on c.number_key = a.key where c.unit is not null
                        union
                        select c.unit from asked a join contact_numbers n on n.number_key = a.key
                          join contacts c on c.num = n.contact where c.unit is not null
                        union
                        select l.unit from asked a join leases l on l.number_key = a.key""")
                .bindArray("keys", String.class, keys)
                .mapTo(Long.class)
                .list();
    }

    /// Locks the numbers as a grant does, in one statement and in the order of the keys: a grant under way is waited
    /// for and seen, a later one sees the opt-out. The units must be locked. The lease `except` is left alone.
    public static Added add(Handle handle, Collection<String> keys, Ground ground, UUID except, Instant now) {
        var lock = UUID.randomUUID();
        handle.createUpdate("""
                        insert into exclusive_keys (key, lease)
                        select k.key, :lock from (select distinct decode(k, 'hex') as key from unnest(:keys) k) k
                         order by k.key
                        on conflict (key) do update set lease = exclusive_keys.lease""")
                .bindArray("keys", String.class, keys)
                .bind("lock", lock)
                .execute();
        var isNew = insert(handle, keys, ground, now);
        var revoked = LeaseBook.revoke(handle, List.copyOf(keys), except, now);
        handle.createUpdate("delete from exclusive_keys where lease = :lock")
                .bind("lock", lock)
                .execute();
        return new Added(isNew, revoked);
    }

    private record Row(
            @Nullable UUID call,
            @Nullable String station,
            @Nullable String volunteer,
            @Nullable Instant saidAt,
            @Nullable String who,
            @Nullable String reason) {

        static Row of(Ground ground) {
            return switch (ground) {
                case Ground.Press(var call, var station, var volunteer, var saidAt) ->
                    new Row(call.value(), station.value(), volunteer.value(), saidAt, null, null);
                case Ground.Named(var _, var who, var reason) ->
                    new Row(null, null, null, null, who, reason.orElse(null));
            };
        }
    }

    private static int insert(Handle handle, Collection<String> keys, Ground ground, Instant now) {
        var row = Row.of(ground);
        return handle.createUpdate("""
                        insert into opt_outs (number_key, at, call, station, volunteer, said_at, source, who, reason)
                        select distinct decode(k, 'hex'), cast(:now as timestamptz), cast(:call as uuid), :station,
                               :volunteer, cast(:saidAt as timestamptz), :source, :who, :reason
                          from unnest(:keys) k
                        on conflict (number_key, ground) do nothing""")
                .bindArray("keys", String.class, keys)
                .bind("now", now)
                .bindByType("call", row.call(), UUID.class)
                .bind("station", row.station())
                .bind("volunteer", row.volunteer())
                .bindByType("saidAt", row.saidAt() == null ? null : Timestamp.from(row.saidAt()), Timestamp.class)
                .bind("source", ground.source())
                .bind("who", row.who())
                .bind("reason", row.reason())
                .execute();
    }

    /// Takes out what was said in this call, and nothing else. Returns how many numbers that were.
    public static int withdraw(Handle handle, CallId call) {
        return handle.createUpdate("delete from opt_outs where call = :call")
                .bind("call", call.value())
                .execute();
    }
}
