package org.hustings.hq.budget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.CAMPAIGN;
import static org.hustings.hq.Bank.DOVER;
import static org.hustings.hq.Bank.wants;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.dispatch.queue.LeaseKeeper;
import org.hustings.hq.ingest.Arrival;
import org.hustings.hq.ingest.Ingest;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseAnswer.None;
import org.hustings.protocol.LeaseAnswer.Reason;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Report;
import org.hustings.protocol.Result;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Topics.FromStation;
import org.hustings.protocol.WrongSettingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Design section 4, line 6: a budget is a wall")
class BudgetWallTest {

    private static final OfficeId ROOT = new OfficeId(CAMPAIGN.value());
    private static final OfficeId KENT = new OfficeId("kent");
    private static final OfficeId HOVE = new OfficeId("hove");
    /// A minute costs a cent; a lease holds 46 of them.
    private static final String CENT_A_MINUTE = """
            currency = "GBP"
            [[rates]]
            prefix = "+44"
            perMinute = "0.01"
            """;

    @TempDir
    private Path folder;

    private Bank bank;
    private Budgets budgets;
    private Offices offices;
    private Ingest ingest;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        budgets = new Budgets(bank.transactions, bank.clock);
        offices = new Offices(bank.transactions, bank.clock);
        ingest = new Ingest(bank.transactions, bank.clock);
        offices.add(CAMPAIGN, KENT, "Kent", Optional.empty(), "treasurer");
        offices.add(CAMPAIGN, HOVE, "Hove", Optional.empty(), "treasurer");
        stand(ASHFORD, KENT);
        stand(DOVER, HOVE);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private void stand(StationId station, OfficeId office) {
        bank.database.run("insert into stations (id, desk, registered_at) values ('" + station + "', 'A', now())"
                + " on conflict do nothing");
        offices.assign(station, office, "treasurer");
    }

    private void limit(OfficeId office, String amount) {
        budgets.set(CAMPAIGN, office, Optional.of(Amount.parse(amount)), "treasurer");
    }

    private void tariff(String toml) {
        new Tariffs(bank.transactions, bank.clock).put(bank.write("tariff.toml", toml), "treasurer");
    }

    private Offices.Figures of(OfficeId office) {
        return offices.all(Optional.of(CAMPAIGN)).stream()
                .filter(one -> one.id().equals(office))
                .findFirst()
                .orElseThrow();
    }

    private String available(OfficeId office) {
        return of(office).available().orElseThrow().toString();
    }

    private void take(StationId station, Report report) {
        ingest.take(List.of(new Arrival(
                station,
                FromStation.REPORTS,
                Json.write(report),
                report.receiptId().getBytes(UTF_8))));
    }

    private static Optional<Reason> reason(LeaseAnswer answer) {
        return answer.none().map(None::reason);
    }

    @Test
    void whatALeaseMayCostIsHeldUntilItsReportChargesWhatItDidCost() {
        tariff(CENT_A_MINUTE);
        limit(KENT, "10 GBP");
        bank.strangers(3);

        var lease = bank.oneLease(ASHFORD);
        assertThat(available(KENT)).isEqualTo("9.54 GBP");
        take(ASHFORD, Reports.talk(lease, bank.clock.instant(), Disposition.SUPPORTS));

        assertThat(of(KENT).charged()).hasToString("0.01 GBP");
        assertThat(of(KENT).held()).hasToString("0.00 GBP");
        assertThat(available(KENT)).isEqualTo("9.99 GBP");
        assertThat(of(KENT).talk()).hasToString("0 min 29 s");
    }

    @Test
    void aLeaseThatEndsWithoutADialGivesBackWhatWasHeldAndALateReportIsChargedAllTheSame() {
        tariff(CENT_A_MINUTE);
        limit(KENT, "10 GBP");
        bank.strangers(3);
        var skipped = bank.oneLease(ASHFORD);
        take(ASHFORD, Reports.skip(skipped, bank.clock.instant(), Refusal.values()[0]));
        assertThat(available(KENT)).isEqualTo("10.00 GBP");

        var forgotten = bank.oneLease(ASHFORD);
        bank.ask(ASHFORD, 0);
        new LeaseKeeper(bank.transactions, bank.clock, System::nanoTime)
                .free(forgotten.lease().value(), "operator");
        assertThat(available(KENT)).isEqualTo("10.00 GBP");

        take(ASHFORD, Reports.talk(forgotten, bank.clock.instant(), Disposition.SUPPORTS));
        assertThat(available(KENT)).isEqualTo("9.99 GBP");
    }

    @Test
    void aCallThatNobodyAnsweredCostsNothingAndALaterRevisionNeitherChargesAgain() {
        tariff(CENT_A_MINUTE);
        limit(KENT, "10 GBP");
        bank.strangers(3);
        take(ASHFORD, Reports.result(bank.oneLease(ASHFORD), bank.clock.instant(), Result.BUSY));
        var lease = bank.oneLease(ASHFORD);
        var report = Reports.talk(lease, bank.clock.instant(), Disposition.SUPPORTS);

        take(ASHFORD, report);
        take(ASHFORD, Reports.again(report, lease, bank.clock.instant(), Disposition.AGAINST, Bank.VERA));

        assertThat(of(KENT).charged()).hasToString("0.01 GBP");
        assertThat(bank.database.count("select count(*) from budget_ledger where kind = 'charge'"))
                .isEqualTo(2);
    }

    @Test
    void anOfficeWhoseBudgetIsSpentGetsNobodyButFinishesWhatItHolds() {
        limit(KENT, "60 min");
        bank.strangers(9);

        var answer = bank.ask(ASHFORD, 5);
        assertThat(answer.leases()).hasSize(2);
        assertThat(reason(answer)).contains(Reason.BUDGET_SPENT);
        assertThat(reason(bank.ask(ASHFORD, 5, answer.leases().toArray(Lease[]::new))))
                .contains(Reason.BUDGET_SPENT);
        assertThat(bank.ask(DOVER, 5).leases()).as("another office").hasSize(5);

        for (var lease : answer.leases()) {
            take(ASHFORD, Reports.talk(lease, bank.clock.instant(), Disposition.SUPPORTS));
        }
        assertThat(available(KENT)).isEqualTo("59 min 2 s");
        assertThat(bank.ask(ASHFORD, 5).leases())
                .as("what was not needed came back")
                .hasSize(2);
    }

    @Test
    void whatAnOfficeSpendsCountsAgainstAllAboveIt() {
        tariff(CENT_A_MINUTE);
        limit(ROOT, "1.00 GBP");
        limit(KENT, "50 GBP");
        bank.strangers(9);

        assertThat(bank.ask(ASHFORD, 5).leases()).hasSize(3);
        assertThat(of(ROOT).held()).isEqualTo(of(KENT).held()).hasToString("1.38 GBP");
        assertThat(reason(bank.ask(DOVER, 5))).contains(Reason.BUDGET_SPENT);
        budgets.tick();
        assertThat(available(ROOT)).as("folded or not").isEqualTo("-0.38 GBP");
    }

    @Test
    void aBudgetInMoneyAllowsNoCallWhosePriceNobodyKnows() {
        limit(KENT, "10 GBP");
        bank.strangers(3);
        assertThat(reason(bank.ask(ASHFORD, 5))).contains(Reason.NO_TARIFF);

        tariff(CENT_A_MINUTE.replace("+44", "+33"));
        assertThat(bank.ask(ASHFORD, 5).leases()).isEmpty();
        assertThat(bank.database.text("select kind || ' ' || right(detail, 5) from alarms where cleared_at is null"))
                .isEqualTo("noTariff +4420");
        assertThat(bank.database.count("select count(*) from exclusive_keys")).isZero();

        tariff(CENT_A_MINUTE);
        assertThat(bank.database.count("select count(*) from alarms where cleared_at is null"))
                .isZero();
        bank.clock.pass(Duration.ofMinutes(11));
        new LeaseKeeper(bank.transactions, bank.clock, System::nanoTime).tick();
        assertThat(bank.ask(ASHFORD, 5).leases()).hasSize(3);
    }

    @Test
    void aBudgetThatIsSetLaterTakesInTheLeasesThatAreOut() {
        bank.strangers(9);
        var lease = bank.oneLease(ASHFORD);
        assertThat(bank.database.count("select count(*) from budget_ledger"))
                .as("free")
                .isZero();

        limit(KENT, "60 min");

        assertThat(available(KENT)).isEqualTo("14 min");
        take(ASHFORD, Reports.talk(lease, bank.clock.instant(), Disposition.SUPPORTS));
        assertThat(available(KENT)).isEqualTo("59 min 31 s");
    }

    @Test
    void stationsThatAskAtOnceNeverPassTheWallTogether() throws Exception {
        limit(KENT, "460 min");
        bank.strangers(400);
        var stations = new ArrayList<StationId>();
        for (int n = 0; n < 12; n++) {
            stations.add(new StationId("kent-" + n));
            stand(stations.getLast(), KENT);
        }

        var leases = new ArrayList<Lease>();
        try (var threads = Executors.newFixedThreadPool(stations.size())) {
            var asked = stations.stream()
                    .map(station -> (Callable<LeaseAnswer>) () -> bank.desk.answer(station, wants(5)))
                    .toList();
            for (var answer : threads.invokeAll(asked)) {
                leases.addAll(answer.get().leases());
            }
        }

        assertThat(leases).hasSize(10);
        assertThat(available(KENT)).isEqualTo("0 min");
    }

    @Test
    void aPartOfABudgetMovesToAnotherOfficeUnlessItIsSpentOrHeld() {
        limit(ROOT, "1000 min");
        limit(KENT, "100 min");
        limit(HOVE, "10 min");
        bank.strangers(3);
        bank.oneLease(ASHFORD);

        assertThatThrownBy(() -> budgets.transfer(CAMPAIGN, KENT, HOVE, Amount.parse("55 min"), "treasurer"))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("only 54 min");
        assertThatThrownBy(() -> budgets.transfer(CAMPAIGN, ROOT, HOVE, Amount.parse("5 min"), "treasurer"))
                .hasMessageContaining("stands above");
        assertThatThrownBy(() -> budgets.transfer(CAMPAIGN, KENT, HOVE, Amount.parse("5 GBP"), "treasurer"))
                .hasMessageContaining("minutes");
        budgets.transfer(CAMPAIGN, KENT, HOVE, Amount.parse("54 min"), "treasurer");

        assertThat(available(KENT)).isEqualTo("0 min");
        assertThat(available(HOVE)).isEqualTo("64 min");
        assertThat(bank.database.text("select who || ': ' || what || ' ' || subject || ' ' || detail from audit"
                        + " order by id desc limit 1"))
                .isEqualTo("treasurer: budget moved spring/kent 54 min to spring/hove");
    }

    @Test
    void halfFourFifthsAndAllOfABudgetAreToldOnceAPeriod() {
        limit(KENT, "1 min");
        bank.strangers(5);
        var told = new ArrayList<String>();
        for (int call = 0; call < 3; call++) {
            take(ASHFORD, Reports.talk(bank.oneLease(ASHFORD), bank.clock.instant(), Disposition.SUPPORTS));
            budgets.tick();
            budgets.tick();
            told.add(bank.database.text(
                    "select coalesce(string_agg(left(detail, 5), ','), '') from alarms where cleared_at is null"));
        }

        assertThat(told).containsExactly("", "80 % ", "100 %");
        assertThat(bank.database.count("select count(*) from alarms")).isEqualTo(2);
        limit(KENT, "2 min");
        assertThat(bank.database.count("select count(*) from alarms where cleared_at is null"))
                .isZero();
        budgets.tick();
        assertThat(bank.database.text("select left(detail, 4) from alarms where cleared_at is null"))
                .isEqualTo("50 %");
    }

    @Test
    void theExportedLedgerAddsUpAndRunsNothingInASpreadsheet() throws Exception {
        offices.add(CAMPAIGN, new OfficeId("lewes"), "=cmd|' /C calc'!A0", Optional.of(KENT), "treasurer");
        stand(ASHFORD, new OfficeId("lewes"));
        tariff(CENT_A_MINUTE);
        limit(KENT, "10 GBP");
        bank.strangers(1);
        take(ASHFORD, Reports.talk(bank.oneLease(ASHFORD), bank.clock.instant(), Disposition.SUPPORTS));
        var file = folder.resolve("ledger.csv");

        var count = new LedgerExport(bank.transactions).write(CAMPAIGN, Optional.empty(), file);

        var lines = Files.readAllLines(file);
        assertThat(count).isEqualTo(4);
        assertThat(lines).hasSize(5).first().asString().startsWith("entry,at,office,name,kind,money,talkSeconds");
        assertThat(lines.get(1)).contains(",kent,Kent,grant,10,0,");
        assertThat(lines.get(2)).contains(",lewes,'=cmd|' /C calc'!A0,hold,-0.46,-2760,'+44,");
        assertThat(String.join("\n", lines)).contains("charge,-0.01,-29").doesNotContain("+4420");
        assertThat(lines).noneMatch(line -> line.matches("(^|.*,)[=@+\t].*"));
    }

    @Test
    void aTariffFileSaysWhereItIsWrong() {
        for (var wrong : List.of(
                List.of(CENT_A_MINUTE.replace("+44", "44"), "rate 1: prefix is \"44\""),
                List.of(CENT_A_MINUTE.replace("0.01", "0.0000001"), "rate 1: perMinute is \"0.0000001\""),
                List.of(CENT_A_MINUTE + "increments = \"60\"", "increments is \"60\""),
                List.of(CENT_A_MINUTE + "colour = 1", "colour"),
                List.of(CENT_A_MINUTE + "[[rates]]\nprefix = \"+44\"\nperMinute = 1", "twice"),
                List.of(CENT_A_MINUTE.replace("GBP", "pounds"), "currency"),
                List.of("currency = ", "line 1"))) {
            assertThatThrownBy(() -> tariff(wrong.getFirst()))
                    .as(wrong.getFirst())
                    .isInstanceOf(WrongSettingException.class)
                    .hasMessageContaining(wrong.getLast())
                    .hasMessageContaining("tariff.toml");
        }
        limit(KENT, "10 GBP");
        assertThatThrownBy(() -> tariff(CENT_A_MINUTE.replace("GBP", "EUR")))
                .hasMessageContaining("budgets are in GBP");
    }

    @Test
    void aCarriersPriceListIsReadAsCsv() {
        var file = bank.write("rates.csv", """
                prefix,perMinute,increments,connectionFee,currency
                +44,0.012,60/60,,GBP
                +447,0.05,30/6,0.02,GBP
                """);

        var tariff = new Tariffs(bank.transactions, bank.clock).put(file, "treasurer");

        assertThat(new Tariffs(bank.transactions, bank.clock).current()).contains(tariff);
        assertThat(tariff.cost("+447700900001", Duration.ofSeconds(31)).orElseThrow())
                .hasToString("0.05 GBP");
    }
}
