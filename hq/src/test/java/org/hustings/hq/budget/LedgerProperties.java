package org.hustings.hq.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.hustings.hq.TestDatabase;
import org.hustings.hq.budget.BudgetGate.Wanted;
import org.hustings.hq.budget.Ledger.Dialled;
import org.hustings.hq.budget.Rate.Direction;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.StationId;
import org.hustings.protocol.WrongSettingException;

/// Random histories of a campaign with three offices, on a real database: grants, ends without a dial, reports,
/// repeats,
/// late reports, transfers and folds in any order.
class LedgerProperties {

    private static final Instant NOW = Instant.parse("2027-03-02T10:00:00Z");
    private static final Tariff TARIFF = new Tariff(
            "EUR",
            List.of(
                    new Rate(Direction.OUTGOING, "+44", 0, 12_345, 60, 60),
                    new Rate(Direction.OUTGOING, "+447", 31_000, 98_765, 30, 6)));
    private static final List<PhoneNumber> PHONES =
            List.of(new PhoneNumber("+442079460001"), new PhoneNumber("+447700900001"));
    private static final int STEPS = 40;

    private static TestDatabase database;
    private static Database transactions;
    private static int histories;

    @BeforeContainer
    static void open() {
        database = TestDatabase.fresh();
        transactions = new Database(database.source());
        new Tariffs(transactions, Clock.systemUTC()).put(TARIFF, "treasurer");
    }

    @AfterContainer
    static void close() {
        database.close();
    }

    private record Granted(Wanted lease, StationId station, CallId call) {}

    @Property(tries = 25)
    void theLedgerAddsUpToTheCentWhateverHappensInWhateverOrder(@ForAll Random random) {
        var history = new History(random);
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }
        history.check();
    }

    /// One campaign: its root has a limit in money, Kent one below it, and Hove one in minutes.
    private static final class History {
        private final Random random;
        private final CampaignId campaign = new CampaignId("c-" + ++histories);
        private final List<OfficeId> offices = List.of(
                new OfficeId(campaign.value()), new OfficeId("kent-" + histories), new OfficeId("hove-" + histories));
        private final List<StationId> stations;
        private final Budgets budgets = new Budgets(transactions, Clock.fixed(NOW, java.time.ZoneOffset.UTC));
        private final List<Granted> open = new ArrayList<>();
        private final List<Granted> ended = new ArrayList<>();
        private final List<Dialled> reported = new ArrayList<>();
        private final List<LeaseId> charged = new ArrayList<>();
        private long charges;

        History(Random random) {
            this.random = random;
            this.stations = List.of(
                    new StationId("st-" + histories + "-0"),
                    new StationId("st-" + histories + "-1"),
                    new StationId("st-" + histories + "-2"));
            database.run("insert into campaigns values ('" + campaign + "', 1, 1, 'running', '{}', now(), now())");
            var tree = new Offices(transactions, Clock.systemUTC());
            for (int n = 0; n < 3; n++) {
                if (n > 0) {
                    tree.add(campaign, offices.get(n), "Office", Optional.empty(), "treasurer");
                }
                database.run("insert into stations (id, desk, registered_at, office) values ('" + stations.get(n)
                        + "', 'Desk', now(), '" + offices.get(n) + "')");
            }
            set(0, "30 EUR");
            set(1, "9 EUR");
            set(2, "400 min");
        }

        private void set(int office, String amount) {
            budgets.set(campaign, offices.get(office), Optional.of(Amount.parse(amount)), "treasurer");
        }

        void step() {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> grant();
                case 3 ->
                    take(open).ifPresent(one -> {
                        release(one);
                        ended.add(one);
                    });
                case 4 ->
                    take(open).ifPresent(one -> {
                        report(one);
                        ended.add(one);
                    });
                // A late report, a repeat, or another dial of the same lease.
                case 5 -> pick(ended).ifPresent(this::report);
                case 6 -> pick(ended).ifPresent(this::release);
                case 7 -> transfer();
                default ->
                    transactions.inTransaction(handle -> {
                        Ledger.fold(handle);
                        return true;
                    });
            }
        }

        private void grant() {
            var station = stations.get(random.nextInt(3));
            var wanted = random.ints(1 + random.nextInt(4), 0, 2)
                    .mapToObj(phone -> new Wanted(new LeaseId(UUID.randomUUID()), PHONES.get(phone)))
                    .toList();
            var granted = transactions.inTransaction(handle -> {
                var wall = BudgetGate.wall(handle, station, campaign);
                return BudgetGate.pass(handle, wall, campaign, wanted, NOW).granted();
            });
            wanted.stream()
                    .filter(one -> granted.contains(one.lease()))
                    .forEach(one -> open.add(new Granted(one, station, new CallId(UUID.randomUUID()))));
        }

        private void release(Granted one) {
            transactions.inTransaction(handle -> {
                Ledger.release(handle, List.of(one.lease().lease().value()), NOW);
                return true;
            });
        }

        private void report(Granted one) {
            var talk = random.nextInt(3) == 0
                    ? Optional.<Duration>empty()
                    : Optional.of(Duration.ofMillis(random.nextInt(4_000_000)));
            var call = random.nextInt(5) == 0 ? new CallId(UUID.randomUUID()) : one.call();
            var dial = new Dialled(one.lease().lease(), call, one.station(), campaign, talk);
            var dials = new ArrayList<>(List.of(dial));
            if (!reported.isEmpty() && random.nextBoolean()) {
                dials.add(random.nextInt(2), reported.get(random.nextInt(reported.size())));
            }
            transactions.inTransaction(handle -> {
                Ledger.charge(handle, dials, NOW);
                return true;
            });
            reported.add(dial);
            if (!charged.contains(dial.lease())) {
                charged.add(dial.lease());
                charges += talk.map(time -> TARIFF.cost(one.lease().phone().e164(), time)
                                .orElseThrow()
                                .value())
                        .orElse(0L);
            }
        }

        private void transfer() {
            try {
                budgets.transfer(
                        campaign,
                        offices.get(1 + random.nextInt(2)),
                        offices.get(1 + random.nextInt(2)),
                        random.nextBoolean() ? Amount.parse("1.234567 EUR") : Amount.parse("10 min"),
                        "treasurer");
            } catch (WrongSettingException refused) {
                // Too little left, another unit, or the same office: nothing may have moved.
            }
        }

        private Optional<Granted> take(List<Granted> from) {
            return from.isEmpty() ? Optional.empty() : Optional.of(from.remove(random.nextInt(from.size())));
        }

        private Optional<Granted> pick(List<Granted> from) {
            return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
        }

        void check() {
            var entries =
                    " from budget_ledger l join offices o on o.num = l.office where o.campaign = '" + campaign + "'";
            assertThat(database.count("select count(*) from office_sums s join offices o on o.num = s.office"
                            + " cross join lateral (select"
                            + "  coalesce(sum(l.micros) filter (where l.kind not in ('grant', 'transferIn', 'transferOut') or l.office = o.num), 0) as micros,"
                            + "  coalesce(sum(l.talk_ms) filter (where l.kind not in ('grant', 'transferIn', 'transferOut') or l.office = o.num), 0) as talk_ms"
                            + "  from budget_ledger l join office_ancestors a on a.office = l.office and a.ancestor = o.num) l"
                            + " where o.campaign = '" + campaign + "'"
                            + " and s.granted_micros - s.charged_micros - s.held_micros = l.micros"
                            + " and s.granted_ms - s.charged_ms - s.held_ms = l.talk_ms"))
                    .as("offices whose balance is the sum of their entries")
                    .isEqualTo(3);
            assertThat(database.count("select coalesce(sum(micros) + sum(talk_ms), 0)" + entries
                            + " and kind in ('transferIn', 'transferOut')"))
                    .isZero();
            assertThat(database.count("select coalesce(-sum(micros), 0)" + entries + " and kind = 'charge'"))
                    .isEqualTo(charges);
            assertThat(database.count("select count(*)" + entries + " and kind = 'charge'"))
                    .isEqualTo(charged.size());
            assertThat(database.count("select count(*)" + entries + " and kind = 'hold'")
                            - database.count("select count(*)" + entries + " and kind = 'release'"))
                    .as("what is still held")
                    .isEqualTo(open.size());
            assertThat(database.count("select coalesce(min(available), 0) from office_figures where campaign = '"
                            + campaign + "' and unit = 'EUR'"))
                    .as("overshot by one hold at most, late reports aside")
                    .isGreaterThan(-TARIFF.dearestMicros() * (1 + charged.size()));
        }
    }
}
