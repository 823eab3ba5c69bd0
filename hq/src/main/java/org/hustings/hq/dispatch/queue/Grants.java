package org.hustings.hq.dispatch.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hustings.hq.budget.BudgetGate;
import org.hustings.hq.budget.BudgetGate.Wanted;
import org.hustings.hq.budget.Wall;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.dispatch.core.LeaseTerm;
import org.hustings.hq.dispatch.queue.Judging.Judged;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.protocol.Json;
import org.hustings.protocol.Language;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer.Reason;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.StationId;
import org.jdbi.v3.core.Handle;

/// Takes ready units off the queue and makes them leases, within the transaction of one request.
///
/// A unit is granted only with all its numbers and its household: each is inserted into the account's exclusive keys,
/// in one statement and in the order of the keys. Whoever waits for a key has inserted lesser ones only, so two takers
/// wait for each other and never in a circle; a taker who already holds keys therefore asks for no more, and one who
/// got nobody gives its keys back before it tries others. Then, with these keys locked, opt-outs are looked at: whoever
/// locks a number after us sees our lease, whoever did before us is seen by us.
final class Grants {

    static final int SLOTS = 64;
    /// A conflict means a neighbour unit is leased elsewhere; after a few rounds the station may ask again.
    private static final int ROUNDS_MAX = 4;

    /// How long a unit waits whose people are held through another unit.
    private static final Duration BLOCKED = Duration.ofSeconds(60);

    /// How long a unit waits whose number nobody knows the price of: an operator has to find it.
    private static final Duration UNPRICED = Duration.ofMinutes(10);

    private static final String BEFORE_KEYS = "before_keys";

    /// Half of what a message may have: the rest of an answer is ids.
    private static final int ANSWER_BYTES_MAX = Json.PAYLOAD_BYTES_MAX / 2;

    private final Handle handle;
    private final StationId station;
    private final LeaseRequest request;
    private final Campaigns.Current campaign;
    private final RuleBook.Edition rules;
    private final Instant now;
    private Wall wall;
    private boolean unpriced;

    /// `wall` must have been looked at in this transaction.
    Grants(
            Handle handle,
            StationId station,
            LeaseRequest request,
            Campaigns.Current campaign,
            RuleBook.Edition rules,
            Wall wall,
            Instant now) {
        this.handle = handle;
        this.station = station;
        this.request = request;
        this.campaign = campaign;
        this.wall = wall;
        this.rules = rules;
        this.now = now;
    }

    private record Candidate(long unit, UUID lease) {}

    private record Card(Lease lease, String document) {}

    /// Why the budgets let no more through, if they do not.
    Optional<Reason> refusal() {
        return wall.refusal().or(() -> unpriced ? Optional.of(Reason.NO_TARIFF) : Optional.empty());
    }

    List<Lease> grant(int wanted, CornerVerdicts verdicts) {
        var open = Corner.of(handle, campaign.setup().campaign()).stream()
                .filter(corner -> speaks(corner.language()))
                .filter(corner ->
                        verdicts.of(corner, campaign, rules, now).spans().holds(now))
                .toList();
        for (int round = 0; round < ROUNDS_MAX && !open.isEmpty(); round++) {
            var candidates = campaign.rehearsal() ? takeStaff(open, wanted) : take(open, wanted);
            if (candidates.isEmpty()) {
                break;
            }
            handle.savepoint(BEFORE_KEYS);
            var blocked = blocked(candidates);
            var optedOut = optedOut(without(candidates, blocked));
            var callable = without(without(candidates, blocked), optedOut);
            var judging = new Judging(handle, campaign, rules, now);
            var judged = judging.judge(units(callable));
            var barred = barred(callable, judged);
            var lawful = without(callable, barred);
            if (lawful.isEmpty()) {
                handle.rollbackToSavepoint(BEFORE_KEYS);
            } else {
                release(blocked);
                release(optedOut);
                release(barred);
            }
            judging.postpone(judged);
            setAside(blocked, Stream.concat(optedOut.stream(), barred.stream()).toList());
            if (!lawful.isEmpty()) {
                // Perhaps fewer than wanted: more would be asked for with keys in hand. The station asks again.
                return save(lawful, judged);
            }
        }
        return List.of();
    }

    /// By the primary subtag: who speaks `fr` may call `fr-CH`.
    private boolean speaks(Language language) {
        return request.languages().isEmpty()
                || request.languages().stream().anyMatch(own -> primary(own).equals(primary(language)));
    }

    private static String primary(Language language) {
        return language.value().split("-", 2)[0];
    }

    /// Promises first, then corner by corner in the order given; a corner with nobody ready costs one look. Within a
    /// corner every taker begins at another slot, so that a hundred desks do not queue for the same row.
    private List<Candidate> take(List<Corner> open, int count) {
        return handle.createQuery("""
                        select u.id
                          from unnest(array[0, 1]::smallint[]) r (rank)
                          cross join unnest(:corners) c (corner)
                          cross join lateral (
                            select (n + :first) % :slots as slot from generate_series(0, :slots - 1) n
                             where exists (
                               select from dial_units d
                                where d.campaign = :campaign and d.state = 'ready' and d.corner = c.corner
                                  and d.rank = r.rank)) s
                          cross join lateral (
                            select id from dial_units d
                             where d.campaign = :campaign and d.state = 'ready' and d.corner = c.corner
                               and d.rank = r.rank and d.slot = s.slot
                             order by d.id limit :count
                               for no key update skip locked) u
                         limit :count""")
                .bind("first", ThreadLocalRandom.current().nextInt(SLOTS))
                .bind("slots", SLOTS)
                .bindArray(
                        "corners", Integer.class, open.stream().map(Corner::id).toList())
                .bind("campaign", campaign.setup().campaign().value())
                .bind("count", count)
                .map((row, _) -> new Candidate(row.getLong("id"), UUID.randomUUID()))
                .list();
    }

    /// In a rehearsal: only those who are called on a staff number. Found by that number, so that a list of millions
    /// costs nothing.
    private List<Candidate> takeStaff(List<Corner> open, int count) {
        return handle.createQuery("""
                        select d.id
                          from staff_numbers s
                          join contacts c on c.number_key = s.number_key
                          join dial_units d on d.contact = c.num
                         where d.campaign = :campaign and d.state = 'ready' and d.corner = any(:corners)
                         order by d.rank, d.id limit :count
                           for no key update of d skip locked""")
                .bindArray(
                        "corners", Integer.class, open.stream().map(Corner::id).toList())
                .bind("campaign", campaign.setup().campaign().value())
                .bind("count", count)
                .map((row, _) -> new Candidate(row.getLong("id"), UUID.randomUUID()))
                .list();
    }

    /// Takes the keys of all, and returns those of whom not every key could be had.
    private List<Candidate> blocked(List<Candidate> candidates) {
        var refused = handle.createQuery("""
                        with owners as (select * from unnest(:units, :leases) o (unit, lease)),
                        wanted as (
                          select distinct o.unit, o.lease, k.key
                            from owners o join contacts c on c.unit = o.unit
                            cross join lateral (
                              values (c.number_key), (c.household_key)
                              union all
                              select n.number_key from contact_numbers n where n.contact = c.num) k (key)
                           where k.key is not null),
                        had as (
                          insert into exclusive_keys (key, lease)
                          select key, lease from wanted order by key, lease
                          on conflict (key) do nothing
                          returning key, lease)
                        select distinct w.unit from wanted w
                         where not exists (select from had h where h.key = w.key and h.lease = w.lease)""")
                .bindArray("units", Long.class, units(candidates))
                .bindArray("leases", UUID.class, leases(candidates))
                .mapTo(Long.class)
                .set();
        return candidates.stream().filter(one -> refused.contains(one.unit())).toList();
    }

    /// Looked at again under the lock: an opt-out may have come between the choice and now.
    private List<Candidate> optedOut(List<Candidate> candidates) {
        var callable = handle.createQuery("""
                        select u.id from dial_units u join contacts c on c.num = u.contact
                         where u.id = any(:units) and c.state = 'open' and is_callable(c.id, c.number_key)""")
                .bindArray("units", Long.class, units(candidates))
                .mapTo(Long.class)
                .set();
        return candidates.stream().filter(one -> !callable.contains(one.unit())).toList();
    }

    private static List<Candidate> without(List<Candidate> candidates, List<Candidate> others) {
        return candidates.stream().filter(one -> !others.contains(one)).toList();
    }

    /// The blocked wait a while; of the others somebody else may be callable.
    private void setAside(List<Candidate> blocked, List<Candidate> others) {
        rest(blocked, BLOCKED);
        if (!others.isEmpty()) {
            Units.refresh(handle, units(others), now);
        }
    }

    /// Their corner is open, but they have been called too often, or have refused lately.
    private static List<Candidate> barred(List<Candidate> candidates, List<Judged> judged) {
        var lawful = judged.stream()
                .filter(one -> one.verdict().allowed())
                .map(Judged::unit)
                .collect(Collectors.toSet());
        return candidates.stream().filter(one -> !lawful.contains(one.unit())).toList();
    }

    private void release(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        handle.createUpdate("delete from exclusive_keys where lease = any(:leases)")
                .bindArray("leases", UUID.class, leases(candidates))
                .execute();
    }

    private List<Lease> save(List<Candidate> candidates, List<Judged> judged) {
        var byContact = judged.stream().collect(Collectors.toMap(Judged::contact, Function.identity()));
        var cards = fitting(new Cards(handle, campaign, byContact).leases(units(candidates), leases(candidates)));
        release(candidates.subList(cards.size(), candidates.size()));
        return paidFor(candidates.subList(0, cards.size()), cards);
    }

    /// Those that the budgets let through, held and granted.
    private List<Lease> paidFor(List<Candidate> candidates, List<Card> cards) {
        var passed = BudgetGate.pass(
                handle,
                wall,
                campaign.setup().campaign(),
                cards.stream()
                        .map(card -> new Wanted(
                                card.lease().lease(), card.lease().contact().phone()))
                        .toList(),
                now);
        wall = passed.rest();
        unpriced = !passed.unpriced().isEmpty();
        var granted = cards.stream()
                .filter(card -> passed.granted().contains(card.lease().lease()))
                .toList();
        var refused = candidates.stream()
                .filter(one -> !passed.granted().contains(new LeaseId(one.lease())))
                .toList();
        release(refused);
        rest(
                refused.stream()
                        .filter(one -> passed.unpriced().contains(new LeaseId(one.lease())))
                        .toList(),
                UNPRICED);
        if (!granted.isEmpty()) {
            insert(without(candidates, refused), granted);
        }
        return granted.stream().map(Card::lease).toList();
    }

    private void rest(List<Candidate> candidates, Duration time) {
        if (candidates.isEmpty()) {
            return;
        }
        handle.createUpdate("update dial_units set state = 'waiting', due_at = :due where id = any(:units)")
                .bind("due", now.plus(time))
                .bindArray("units", Long.class, units(candidates))
                .execute();
    }

    /// As many as one answer carries, but one at least.
    private static List<Card> fitting(List<Lease> leases) {
        var cards = new ArrayList<Card>();
        var bytes = 0;
        for (var lease : leases) {
            var document = Json.write(lease);
            if (bytes > 0 && bytes + document.length > ANSWER_BYTES_MAX) {
                break;
            }
            bytes += document.length;
            cards.add(new Card(lease, new String(document, StandardCharsets.UTF_8)));
        }
        return cards;
    }

    private void insert(List<Candidate> candidates, List<Card> cards) {
        handle.createUpdate("update dial_units set state = 'leased', seq = seq + 1 where id = any(:units)")
                .bindArray("units", Long.class, units(candidates))
                .execute();
        var term = new LeaseTerm(now, campaign.setup().leaseTtl());
        handle.createUpdate("""
                        with granted as (
                          insert into leases (id, unit, seq, contact, number_key, campaign, station, request, state, granted_at,
                                              term_from, ttl_seconds, reclaim_at, document)
                          select o.lease, u.id, u.seq, c.id, c.number_key, u.campaign, :station, :request, 'live', :now, :now,
                                 :ttl, :reclaim, cast(o.document as jsonb)
                            from unnest(:leases, :documents) o (lease, document)
                            join unnest(:ids, :units) p (lease, unit) on p.lease = o.lease
                            join dial_units u on u.id = p.unit
                            join contacts c on c.num = u.contact
                          returning id, unit, seq, station, contact, campaign, number_key)
                        insert into lease_log (at, lease, event, unit, seq, station, contact, campaign, number_key,
                                               keys, rules_version)
                        select :now, g.id, 'granted', g.unit, g.seq, g.station, g.contact, g.campaign, g.number_key,
                               array(select key from exclusive_keys k where k.lease = g.id order by key), :rules
                          from granted g""")
                .bind("rules", rules.version())
                .bind("station", station.value())
                .bind("request", request.request().value())
                .bind("now", now)
                .bind("ttl", (int) term.ttl().toSeconds())
                .bind("reclaim", term.reclaimAt())
                .bindArray(
                        "leases",
                        UUID.class,
                        cards.stream().map(card -> card.lease().lease().value()).toList())
                .bindArray(
                        "documents",
                        String.class,
                        cards.stream().map(Card::document).toList())
                .bindArray("ids", UUID.class, leases(candidates))
                .bindArray("units", Long.class, units(candidates))
                .execute();
    }

    private static List<Long> units(List<Candidate> candidates) {
        return Collections.unmodifiableList(
                candidates.stream().map(Candidate::unit).toList());
    }

    private static List<UUID> leases(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::lease).toList();
    }
}
