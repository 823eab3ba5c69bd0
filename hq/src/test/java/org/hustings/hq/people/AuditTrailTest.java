package org.hustings.hq.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.hq.Bank.ASHFORD;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.ingest.Arrival;
import org.hustings.hq.ingest.Ingest;
import org.hustings.hq.people.AuditTrail.Kind;
import org.hustings.hq.people.Ground.Named;
import org.hustings.hq.tables.Audit;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Topics.FromStation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {

    private static final Optional<CampaignId> ALL = Optional.empty();

    @TempDir
    private Path folder;

    private Bank bank;
    private AuditTrail trail;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        trail = new AuditTrail(bank.transactions);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private List<List<String>> rows(Kind kind, Instant since, Optional<CampaignId> campaign) {
        var rows = new ArrayList<List<String>>();
        assertThat(trail.read(kind, since, campaign, rows::add)).isEqualTo(rows.size());
        return rows;
    }

    @Test
    void everyChangeIsThereWithWhoAndWhenAndIsFoundByTimeAndCampaign() {
        bank.strangers(2);
        bank.clock.pass(Duration.ofHours(1));
        var later = bank.clock.instant();
        bank.campaigns.setState(Bank.CAMPAIGN, CampaignState.PAUSED);
        new OptOuts(bank.transactions, bank.clock, _ -> {})
                .add(List.of(bank.key.ofNumber("+442079460123")), new Named("letters", "ruth", Optional.empty()));

        assertThat(rows(Kind.CHANGES, Instant.EPOCH, ALL))
                .extracting(row -> row.get(1) + " " + row.get(2))
                .containsExactly(
                        "operator campaign created", "test list imported", "operator campaign paused", "ruth opt-out");
        assertThat(rows(Kind.CHANGES, later, ALL))
                .hasSize(2)
                .allMatch(row -> row.getFirst().equals(later.toString()));
        assertThat(rows(Kind.CHANGES, Instant.EPOCH, Optional.of(Bank.CAMPAIGN)))
                .hasSize(3);
        assertThat(rows(Kind.CHANGES, Instant.EPOCH, Optional.of(new CampaignId("sprin"))))
                .isEmpty();
    }

    @Test
    void anExportRunsNoFormula() throws Exception {
        bank.transactions.inTransaction(handle -> {
            for (var evil : List.of("=1+1", "@SUM(A1)", "+1", "-1", "a \"quoted\"\nline")) {
                Audit.note(handle, bank.clock.instant(), "ruth", "tried", evil, evil);
            }
            return true;
        });
        var file = folder.resolve("audit.csv");

        assertThat(trail.export(Kind.CHANGES, Instant.EPOCH, ALL, file)).isEqualTo(6);

        assertThat(Files.readString(file))
                .startsWith("\"at\",\"who\",\"what\",\"subject\",\"detail\"\r\n")
                .contains("\"'=1+1\",\"'=1+1\"", "\"'@SUM(A1)\"", "\"'+1\"", "\"'-1\"", "\"a \"\"quoted\"\"\nline\"");
        assertThat(folder.resolve("audit.csv.new")).doesNotExist();
    }

    @Test
    void everyCallIsTracedToThePressTheLeaseAndTheVersionsThatAllowedIt() {
        bank.strangers(1);
        bank.campaign("hours = \"00:00-24:00\"\nwindowSize = 7");
        bank.clock.pass(Duration.ofMinutes(1));
        var lease = bank.oneLease(ASHFORD);
        bank.clock.pass(Duration.ofMinutes(1));
        bank.campaign("hours = \"00:00-24:00\"\nwindowSize = 8");
        var report = Reports.talk(lease, bank.clock.instant(), Disposition.SUPPORTS);
        new Ingest(bank.transactions, bank.clock)
                .take(List.of(new Arrival(
                        ASHFORD,
                        FromStation.REPORTS,
                        Json.write(report),
                        report.receiptId().getBytes(UTF_8))));

        var row = rows(Kind.DIALS, Instant.EPOCH, Optional.of(Bank.CAMPAIGN)).getFirst();

        assertThat(row.get(Kind.DIALS.columns().indexOf("campaign_version"))).isEqualTo("2");
        assertThat(row.get(Kind.DIALS.columns().indexOf("rules_version"))).isNotEmpty();
        assertThat(row)
                .contains(
                        report.call().toString(),
                        lease.lease().toString(),
                        ASHFORD.value(),
                        "press",
                        report.pressedAt().toString());
    }
}
