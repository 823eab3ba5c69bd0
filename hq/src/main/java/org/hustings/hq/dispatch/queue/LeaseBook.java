package org.hustings.hq.dispatch.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hustings.hq.budget.Ledger;
import org.hustings.hq.dispatch.core.LeaseTerm;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.RequestId;
import org.hustings.protocol.StationId;
import org.jdbi.v3.core.Handle;

/// The leases that have not ended, and the log of all that were. Every method joins the caller's transaction,
/// which must hold the locks of the units concerned.
public final class LeaseBook {

    private LeaseBook() {}

    /// A lease that has not ended. `live`: it may still be dialled.
    public record Entry(
            LeaseId lease,
            long unit,
            long seq,
            StationId station,
            RequestId request,
            boolean live,
            LeaseTerm term,
            String document) {

        static Entry of(ResultSet row) throws SQLException {
            return new Entry(
                    new LeaseId(row.getObject("id", UUID.class)),
                    row.getLong("unit"),
                    row.getLong("seq"),
                    new StationId(row.getString("station")),
                    new RequestId(row.getObject("request", UUID.class)),
                    row.getString("state").equals("live"),
                    new LeaseTerm(
                            row.getTimestamp("term_from").toInstant(), Duration.ofSeconds(row.getInt("ttl_seconds"))),
                    row.getString("document"));
        }
    }

    static List<Entry> of(Handle handle, StationId station) {
        return handle.createQuery("""
                        select id, unit, seq, station, request, state, term_from, ttl_seconds,
                               document::text as document
                          from leases where station = :station order by granted_at, id""")
                .bind("station", station.value())
                .map((row, _) -> Entry.of(row))
                .list();
    }

    /// Ends leases without a dial: others may have their numbers and households again, and what was held for
    /// them goes back to their offices' budgets. Their units rest until `restUntil`, then the caller
    /// refreshes them.
    public static void end(Handle handle, List<UUID> leases, String reason, Instant restUntil, Instant now) {
        if (leases.isEmpty()) {
            return;
        }
        close(handle, leases, reason, restUntil, now);
        Ledger.release(handle, leases, now);
    }

    /// Ends a lease that was dialled, as [#end] does, but for its hold: whoever charges the dial releases
    /// that.
    public static void endReported(Handle handle, UUID lease, Instant restUntil, Instant now) {
        close(handle, List.of(lease), "reported", restUntil, now);
    }

    private static void close(Handle handle, List<UUID> leases, String reason, Instant restUntil, Instant now) {
        handle.createUpdate("""
                        with ended as (
                          delete from leases where id = any(:leases)
                          returning id, unit, seq, station, contact, campaign),
                        freed as (
                          delete from exclusive_keys k using ended e where k.lease = e.id),
                        rested as (
                          update dial_units u set state = 'waiting', due_at = :now,
                                 rest_until = greatest(u.rest_until, :restUntil)
                            from ended e where u.id = e.unit)
                        insert into lease_log (at, lease, event, reason, unit, seq, station, contact, campaign)
                        select :now, id, 'ended', :reason, unit, seq, station, contact, campaign from ended""")
                .bindArray("leases", UUID.class, leases)
                .bind("reason", reason)
                .bind("restUntil", restUntil)
                .bind("now", now)
                .execute();
    }

    /// Nobody knows whether the station dials or dialled these: kept from everybody until it reports, or
    /// `gap` has passed after the last moment at which it could still be talking.
    static void makeUncertain(Handle handle, List<UUID> leases, String reason, Duration gap, Instant now) {
        if (leases.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        with lost as (
                          update leases set state = 'uncertain',
                                 free_at = greatest(reclaim_at, :now) + :gapSeconds * interval '1 second'
                           where id = any(:leases) and state <> 'uncertain'
                          returning id, unit, seq, station, contact, campaign),
                        marked as (
                          update dial_units u set state = 'uncertain' from lost l where u.id = l.unit)
                        insert into lease_log (at, lease, event, reason, unit, seq, station, contact, campaign)
                        select :now, id, 'uncertain', :reason, unit, seq, station, contact, campaign from lost""")
                .bindArray("leases", UUID.class, leases)
                .bind("reason", reason)
                .bind("gapSeconds", gap.toSeconds())
                .bind("now", now)
                .execute();
    }

    /// Takes live leases back that would call one of these numbers, as they were granted. They stay exclusive
    /// until their station says what became of them. Returns what each station is to be told.
    public static List<Revoked> revoke(Handle handle, List<String> numberKeysHex, UUID except, Instant now) {
        return handle.createQuery("""
                        with taken as (
                          update leases set state = 'revoked'
                           where state = 'live' and id <> :except
                             and number_key in (select decode(k, 'hex') from unnest(:keys) k)
                          returning id, unit, seq, station, contact, campaign),
                        logged as (
                          insert into lease_log (at, lease, event, reason, unit, seq, station, contact, campaign)
                          select :now, id, 'revoked', 'optOut', unit, seq, station, contact, campaign from taken)
                        select id, station from taken""")
                .bindArray("keys", String.class, numberKeysHex)
                .bind("except", except)
                .bind("now", now)
                .map((row, _) -> new Revoked(
                        new StationId(row.getString("station")), new LeaseId(row.getObject("id", UUID.class))))
                .list();
    }

    /// Takes live leases of these units back, whatever number they would call. As [#revoke(Handle, List, UUID,
    /// Instant)] in all else.
    public static List<Revoked> revokeUnits(Handle handle, List<Long> units, String reason, Instant now) {
        return handle.createQuery("""
                        with taken as (
                          update leases set state = 'revoked' where state = 'live' and unit = any(:units)
                          returning id, unit, seq, station, contact, campaign),
                        logged as (
                          insert into lease_log (at, lease, event, reason, unit, seq, station, contact, campaign)
                          select :now, id, 'revoked', :reason, unit, seq, station, contact, campaign from taken)
                        select id, station from taken""")
                .bindArray("units", Long.class, units)
                .bind("reason", reason)
                .bind("now", now)
                .map((row, _) -> new Revoked(
                        new StationId(row.getString("station")), new LeaseId(row.getObject("id", UUID.class))))
                .list();
    }

    /// A lease taken back: its station must hear of it within 2 s.
    public record Revoked(StationId station, LeaseId lease) {}
}
