package org.hustings.hq.dispatch.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.DOVER;
import static org.hustings.hq.Bank.wants;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.hustings.hq.Bank;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Json;
import org.hustings.protocol.Language;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseAnswer.Held;
import org.hustings.protocol.LeaseAnswer.None;
import org.hustings.protocol.LeaseAnswer.Reason;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.StationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Design section 4, line 1: one desk per dial unit; line 4: desired state in every answer")
class LeaseDeskTest {

    private static final String NEIGHBOURS = """
            given name,family name,phone,address,town
            Ada,Woods,02079460001,1 Mill Lane,Ashford
            Bob,Woods,02079460002,1 Mill Lane,Ashford
            Cy,Hill,02079460003,2 Mill Lane,Ashford
            """;

    @TempDir
    private Path folder;

    private Bank bank;
    private final AtomicLong nanos = new AtomicLong();
    private LeaseKeeper keeper;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        keeper = new LeaseKeeper(bank.transactions, bank.clock, nanos::get);
        keeper.tick();
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private void pass(Duration time) {
        bank.clock.pass(time);
        nanos.addAndGet(time.toNanos());
        keeper.tick();
    }

    @Test
    void aHouseholdIsLeasedToOneDeskOnly() {
        bank.list(NEIGHBOURS);

        var ashford = bank.ask(ASHFORD, 5);
        var dover = bank.ask(DOVER, 5);

        assertThat(ashford.leases()).hasSize(2);
        assertThat(ashford.leases()).extracting(lease -> lease.ttlSeconds()).containsOnly(1_800);
        assertThat(dover.leases()).isEmpty();
        assertThat(dover.none().orElseThrow().reason()).isEqualTo(Reason.ALL_LEASED);
    }

    @Test
    void theCardShowsThePersonTheHouseholdAndTheWindow() {
        bank.list(NEIGHBOURS);

        var card = bank.ask(ASHFORD, 5).leases().stream()
                .filter(lease -> lease.contact().familyName().equals("Woods"))
                .findFirst()
                .orElseThrow();

        assertThat(card.contact().name()).isEqualTo("Ada Woods");
        assertThat(card.contact().household())
                .extracting(member -> member.name())
                .containsExactly("Bob Woods");
        assertThat(card.allowsDialAt(bank.clock.instant())).isTrue();
        assertThat(card.callerId().e164()).isEqualTo("+442079460123");
        assertThat(card.campaignVersion()).isEqualTo(1);
    }

    @Test
    void overlappingCampaignsNeverLeaseTheSameNumberOrHouseholdTwice() {
        bank.campaigns.put(
                org.hustings.hq.campaigns.CampaignFile.read(bank.campaignFile("autumn", "hours = \"00:00-24:00\"")));
        bank.list(NEIGHBOURS);
        bank.list(new CampaignId("autumn"), "name,phone,address,town\nZed Moor,02079460009,1 mill lane,ASHFORD\n");
        bank.database.run("insert into stations (id, desk, registered_at, campaign) values"
                + " ('st-1', 'A', now(), 'spring'), ('st-2', 'B', now(), 'autumn')");

        assertThat(bank.ask(ASHFORD, 5).leases()).hasSize(2);
        assertThat(bank.ask(DOVER, 5).leases()).isEmpty();
    }

    @Test
    void aRepeatedRequestGetsTheSameLeasesWithTheOriginalTtl() {
        bank.strangers(9);
        var request = wants(3);

        var first = bank.desk.answer(ASHFORD, request);
        pass(Duration.ofSeconds(5));
        var second = bank.desk.answer(ASHFORD, request);

        assertThat(second.leases()).isEqualTo(first.leases());
        assertThat(second.hqNow()).isEqualTo(first.hqNow().plusSeconds(5));
        assertThat(bank.database.count("select count(*) from leases")).isEqualTo(3);
    }

    @Test
    void everySyncSaysWhatIsHeldForHowLongAndWhatIsGone() {
        bank.strangers(2);
        var leases = bank.ask(ASHFORD, 2).leases();
        pass(Duration.ofSeconds(100));
        bank.database.run("update leases set state = 'revoked' where id = '"
                + leases.get(1).lease() + "'");

        var sync = bank.ask(ASHFORD, 0, leases.get(0), leases.get(1));

        assertThat(sync.held()).containsExactly(new Held(leases.get(0).lease(), 1_700));
        assertThat(sync.gone()).containsExactly(leases.get(1).lease());
        assertThat(sync.none()).isEmpty();
        assertThat(sync.permitSeconds()).isEqualTo(1_800);
    }

    @Test
    void aLeaseMissingFromHoldingBecomesUncertainAndIsKeptFromOthers() {
        bank.strangers(2);
        var leases = bank.ask(ASHFORD, 2).leases();

        bank.ask(ASHFORD, 0, leases.getFirst());

        assertThat(bank.stateOf(leases.get(0).lease())).isEqualTo("live");
        assertThat(bank.stateOf(leases.get(1).lease())).isEqualTo("uncertain");
        assertThat(bank.ask(DOVER, 5).leases()).isEmpty();
        assertThat(bank.database.count("select count(*) from exclusive_keys")).isEqualTo(4);
    }

    @Test
    void leasesOfARequestThatIsRepeatedAreNotMissingFromItsOwnHolding() {
        bank.strangers(2);
        var request = wants(2);
        var leases = bank.desk.answer(ASHFORD, request).leases();

        bank.desk.answer(ASHFORD, request);

        assertThat(leases).allMatch(lease -> bank.stateOf(lease.lease()).equals("live"));
    }

    @Test
    void hqReclaimsNoSoonerThanTtlAndAnHourAfterTheGrant() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD).lease();

        pass(Duration.ofSeconds(1_800 + 3_599));
        assertThat(bank.stateOf(lease)).isEqualTo("live");
        assertThat(bank.ask(DOVER, 1).leases()).isEmpty();

        pass(Duration.ofSeconds(1));
        assertThat(bank.stateOf(lease)).isEqualTo("uncertain");
        assertThat(bank.ask(DOVER, 1).leases()).isEmpty();

        pass(Duration.ofHours(4));
        assertThat(bank.stateOf(lease)).isEqualTo("ended");
        assertThat(bank.ask(DOVER, 1).leases()).hasSize(1);
    }

    @Test
    void anOperatorMayFreeAnUncertainLease() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD).lease();
        assertThat(keeper.free(lease.value(), "operator")).isFalse();
        bank.ask(ASHFORD, 0);

        assertThat(keeper.free(lease.value(), "operator")).isTrue();

        var again = bank.oneLease(DOVER);
        assertThat(again.seq()).isEqualTo(2);
        assertThat(bank.database.count("select count(*) from audit where what = 'lease freed'"))
                .isOne();
    }

    @Test
    void aRestartOfHqRenewsEveryLiveLeaseBeforeItTakesAnyBack() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD);
        bank.clock.pass(Duration.ofHours(5));

        new LeaseKeeper(bank.transactions, bank.clock, nanos::get).tick();

        assertThat(bank.stateOf(lease.lease())).isEqualTo("live");
        assertThat(bank.ask(ASHFORD, 0, lease).held()).containsExactly(new Held(lease.lease(), 1_800));
    }

    @Test
    void aWallClockThatJumpsRenewsEveryLiveLeaseBeforeItTakesAnyBack() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD);
        bank.clock.pass(Duration.ofHours(5));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        keeper.tick();

        assertThat(bank.stateOf(lease.lease())).isEqualTo("live");
        assertThat(bank.database.count("select count(*) from lease_log where event = 'renewed'"))
                .isOne();

        pass(Duration.ofSeconds(5_400));
        assertThat(bank.stateOf(lease.lease())).isEqualTo("uncertain");
    }

    @Test
    void nobodyIsLeasedOutsideTheHoursOfTheirOwnTimeZone() {
        bank.campaign("hours = \"11:30-21:00\"");
        bank.list("name,phone\nAda Woods,02079460001\nZoé Dupont,+33199000001\n");

        // 10:30 in London, 11:30 in Paris.
        bank.clock.pass(Duration.ofMinutes(30));
        var early = bank.ask(ASHFORD, 5);

        assertThat(early.leases())
                .extracting(lease -> lease.contact().familyName())
                .containsExactly("Dupont");
        assertThat(early.leases().getFirst().window().getFirst().opens()).isEqualTo("2027-03-02T10:30:00Z");

        bank.clock.pass(Duration.ofHours(11));
        assertThat(bank.ask(DOVER, 1).none()).contains(new None(Reason.OUTSIDE_WINDOW, 600));
    }

    @Test
    void aVolunteerIsGivenPeopleOfTheirOwnLanguages() {
        bank.list("name,phone,language\nAda Woods,02079460001,en\nZoé Dupont,02079460002,fr-CH\n");
        var request = wants(5);
        var french =
                new LeaseRequest(request.request(), 5, List.of(), request.volunteer(), List.of(new Language("fr")));

        assertThat(bank.desk.answer(ASHFORD, french).leases())
                .extracting(lease -> lease.contact().familyName())
                .containsExactly("Dupont");
    }

    @Test
    void stateVersionLockAndPermitAreInEveryAnswer() {
        assertThat(bank.ask(ASHFORD, 1).none().orElseThrow().reason()).isEqualTo(Reason.LIST_EMPTY);
        bank.strangers(3);

        bank.campaigns.setState(Bank.CAMPAIGN, CampaignState.PAUSED);
        var paused = bank.ask(ASHFORD, 1);
        assertThat(paused.state()).isEqualTo(CampaignState.PAUSED);
        assertThat(paused.campaignVersion()).isEqualTo(2);
        assertThat(paused.leases()).isEmpty();
        assertThat(paused.none().orElseThrow().reason()).isEqualTo(Reason.PAUSED);

        bank.campaigns.setState(Bank.CAMPAIGN, CampaignState.RUNNING);
        bank.database.run("update stations set locked = true");
        var locked = bank.ask(ASHFORD, 1);
        assertThat(locked.locked()).isTrue();
        assertThat(locked.leases()).isEmpty();
        assertThat(locked.none().orElseThrow().reason()).isEqualTo(Reason.LOCKED);
    }

    @Test
    void aStationThatForgetsWhatItGotDoesNotEmptyTheList() {
        bank.campaign("hours = \"00:00-24:00\"\nwindowSize = 20");
        bank.strangers(90);

        assertThat(bank.ask(ASHFORD, 50).leases()).hasSize(20);
        assertThat(bank.ask(ASHFORD, 50).leases()).hasSize(20);
        assertThat(bank.ask(ASHFORD, 50).leases()).hasSize(10);
        var full = bank.ask(ASHFORD, 50);

        assertThat(full.leases()).isEmpty();
        assertThat(full.none().orElseThrow().reason()).isEqualTo(Reason.ALL_LEASED);
        assertThat(bank.ask(DOVER, 50).leases()).hasSize(20);
    }

    @Test
    void anAnswerStaysSmallEnoughForTheBrokerHoweverMuchAListSays() {
        bank.campaign("hours = \"00:00-24:00\"\nwindowSize = 50");
        var csv = new StringBuilder("name,phone");
        for (int column = 0; column < 48; column++) {
            csv.append(",note ").append(column);
        }
        for (int n = 0; n < 20; n++) {
            csv.append("\nAda Woods,+44207946%04d".formatted(n)).append((",é" + "é".repeat(450)).repeat(48));
        }
        bank.list(csv.append('\n').toString());

        var first = bank.ask(ASHFORD, 50);
        assertThat(first.leases()).hasSizeBetween(5, 15);
        assertThat(Json.write(first).length).isLessThan(Json.PAYLOAD_BYTES_MAX * 6 / 10);
        assertThat(bank.database.count("select count(*) from dial_units where state = 'leased'"))
                .isEqualTo(first.leases().size());
        assertThat(bank.ask(DOVER, 50).leases()).hasSizeGreaterThanOrEqualTo(5).allMatch(lease -> lease.seq() == 1);
    }

    @Test
    void sixteenStationsLeasingOverlappingHouseholdsAtOnceNeverShareAKey() throws Exception {
        // Two campaigns with the same chains of neighbours, cut differently: their units overlap but are not equal.
        bank.campaigns.put(
                org.hustings.hq.campaigns.CampaignFile.read(bank.campaignFile("autumn", "hours = \"00:00-24:00\"")));
        bank.list(street(0));
        bank.list(new CampaignId("autumn"), street(1));
        for (int n = 0; n < 16; n++) {
            bank.database.run("insert into stations (id, desk, registered_at, campaign) values ('st-" + n
                    + "', 'D', now(), '" + (n % 2 == 0 ? "spring" : "autumn") + "')");
        }

        var answers = new ArrayList<Future<List<Lease>>>();
        try (var stations = Executors.newFixedThreadPool(16)) {
            for (int n = 0; n < 16; n++) {
                var station = new StationId("st-" + n);
                answers.add(stations.submit(() -> leaseThrice(station)));
            }
        }

        var granted = 0;
        for (var answer : answers) {
            granted += answer.get().size();
        }
        assertThat(granted).isGreaterThan(100);
        assertThat(bank.database.count("select count(*) from leases")).isEqualTo(granted);
        assertThat(bank.database.count("""
                        select count(*) from lease_spans a join lease_spans b
                            on a.key = b.key and a.lease < b.lease
                           and a."from" < coalesce(b."to", 'infinity') and b."from" < coalesce(a."to", 'infinity')""")).isZero();
    }

    private List<Lease> leaseThrice(StationId station) {
        var all = new ArrayList<Lease>();
        for (int round = 0; round < 3; round++) {
            LeaseAnswer answer = bank.ask(station, 5, all.toArray(Lease[]::new));
            all.addAll(answer.leases());
        }
        return all;
    }

    /// Pairs of people who share a number with the next house, beginning at an even or an odd one.
    private static String street(int offset) {
        var csv = new StringBuilder("given name,family name,phone,address,town\n");
        for (int n = offset; n < 600; n += 2) {
            csv.append("A%d,Odd,+44207946%04d,%d Mill Lane,Ashford\n".formatted(n, n, n));
            csv.append("B%d,Even,+44207946%04d,%d Mill Lane,Ashford\n".formatted(n, n + 1, n));
        }
        return csv.toString();
    }
}
