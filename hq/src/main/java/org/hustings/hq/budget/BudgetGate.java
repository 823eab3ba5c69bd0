package org.hustings.hq.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hustings.hq.budget.Ledger.HeldLease;
import org.hustings.hq.budget.Wall.Hold;
import org.hustings.hq.budget.Wall.Limit;
import org.hustings.hq.tables.Alarms;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.StationId;
import org.jdbi.v3.core.Handle;

/// Lets leases through while every budget above their station has something left. Everything joins the
/// transaction of the grant, so there is no lease without its hold and no hold without its lease.
public final class BudgetGate {

    /// Enough of a number to find its prefix in a price list, and nobody's number.
    private static final int SHOWN_DIGITS = 5;

    private BudgetGate() {}

    /// The wall before this station. Near it, the budgets' rows are locked, lowest office first, so that
    /// stations pass one after the other: call this before any unit is taken.
    public static Wall wall(Handle handle, StationId station, CampaignId campaign) {
        var wall = read(handle, station, campaign);
        if (wall.isFree() || wall.isSpent() || !wall.isNear()) {
            return wall;
        }
        handle.createQuery("select office from budgets where office = any(:offices) order by office for update")
                .bindArray(
                        "offices",
                        Long.class,
                        wall.limits().stream().map(Limit::office).toList())
                .mapTo(Long.class)
                .list();
        // The lock may have waited for somebody who spent; only a new statement sees it.
        return read(handle, station, campaign);
    }

    private record Found(long office, Wall.Prices prices, Optional<Limit> limit) {}

    private static Wall read(Handle handle, StationId station, CampaignId campaign) {
        var found = handle.createQuery("""
                        with mine as materialized (select office_of(:station, :campaign) as office)
                        select m.office, coalesce(t.dearest_micros, 0) as dearest, t.num is not null as has_tariff,
                               f.office as limited, f.unit, f.available
                          from mine m
                          left join (select * from tariffs order by num desc limit 1) t on true
                          left join (office_ancestors a join budgets b on b.office = a.ancestor
                                     join office_figures f on f.office = b.office) on a.office = m.office
                         order by f.office""")
                .bind("station", station.value())
                .bind("campaign", campaign.value())
                .map((row, _) -> {
                    var unit = row.getString("unit");
                    return new Found(
                            row.getLong("office"),
                            new Wall.Prices(row.getBoolean("has_tariff"), row.getLong("dearest")),
                            unit == null
                                    ? Optional.empty()
                                    : Optional.of(new Limit(row.getLong("limited"), unit, row.getLong("available"))));
                })
                .list();
        return new Wall(
                found.getFirst().office(),
                found.stream().flatMap(one -> one.limit().stream()).toList(),
                found.getFirst().prices());
    }

    /// A lease about to be granted, and the number it would call.
    public record Wanted(LeaseId lease, PhoneNumber phone) {}

    /// Which leases may be granted, now held; which may not because nobody knows what their number costs; and
    /// what is left. The others found the budget spent.
    public record Passed(Set<LeaseId> granted, Set<LeaseId> unpriced, Wall rest) {

        public Passed {
            granted = Set.copyOf(granted);
            unpriced = Set.copyOf(unpriced);
        }
    }

    /// Holds what each may cost at most, in this order, for as many as the wall lets through.
    public static Passed pass(Handle handle, Wall wall, CampaignId campaign, List<Wanted> wanted, Instant now) {
        if (wall.isFree() || wanted.isEmpty()) {
            return new Passed(new HashSet<>(wanted.stream().map(Wanted::lease).toList()), Set.of(), wall);
        }
        var leases = wanted.stream().map(one -> one.lease().value()).toList();
        var prices = Prices.of(
                handle, leases, wanted.stream().map(one -> one.phone().e164()).toList());
        var unpriced = new HashSet<LeaseId>();
        var holds = new ArrayList<HeldLease>();
        for (var one : wanted) {
            var price = Optional.ofNullable(prices.get(one.lease().value()));
            if (price.isEmpty() && wall.needsPrices()) {
                unpriced.add(one.lease());
                warn(handle, campaign, one.phone(), now);
            } else {
                holds.add(held(one.lease().value(), wall.office(), price));
            }
        }
        var costs = holds.stream().map(HeldLease::hold).toList();
        var count = wall.admits(costs);
        Ledger.hold(handle, holds.subList(0, count), now);
        var granted = new HashSet<LeaseId>();
        holds.subList(0, count).forEach(held -> granted.add(new LeaseId(held.lease())));
        return new Passed(granted, unpriced, wall.less(costs.subList(0, count)));
    }

    /// A budget that is set while leases are out takes in what they may cost: those below this office that
    /// are not held.
    static void holdOpenLeases(Handle handle, long office, Instant now) {
        record Open(UUID lease, long office, String phone) {}
        var open = handle.createQuery("""
                        select l.id, o.office, l.document->'contact'->>'phone' as phone
                          from offices top join leases l on l.campaign = top.campaign
                         cross join lateral (select office_of(l.station, l.campaign) as office) o
                          join office_ancestors a on a.office = o.office and a.ancestor = top.num
                         where top.num = :office and not exists (select from budget_ledger e where e.lease = l.id)""")
                .bind("office", office)
                .map((row, _) ->
                        new Open(row.getObject("id", UUID.class), row.getLong("office"), row.getString("phone")))
                .list();
        var prices = Prices.of(
                handle,
                open.stream().map(Open::lease).toList(),
                open.stream().map(Open::phone).toList());
        Ledger.hold(
                handle,
                open.stream()
                        .map(one -> held(one.lease(), one.office(), Optional.ofNullable(prices.get(one.lease()))))
                        .toList(),
                now);
    }

    private static HeldLease held(UUID lease, long office, Optional<Prices.Known> price) {
        return new HeldLease(
                lease,
                office,
                price.map(Prices.Known::num).orElse(0L),
                new Hold(price.map(known -> known.rate().cost(Rate.TALK_MAX)).orElse(0L), Rate.TALK_MAX.toMillis()));
    }

    private static void warn(Handle handle, CampaignId campaign, PhoneNumber phone, Instant now) {
        var shown =
                phone.e164().substring(0, Math.min(SHOWN_DIGITS, phone.e164().length()));
        Alarms.raise(
                handle,
                now,
                "noTariff",
                campaign.value(),
                "people are not called because no prefix of the tariff covers their number; one begins with " + shown);
    }
}
