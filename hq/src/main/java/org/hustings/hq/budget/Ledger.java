package org.hustings.hq.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.budget.Wall.Hold;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.StationId;
import org.jdbi.v3.core.Handle;

/// Every movement of the offices' budgets. Design section 4, line 6: a lease is held, released and charged
/// once each, in whatever order and however often its end is told.
///
/// Each method is one or two statements for any number of leases, and joins the caller's transaction. Nobody
/// waits: sums are appended, and folded by [#fold(Handle)] every second.
public final class Ledger {

    /// Goes behind `with entered as (…)`: what the entries add up to, by office.
    private static final String SUMMED = """
            insert into budget_deltas (office, granted_micros, granted_ms, charged_micros, charged_ms, held_micros,
                                       held_ms)
            select office,
                   coalesce(sum(micros) filter (where kind in ('grant', 'transferIn', 'transferOut')), 0),
                   coalesce(sum(talk_ms) filter (where kind in ('grant', 'transferIn', 'transferOut')), 0),
                   coalesce(-sum(micros) filter (where kind = 'charge'), 0),
                   coalesce(-sum(talk_ms) filter (where kind = 'charge'), 0),
                   coalesce(-sum(micros) filter (where kind in ('hold', 'release')), 0),
                   coalesce(-sum(talk_ms) filter (where kind in ('hold', 'release')), 0)
              from entered group by office""";

    private Ledger() {}

    /// What one lease may cost, reckoned by the rate of that number; 0 is no rate, and no cost.
    record HeldLease(UUID lease, long office, long rate, Hold hold) {}

    static void hold(Handle handle, List<HeldLease> leases, Instant now) {
        if (leases.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        with entered as (
                          insert into budget_ledger (at, office, kind, micros, talk_ms, lease, rate)
                          select :now, h.office, 'hold', -h.micros, -h.talk_ms, h.lease, nullif(h.rate, 0)
                            from unnest(:leases, :offices, :micros, :talk, :rates) h (lease, office, micros, talk_ms, rate)
                          on conflict do nothing
                          returning office, kind, micros, talk_ms)
                        """ + SUMMED)
                .bind("now", now)
                .bindArray(
                        "leases",
                        UUID.class,
                        leases.stream().map(HeldLease::lease).toList())
                .bindArray(
                        "offices",
                        Long.class,
                        leases.stream().map(HeldLease::office).toList())
                .bindArray(
                        "micros",
                        Long.class,
                        leases.stream().map(held -> held.hold().micros()).toList())
                .bindArray(
                        "talk",
                        Long.class,
                        leases.stream().map(held -> held.hold().talkMs()).toList())
                .bindArray(
                        "rates",
                        Long.class,
                        leases.stream().map(HeldLease::rate).toList())
                .execute();
    }

    /// These leases end without a dial. What was not held, or was released before, is left alone.
    public static void release(Handle handle, List<UUID> leases, Instant now) {
        if (leases.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        with entered as (
                          insert into budget_ledger (at, office, kind, micros, talk_ms, lease)
                          select :now, h.office, 'release', -h.micros, -h.talk_ms, h.lease
                            from budget_ledger h where h.lease = any(:leases) and h.kind = 'hold'
                          on conflict do nothing
                          returning office, kind, micros, talk_ms)
                        """ + SUMMED)
                .bind("now", now)
                .bindArray("leases", UUID.class, leases)
                .execute();
    }

    /// One dial as its station reported it. `talk` is empty if nobody answered.
    public record Dialled(LeaseId lease, CallId call, StationId station, CampaignId campaign, Optional<Duration> talk) {

        /// `campaign` is the one its lease was granted in, whatever the report says.
        public static Dialled of(StationId station, CampaignId campaign, CallReport report) {
            return new Dialled(
                    report.lease(),
                    report.call(),
                    station,
                    campaign,
                    report.answeredAt()
                            .map(from -> report.endedAt()
                                    .map(to -> Duration.between(from, to))
                                    .orElse(Duration.ZERO)));
        }
    }

    private record Priced(Dialled dialled, long office, long rate, long micros, long talkMs) {

        Priced(Dialled dialled, long office, Optional<Prices.Known> price) {
            this(
                    dialled,
                    office,
                    price.map(Prices.Known::num).orElse(0L),
                    dialled.talk()
                            .flatMap(talk -> price.map(known -> known.rate().cost(talk)))
                            .orElse(0L),
                    dialled.talk().map(Rate::counted).orElse(Duration.ZERO).toMillis());
        }
    }

    /// Charges each dial to the office it was held for, by the rate it was held by, and releases its hold. A
    /// dial without a hold is charged to the office of its station, by the tariff in force. A repeat, another
    /// revision or another dial on the same lease charges nothing; a lease that was released before is
    /// charged all the same.
    public static void charge(Handle handle, List<Dialled> dials, Instant now) {
        if (dials.isEmpty()) {
            return;
        }
        var priced = priced(handle, dials);
        handle.createUpdate("""
                        with charged as (
                          insert into budget_ledger (at, office, kind, micros, talk_ms, lease, call, rate)
                          select :now, c.office, 'charge', -c.micros, -c.talk_ms, c.lease, c.call, nullif(c.rate, 0)
                            from unnest(:leases, :calls, :offices, :micros, :talk, :rates)
                                 with ordinality c (lease, call, office, micros, talk_ms, rate, place)
                           order by place
                          on conflict do nothing
                          returning office, kind, micros, talk_ms),
                        released as (
                          insert into budget_ledger (at, office, kind, micros, talk_ms, lease)
                          select :now, h.office, 'release', -h.micros, -h.talk_ms, h.lease
                            from budget_ledger h where h.lease = any(:leases) and h.kind = 'hold'
                          on conflict do nothing
                          returning office, kind, micros, talk_ms),
                        entered as (select * from charged union all select * from released)
                        """ + SUMMED)
                .bind("now", now)
                .bindArray(
                        "leases",
                        UUID.class,
                        priced.stream()
                                .map(one -> one.dialled().lease().value())
                                .toList())
                .bindArray(
                        "calls",
                        UUID.class,
                        priced.stream().map(one -> one.dialled().call().value()).toList())
                .bindArray(
                        "offices",
                        Long.class,
                        priced.stream().map(Priced::office).toList())
                .bindArray(
                        "micros",
                        Long.class,
                        priced.stream().map(Priced::micros).toList())
                .bindArray(
                        "talk", Long.class, priced.stream().map(Priced::talkMs).toList())
                .bindArray(
                        "rates", Long.class, priced.stream().map(Priced::rate).toList())
                .execute();
    }

    private static List<Priced> priced(Handle handle, List<Dialled> dials) {
        return handle.createQuery("""
                        select d.place, coalesce(h.office, own.num, root.num) as office,
                               r.num, r.direction, r.prefix, r.fee_micros, r.minute_micros, r.first_seconds, r.next_seconds
                          from unnest(:leases, :stations, :campaigns)
                               with ordinality d (lease, station, campaign, place)
                          left join budget_ledger h on h.lease = d.lease and h.kind = 'hold'
                          left join stations s on s.id = d.station
                          left join offices own on own.campaign = d.campaign and own.id = s.office
                          join offices root on root.campaign = d.campaign and root.parent is null
                          left join lateral (
                            select n.phone
                              from lease_log g join contacts c on c.num = contact_num(g.contact)
                             cross join lateral (
                               select c.phone where c.number_key = g.number_key
                               union all
                               select o.phone from contact_numbers o
                                where o.contact = c.num and o.number_key = g.number_key) n
                             where h.lease is null and g.lease = d.lease and g.event = 'granted'
                               and exists (select from tariffs)
                             limit 1) c on true
                          left join lateral (
                            select * from rates where num = h.rate
                            union all (%s)) r on true
                         order by d.place""".formatted(Prices.OF_PHONE.formatted("c.phone")))
                .bindArray(
                        "leases",
                        UUID.class,
                        dials.stream().map(dial -> dial.lease().value()).toList())
                .bindArray(
                        "stations",
                        String.class,
                        dials.stream().map(dial -> dial.station().value()).toList())
                .bindArray(
                        "campaigns",
                        String.class,
                        dials.stream().map(dial -> dial.campaign().value()).toList())
                .map((row, _) ->
                        new Priced(dials.get(row.getInt("place") - 1), row.getLong("office"), Prices.Known.of(row)))
                .list();
    }

    /// Changes what an office was granted by so much: a limit that was set, or one side of a transfer.
    static void grant(
            Handle handle, long office, String kind, long micros, long talkMs, Optional<UUID> transfer, Instant now) {
        if (micros == 0 && talkMs == 0) {
            return;
        }
        handle.createUpdate("""
                        with entered as (
                          insert into budget_ledger (at, office, kind, micros, talk_ms, transfer)
                          values (:now, :office, :kind, :micros, :talk, cast(:transfer as uuid))
                          returning office, kind, micros, talk_ms)
                        """ + SUMMED)
                .bind("now", now)
                .bind("office", office)
                .bind("kind", kind)
                .bind("micros", micros)
                .bind("talk", talkMs)
                .bind("transfer", transfer.map(UUID::toString).orElse(null))
                .execute();
    }

    /// Adds what was entered since the last time to the balances: grants to their office, the rest to all
    /// above it too.
    public static void fold(Handle handle) {
        handle.createUpdate("""
                        with taken as (delete from budget_deltas returning *)
                        insert into budget_balances as b (office, granted_micros, granted_ms, charged_micros, charged_ms,
                                                          held_micros, held_ms)
                        select a.ancestor,
                               coalesce(sum(t.granted_micros) filter (where t.office = a.ancestor), 0),
                               coalesce(sum(t.granted_ms) filter (where t.office = a.ancestor), 0),
                               sum(t.charged_micros), sum(t.charged_ms), sum(t.held_micros), sum(t.held_ms)
                          from taken t join office_ancestors a on a.office = t.office
                         group by a.ancestor order by a.ancestor
                        on conflict (office) do update
                           set granted_micros = b.granted_micros + excluded.granted_micros,
                               granted_ms = b.granted_ms + excluded.granted_ms,
                               charged_micros = b.charged_micros + excluded.charged_micros,
                               charged_ms = b.charged_ms + excluded.charged_ms,
                               held_micros = b.held_micros + excluded.held_micros,
                               held_ms = b.held_ms + excluded.held_ms""").execute();
    }
}
