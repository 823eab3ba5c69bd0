package org.hustings.hq.rulebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hustings.hq.Bank.ASHFORD;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.campaigns.CampaignFile;
import org.hustings.hq.dispatch.queue.LeaseKeeper;
import org.hustings.hq.ingest.Arrival;
import org.hustings.hq.ingest.Ingest;
import org.hustings.hq.rules.CallMode;
import org.hustings.hq.rules.RuleFileException;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer.Reason;
import org.hustings.protocol.Mode;
import org.hustings.protocol.Report;
import org.hustings.protocol.Result;
import org.hustings.protocol.Topics.FromStation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Design section 4, line 3: no unlawful dial, and every decision can be explained")
class RuleBookTest {

    private static final String REAL = "fiction = false\nhours = \"00:00-24:00\"\n";

    @TempDir
    private Path folder;

    private Bank bank;
    private Explainer explainer;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        explainer = new Explainer(bank.transactions, bank.book, bank.clock);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private Optional<Lease> lease() {
        new LeaseKeeper(bank.transactions, bank.clock, System::nanoTime).tick();
        return bank.ask(ASHFORD, 1).leases().stream().findFirst();
    }

    private void take(Report report) {
        new Ingest(bank.transactions, bank.clock)
                .take(List.of(new Arrival(
                        ASHFORD,
                        FromStation.REPORTS,
                        Json.write(report),
                        report.receiptId().getBytes(UTF_8))));
    }

    private Explanation explain(Instant at) {
        return explainer
                .explain(new ContactId("c-1"), Optional.of(at), Optional.empty())
                .orElseThrow();
    }

    @Test
    void theShippedRulesAreTheFirstVersion() {
        assertThat(bank.book.current().version()).isOne();
        assertThat(bank.book.current().files()).isEqualTo(ShippedRules.files());
        assertThat(bank.book.put(ShippedRules.files(), "operator").version())
                .as("nothing is different")
                .isOne();
    }

    @Test
    void aBadFileIsRefusedWholeAndTheRunningSetStays() {
        var bad = ShippedRules.files().get("fr.toml") + "\n[[rule]]\nid = \"fr-new\"\n";

        assertThatThrownBy(() -> bank.book.put(Map.of("fr.toml", bad), "operator"))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining("fr.toml, line");
        assertThat(bank.book.current().version()).isOne();
        assertThat(bank.database.count("select count(*) from rule_sets")).isLessThanOrEqualTo(1);
    }

    @Test
    void aBritishNumberIsServedWhenItWasScreenedAndTheLeaseNamesTheRules() {
        bank.campaign(REAL);
        bank.list("name,phone,screened on\nAda Woods,02079460001,2027-02-01\n");
        assertThat(lease()).isEmpty();
        assertThat(bank.ask(ASHFORD, 1).none().orElseThrow().reason()).isEqualTo(Reason.OUTSIDE_WINDOW);

        bank.list("name,phone,screened on\nAda Woods,02079460001,2027-02-20\n");
        var lease = lease().orElseThrow();

        assertThat(lease.contact().jurisdictions()).containsExactly("GB");
        assertThat(lease.contact().screenedOn()).contains(LocalDate.of(2027, 2, 20));
        assertThat(lease.window().getFirst().opens()).isEqualTo("2027-03-02T08:00:00Z");
        assertThat(bank.database.count("select rules_version from lease_log where event = 'granted'"))
                .isOne();
    }

    @Test
    void aMobileWithoutConsentIsLeasedForPressOnly() {
        bank.campaign(REAL + "mode = \"power\"\n");
        bank.clock.pass(Duration.ofHours(5));
        bank.list("name,phone,consent\nAda Woods,+12025550123,no\n");
        assertThat(lease().orElseThrow().mode()).isEqualTo(Mode.PRESS);
    }

    @Test
    void aMobileWithConsentIsLeasedForPower() {
        bank.campaign(REAL + "mode = \"power\"\n");
        bank.clock.pass(Duration.ofHours(5));
        bank.list("name,phone,consent\nAda Woods,+12025550123,form of 3 March\n");
        assertThat(lease().orElseThrow().mode()).isEqualTo(Mode.POWER);
    }

    @Test
    void theFourthDialOfADayWaitsForTheNextOne() {
        bank.campaign(REAL + "[retry]\ntriesMax = 9\nnoAnswerMinutes = 1\n");
        bank.list("name,phone,consent\nAda Woods,02079460001,yes\n");
        for (int dial = 0; dial < 3; dial++) {
            bank.clock.pass(Duration.ofMinutes(5));
            var lease = lease().orElseThrow();
            bank.clock.pass(Duration.ofMinutes(5));
            take(Reports.result(lease, bank.clock.instant(), Result.NO_ANSWER));
        }
        bank.clock.pass(Duration.ofMinutes(5));

        assertThat(lease()).isEmpty();
        assertThat(explain(bank.clock.instant()).lines())
                .anyMatch(line -> line.startsWith("refuses  house-attempts-day"));
        // A day after the first of the three, which began 40 s before its report.
        assertThat(bank.database.text("select to_char(due_at at time zone 'UTC', 'DD HH24:MI:SS') from contacts"))
                .isEqualTo("03 10:09:20");
        bank.clock.pass(Duration.ofDays(1));
        assertThat(lease()).isPresent();
    }

    @Test
    void aRefusalInOneCampaignRestsThePersonInTheOthers() {
        bank.campaign(REAL);
        bank.list("name,phone\nZoé Dupont,+33199000001\n");
        take(Reports.talk(lease().orElseThrow(), bank.clock.instant(), Disposition.AGAINST));
        bank.clock.pass(Duration.ofMinutes(1));
        bank.campaigns.put(CampaignFile.read(bank.campaignFile("autumn", REAL)));
        bank.list(new CampaignId("autumn"), "name,phone\nZoé Dupont,+33199000001\n");

        bank.clock.pass(Duration.ofDays(58));
        assertThat(lease()).isEmpty();
        // Day 60 is a Saturday, and Whit Monday is far: Monday 3 May.
        bank.clock.pass(Duration.ofDays(4));
        assertThat(lease()).isPresent();
    }

    @Test
    void aCampaignOfFictionCallsNobodyReal() {
        bank.campaign("fiction = true\nhours = \"00:00-24:00\"\n");
        bank.list("name,phone\nAda Woods,+33142685300\nBob Hill,07700900001\n");
        bank.clock.pass(Duration.ofHours(13));

        assertThat(bank.ask(ASHFORD, 5).leases())
                .extracting(lease -> lease.contact().familyName())
                .containsExactly("Hill");
    }

    @Test
    void thePastIsExplainedByTheRulesOfItsDay() {
        bank.campaign(REAL);
        bank.list("name,phone,consent\nAda Woods,02079460001,yes\n");
        var lease = lease().orElseThrow();
        var then = bank.clock.instant();
        bank.clock.pass(Duration.ofMinutes(2));
        take(Reports.talk(lease, bank.clock.instant(), Disposition.SUPPORTS));
        bank.clock.pass(Duration.ofDays(1));
        var stricter = ShippedRules.files().get("house.toml").replace("mon-sun 08:00-21:00", "mon-sun 12:00-13:00");
        assertThat(bank.book.put(Map.of("house.toml", stricter), "counsel").version())
                .isEqualTo(2);

        assertThat(explain(then).allowed()).isTrue();
        assertThat(explain(then).rulesVersion()).isOne();
        assertThat(explain(then).dials())
                .singleElement()
                .satisfies(dial -> assertThat(dial.rulesVersion()).contains(1));
        assertThat(explain(then).lines())
                .anyMatch(line -> line.startsWith("ALLOWED by press"))
                .anyMatch(line -> line.contains("source: ico.org.uk"))
                .noneMatch(line -> line.contains("Woods") || line.contains("7946"));
        assertThat(explain(bank.clock.instant()).allowed()).isFalse();
        assertThat(explain(bank.clock.instant()).rulesVersion()).isEqualTo(2);
        assertThat(explainer.explain(new ContactId("c-99"), Optional.empty(), Optional.of(CallMode.PRESS)))
                .isEmpty();
        assertThat(bank.database.text("select who from audit where what = 'rules changed'"))
                .isEqualTo("counsel");
    }

    @Test
    void aCampaignOfFranceMustNameItsPollsAndKeepsTheirSilence() {
        assertThatThrownBy(() -> bank.campaign(french("")))
                .hasMessageContaining("polls is missing")
                .hasMessageContaining("polls = []");
        bank.campaign(french("""
                polls = [{ on = "2027-03-03", constituency = "FR-75-07", zone = "Europe/Paris" }]
                """));
        bank.list("name,phone,constituency\nZoé Dupont,+33199000001,FR-75-07\nAda Blanc,+33199000002,FR-75-08\n");

        // 2 March, the eve, a Tuesday.
        assertThat(bank.ask(ASHFORD, 5).leases())
                .extracting(lease -> lease.contact().familyName())
                .containsExactly("Blanc");
    }

    private static String french(String polls) {
        return REAL + "region = \"FR\"\n" + polls;
    }
}
