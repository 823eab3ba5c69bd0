package org.hustings.hq.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.DOVER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.dispatch.queue.LeaseKeeper;
import org.hustings.hq.ingest.Ingest.Taken;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Report;
import org.hustings.protocol.Result;
import org.hustings.protocol.StationEvent;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Topics.FromStation;
import org.hustings.protocol.VolunteerId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Design section 4, line 2: no report lost, none counted twice; line 5: opt-out is at once")
class IngestTest {

    @TempDir
    private Path folder;

    private Bank bank;
    private Ingest ingest;
    private LeaseKeeper keeper;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        ingest = new Ingest(bank.transactions, bank.clock);
        keeper = new LeaseKeeper(bank.transactions, bank.clock, System::nanoTime);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private Taken take(StationId station, Report... reports) {
        return ingest.take(List.of(reports).stream()
                .map(report -> new Arrival(
                        station,
                        FromStation.REPORTS,
                        Json.write(report),
                        report.receiptId().getBytes(UTF_8)))
                .toList());
    }

    private static Arrival raw(FromStation kind, String payload, String id) {
        return new Arrival(ASHFORD, kind, payload.getBytes(UTF_8), id.getBytes(UTF_8));
    }

    private String winner() {
        return bank.database.text("select string_agg(disposition || revision, ' ') from winning_reports");
    }

    private void letGo(Lease lease) {
        bank.ask(ASHFORD, 0);
        assertThat(keeper.free(lease.lease().value(), "operator")).isTrue();
    }

    @Test
    void aReportIsStoredReceiptedAndEndsItsLease() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD);
        var report = Reports.talk(lease, bank.clock.instant(), Disposition.SUPPORTS);

        var taken = take(ASHFORD, report);

        assertThat(taken.receipts()).containsEntry(ASHFORD, List.of(report.call() + "/1"));
        assertThat(winner()).isEqualTo("supports1");
        assertThat(bank.stateOf(lease.lease())).isEqualTo("ended");
        assertThat(bank.database.count("select count(*) from exclusive_keys")).isZero();
        assertThat(bank.database.text("select state from dial_units")).isEqualTo("done");
        assertThat(bank.database.count("select answered from campaign_figures")).isOne();
    }

    @Test
    void repeatedReportsAreReceiptedEachTimeAndCountOnce() {
        bank.strangers(1);
        var report = Reports.talk(bank.oneLease(ASHFORD), bank.clock.instant(), Disposition.SUPPORTS);

        take(ASHFORD, report, report);
        var again = take(ASHFORD, report);

        assertThat(again.receipts()).containsEntry(ASHFORD, List.of(report.receiptId()));
        assertThat(bank.database.count("select count(*) from reports")).isOne();
        assertThat(bank.database.count("select count(*) from budget_ledger where kind = 'charge'"))
                .isOne();
        assertThat(bank.database.count("select tries from contacts")).isOne();
    }

    @Test
    void theHighestRevisionWinsInWhateverOrderTheyComeAndOnlyOneIsCharged() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD);
        var now = bank.clock.instant();
        var first = Reports.talk(lease, now, Disposition.SUPPORTS);
        var second = Reports.again(first, lease, now.plusSeconds(4), Disposition.SOMEONE_ELSE, Bank.VERA);

        take(ASHFORD, second);
        take(ASHFORD, first);

        assertThat(winner()).isEqualTo("someoneElse2");
        assertThat(bank.database.count("select count(*) from reports")).isEqualTo(2);
        assertThat(bank.database.count("select count(*) from budget_ledger where kind = 'charge'"))
                .isOne();
        assertThat(bank.database.count("select tries from contacts")).isOne();
        assertThat(bank.database.text("select state from dial_units")).isEqualTo("waiting");
    }

    @Test
    void anUndoAfterTheReceiptChangesTheUnitsState() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD);
        var first = Reports.talk(lease, bank.clock.instant(), Disposition.SOMEONE_ELSE);
        take(ASHFORD, first);
        assertThat(bank.database.text("select state from dial_units")).isEqualTo("waiting");

        take(ASHFORD, Reports.again(first, lease, bank.clock.instant().plusSeconds(5), Disposition.AGAINST, Bank.VERA));

        assertThat(bank.database.text("select state from dial_units")).isEqualTo("done");
    }

    @Test
    void aLateReportIsStoredChargedAndReceiptedButLeavesAUnitLeasedSinceAlone() {
        bank.strangers(1);
        var old = bank.oneLease(ASHFORD);
        letGo(old);
        var current = bank.oneLease(DOVER);
        var report = Reports.talk(old, bank.clock.instant(), Disposition.SUPPORTS);

        var taken = take(ASHFORD, report);

        assertThat(taken.receipts()).containsKey(ASHFORD);
        assertThat(bank.database.count("select count(*) from reports where late"))
                .isOne();
        assertThat(bank.database.count("select count(*) from budget_ledger where kind = 'charge'"))
                .isOne();
        assertThat(bank.stateOf(current.lease())).isEqualTo("live");
        assertThat(bank.database.text("select state from contacts")).isEqualTo("open");
    }

    @Test
    void aLateOptOutRevokesTheLeaseAnotherStationHoldsByNow() {
        bank.strangers(1);
        var old = bank.oneLease(ASHFORD);
        letGo(old);
        var current = bank.oneLease(DOVER);

        var taken = take(ASHFORD, Reports.talk(old, bank.clock.instant(), Disposition.DO_NOT_CALL));

        assertThat(taken.revoked()).hasSize(1);
        assertThat(taken.revoked().getFirst().station()).isEqualTo(DOVER);
        assertThat(taken.revoked().getFirst().lease()).isEqualTo(current.lease());
        assertThat(bank.ask(DOVER, 0, current).gone()).containsExactly(current.lease());

        take(DOVER, Reports.skip(current, bank.clock.instant(), Refusal.WITHDRAWN));
        assertThat(bank.database.text("select state from dial_units")).isEqualTo("done");
    }

    @Test
    void anUncertainLeaseIsResolvedByTheReportOfItsStation() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD);
        bank.ask(ASHFORD, 0);
        assertThat(bank.stateOf(lease.lease())).isEqualTo("uncertain");

        take(ASHFORD, Reports.result(lease, bank.clock.instant(), Result.BUSY));

        assertThat(bank.stateOf(lease.lease())).isEqualTo("ended");
        assertThat(bank.database.text("select state from dial_units")).isEqualTo("waiting");
        bank.clock.pass(Duration.ofMinutes(31));
        keeper.tick();
        assertThat(bank.ask(DOVER, 1).leases()).hasSize(1);
    }

    @Test
    void anOptedOutNumberIsNeverLeasedAgainInAnyCampaign() {
        bank.list("name,phone\nAda Woods,02079460001\n");
        bank.campaigns.put(
                org.hustings.hq.campaigns.CampaignFile.read(bank.campaignFile("autumn", "hours = \"00:00-24:00\"")));
        bank.list(new org.hustings.protocol.CampaignId("autumn"), "name,phone\nBob Hill,+442079460001\n");
        bank.database.run(
                "insert into stations (id, desk, registered_at, campaign) values ('st-1', 'A', now(), 'spring')");

        take(ASHFORD, Reports.talk(bank.oneLease(ASHFORD), bank.clock.instant(), Disposition.DO_NOT_CALL));

        assertThat(bank.database.text("select string_agg(distinct state, ' ') from dial_units"))
                .isEqualTo("done");
        assertThat(bank.database.count("select count(*) from audit where what = 'opt-out'"))
                .isOne();
        assertThat(bank.database.count("select count(*) from exclusive_keys")).isZero();
    }

    @Test
    void undoingAnOptOutByTheSameVolunteerWithdrawsItAudited() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD);
        var said = Reports.talk(lease, bank.clock.instant(), Disposition.DO_NOT_CALL);
        take(ASHFORD, said);

        take(
                ASHFORD,
                Reports.again(said, lease, bank.clock.instant().plusSeconds(9), Disposition.SOMEONE_ELSE, Bank.VERA));

        assertThat(bank.database.count("select count(*) from opt_outs")).isZero();
        assertThat(bank.database.count("select count(*) from audit where what = 'opt-out withdrawn'"))
                .isOne();
        assertThat(bank.database.text("select state from dial_units")).isEqualTo("waiting");
    }

    @Test
    void anOptOutStaysWhenAnotherVolunteerOrALaterHourTakesItBack() {
        bank.strangers(2);
        for (var lease : bank.ask(ASHFORD, 2).leases()) {
            var now = bank.clock.instant();
            var said = Reports.talk(lease, now, Disposition.DO_NOT_CALL);
            take(ASHFORD, said);
            var byOther = lease.contact().id().value().equals("c-1");
            take(
                    ASHFORD,
                    Reports.again(
                            said,
                            lease,
                            now.plusSeconds(byOther ? 5 : 3_600),
                            Disposition.SUPPORTS,
                            byOther ? new VolunteerId("v-2") : Bank.VERA));
        }
        assertThat(bank.database.count("select count(*) from opt_outs")).isEqualTo(2);
    }

    @Test
    void aSkipGivesTheLeaseBackAndIsReceipted() {
        bank.strangers(1);
        var lease = bank.oneLease(ASHFORD);
        var skip = Reports.skip(lease, bank.clock.instant(), Refusal.NO_PERMIT);

        assertThat(take(ASHFORD, skip, skip).receipts())
                .containsEntry(ASHFORD, List.of(skip.receiptId(), skip.receiptId()));

        assertThat(bank.stateOf(lease.lease())).isEqualTo("ended");
        assertThat(bank.database.count("select count(*) from skips")).isOne();
        bank.clock.pass(Duration.ofMinutes(1));
        keeper.tick();
        assertThat(bank.ask(DOVER, 1).leases()).hasSize(1);
    }

    @Test
    void unusableAndUnauthorisedMessagesAreSetAsideReceiptedAndStopNobody() {
        bank.strangers(2);
        var mine = bank.oneLease(ASHFORD);
        var other = bank.oneLease(DOVER);
        var stolen = Reports.talk(other, bank.clock.instant(), Disposition.DO_NOT_CALL);
        var good = Reports.talk(mine, bank.clock.instant(), Disposition.SUPPORTS);
        var event = new StationEvent(
                new MessageId(UUID.randomUUID()),
                StationEvent.Kind.HELP_RAISED,
                bank.clock.instant(),
                Optional.of(Bank.VERA),
                Optional.empty(),
                Optional.empty());

        var taken = ingest.take(List.of(
                raw(FromStation.REPORTS, "{\"kind\":\"call\",", "id-1"),
                raw(FromStation.REPORTS, "{}", "id-2"),
                new Arrival(ASHFORD, FromStation.REPORTS, Json.write(stolen), null),
                new Arrival(ASHFORD, FromStation.REPORTS, new byte[] {(byte) 0xFF, 0}, null),
                new Arrival(ASHFORD, FromStation.EVENTS, Json.write(event), null),
                new Arrival(ASHFORD, FromStation.REPORTS, Json.write(good), null)));

        assertThat(taken.receipts().get(ASHFORD))
                .containsExactly("id-1", "id-2", stolen.receiptId(), event.id().toString(), good.receiptId());
        assertThat(ingest.unusable()).isEqualTo(4);
        assertThat(bank.database.count("select count(*) from unusable_messages where length(payload) > 0"))
                .isEqualTo(4);
        assertThat(bank.database.count("select count(*) from opt_outs")).isZero();
        assertThat(bank.stateOf(other.lease())).isEqualTo("live");
        assertThat(winner()).isEqualTo("supports1");
        assertThat(bank.database.count("select count(*) from station_events")).isOne();
    }

    @Test
    void oneMessageTheDatabaseRefusesDoesNotStopTheBatch() {
        bank.strangers(2);
        var leases = bank.ask(ASHFORD, 2).leases();
        var poison = Json.write(Reports.talk(leases.getFirst(), bank.clock.instant(), Disposition.SUPPORTS));
        // A NUL in a text is valid JSON and no valid PostgreSQL text.
        var text = new String(poison, UTF_8).replace("likes the bus", "likes\\u0000the bus");
        var good = Reports.talk(leases.getLast(), bank.clock.instant(), Disposition.SUPPORTS);

        var taken = ingest.take(List.of(
                raw(FromStation.REPORTS, text, "poison"),
                new Arrival(ASHFORD, FromStation.REPORTS, Json.write(good), null)));

        assertThat(taken.receipts().get(ASHFORD)).contains("poison", good.receiptId());
        assertThat(winner()).isEqualTo("supports1");
        assertThat(bank.database.text("select reason from unusable_messages")).startsWith("refused by the database");
    }

    @Test
    void aReportOfNoUseIsKeptHoweverManyLieAsideAndWhatIsNotKeptGetsNoReceipt() {
        bank.database.run("insert into unusable_messages (at, topic, reason, payload)"
                + " select now(), 't', 'r', '' from generate_series(1, 10000)");

        var taken = ingest.take(List.of(raw(FromStation.REPORTS, "{}", "id-1"), raw(FromStation.EVENTS, "{}", "id-2")));

        assertThat(taken.receipts().get(ASHFORD)).containsExactly("id-1");
        assertThat(bank.database.count("select count(*) from unusable_messages where correlation = 'id-1'"))
                .isOne();
        assertThat(bank.database.count("select count(*) from unusable_messages"))
                .isEqualTo(10_001);
    }

    @Test
    void anOptOutIsOfTheNumberThatWasDialledAndOfTheOneAnImportBroughtSince() {
        bank.list("id,name,phone\n7,Ada Woods,02079460001\n");
        var lease = bank.oneLease(ASHFORD);
        bank.list("id,name,phone\n7,Ada Woods,02079460002\n8,Bob Hill,02079460001\n");

        take(ASHFORD, Reports.talk(lease, bank.clock.instant(), Disposition.DO_NOT_CALL));

        assertThat(bank.database.text("select string_agg(encode(number_key, 'hex'), ' ') from opt_outs"))
                .contains(bank.key.ofNumber("+442079460001"), bank.key.ofNumber("+442079460002"));
        bank.clock.pass(Duration.ofDays(1));
        keeper.tick();
        assertThat(bank.ask(DOVER, 5).leases()).isEmpty();
    }

    @Test
    void anOptOutRevokesTheLeaseThatWouldDialItsNumberWhateverNumberThePersonHasByNow() {
        bank.list("id,name,phone,address\n7,Ada Woods,02079460001,1 Mill Lane\n");
        var old = bank.oneLease(ASHFORD);
        letGo(old);
        var current = bank.oneLease(DOVER);
        bank.list("id,name,phone,address\n7,Ada Woods,02079460002,1 Mill Lane\n");

        var taken = take(ASHFORD, Reports.talk(old, bank.clock.instant(), Disposition.DO_NOT_CALL));

        assertThat(taken.revoked()).extracting(revoked -> revoked.lease()).containsExactly(current.lease());
    }

    @Test
    void onlyTheRevisionThatFollowsAnOptOutDecidesWhetherItIsTakenBack() {
        bank.strangers(2);
        var leases = bank.ask(ASHFORD, 2).leases();
        var now = bank.clock.instant();

        var undone = Reports.talk(leases.getFirst(), now, Disposition.DO_NOT_CALL);
        var second = Reports.again(undone, leases.getFirst(), now.plusSeconds(5), Disposition.SOMEONE_ELSE, Bank.VERA);
        var third = Reports.again(second, leases.getFirst(), now.plusSeconds(3_600), Disposition.SUPPORTS, Bank.VERA);
        take(ASHFORD, undone, second, third);
        assertThat(bank.database.count("select count(*) from opt_outs")).isZero();

        var kept = Reports.talk(leases.getLast(), now, Disposition.DO_NOT_CALL);
        var byOther =
                Reports.again(kept, leases.getLast(), now.plusSeconds(5), Disposition.SUPPORTS, new VolunteerId("v-2"));
        var byVera = Reports.again(byOther, leases.getLast(), now.plusSeconds(9), Disposition.SUPPORTS, Bank.VERA);
        take(ASHFORD, byVera);
        take(ASHFORD, byOther, kept);
        assertThat(bank.database.count("select count(*) from opt_outs")).isOne();
    }

    @Test
    void whatIsAppendOnlyCannotBeChanged() {
        bank.strangers(1);
        take(ASHFORD, Reports.talk(bank.oneLease(ASHFORD), bank.clock.instant(), Disposition.DO_NOT_CALL));

        for (var table : List.of("lease_log", "audit", "budget_ledger", "reports")) {
            assertThatThrownBy(() -> bank.database.run("delete from " + table)).hasMessageContaining("append-only");
        }
    }
}
