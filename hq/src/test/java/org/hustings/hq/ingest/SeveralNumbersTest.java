package org.hustings.hq.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.DOVER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.dispatch.queue.LeaseKeeper;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.protocol.Report;
import org.hustings.protocol.Result;
import org.hustings.protocol.Topics.FromStation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralNumbersTest {

    private static final String LIST = """
            given name,family name,phone,mobile,address,town
            Ada,Woods,02079460001,07700900001,1 Mill Lane,Ashford
            """;

    @TempDir
    private Path folder;

    private Bank bank;
    private Ingest ingest;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        ingest = new Ingest(bank.transactions, bank.clock);
        bank.list(LIST);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private void take(Report report) {
        ingest.take(List.of(new Arrival(
                ASHFORD,
                FromStation.REPORTS,
                Json.write(report),
                report.receiptId().getBytes(UTF_8))));
    }

    private Lease nextAfter(Duration time) {
        bank.clock.pass(time);
        new LeaseKeeper(bank.transactions, bank.clock, System::nanoTime).tick();
        return bank.oneLease(ASHFORD);
    }

    private String number(Lease lease) {
        return lease.contact().phone().e164();
    }

    @Test
    void theFirstNumberOfARowIsCalledFirst() {
        assertThat(number(bank.oneLease(ASHFORD))).isEqualTo("+442079460001");
    }

    @Test
    void anInvalidNumberGivesWayToThePersonsNextOne() {
        take(Reports.result(bank.oneLease(ASHFORD), bank.clock.instant(), Result.INVALID_NUMBER));

        var next = nextAfter(Duration.ofSeconds(1));

        assertThat(number(next)).isEqualTo("+447700900001");
        assertThat(next.contact().numberType().name()).isEqualTo("MOBILE");
    }

    @Test
    void whoHasNoNumberLeftIsKeptUntilAListBringsOne() {
        take(Reports.result(bank.oneLease(ASHFORD), bank.clock.instant(), Result.INVALID_NUMBER));
        take(Reports.talk(nextAfter(Duration.ofSeconds(1)), bank.clock.instant(), Disposition.WRONG_NUMBER));
        assertThat(bank.database.text("select state from dial_units")).isEqualTo("done");

        bank.list(LIST);
        assertThat(bank.database.text("select state from dial_units")).isEqualTo("done");
        bank.list(LIST.replace("07700900001", "07700900002"));

        assertThat(number(nextAfter(Duration.ofHours(2)))).isEqualTo("+447700900002");
    }

    @Test
    void aListReadAgainLeavesThePersonOnTheNumberInUse() {
        take(Reports.result(bank.oneLease(ASHFORD), bank.clock.instant(), Result.INVALID_NUMBER));

        bank.list(LIST);

        assertThat(number(nextAfter(Duration.ofSeconds(1)))).isEqualTo("+447700900001");
    }

    @Test
    void anUndoneWrongNumberCountsForTheResultThatReplacesIt() {
        var lease = bank.oneLease(ASHFORD);
        var wrong = Reports.talk(lease, bank.clock.instant(), Disposition.WRONG_NUMBER);
        take(wrong);

        take(Reports.again(wrong, lease, bank.clock.instant(), Disposition.SUPPORTS, Bank.VERA));

        assertThat(bank.database.text("select state from contacts")).isEqualTo("done");
    }

    @Test
    void aPersonsOtherNumberIsKeptFromOtherDesksToo() {
        bank.list("given name,family name,phone\nBob,Hill,07700900001\n");
        bank.oneLease(ASHFORD);

        assertThat(bank.ask(DOVER, 5).leases()).isEmpty();
    }
}
