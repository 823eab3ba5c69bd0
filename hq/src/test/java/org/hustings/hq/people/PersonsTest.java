package org.hustings.hq.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.DOVER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.dispatch.queue.LeaseKeeper;
import org.hustings.hq.ingest.Arrival;
import org.hustings.hq.ingest.Ingest;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Topics.FromStation;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A person who asks for it is forgotten, and what they asked for is not")
class PersonsTest {

    private static final String LIST = """
            id,given name,family name,phone,mobile,address,town,why,ward
            X-77,Marguerite,Thistlewood,02079460001,07700900001,1 Quince Lane,Ashford,signed petition,Norman
            X-78,Barnaby,Thistlewood,02079460001,,1 Quince Lane,Ashford,neighbour,Norman
            """;

    /// Everything by which somebody could know her. The reports' note is `likes the bus`.
    private static final List<String> TRACES = List.of(
            "Marguerite", "X-77", "2079460001", "7700900001", "signed petition", "likes the bus", "a free answer");

    @TempDir
    private Path folder;

    private Bank bank;
    private Ingest ingest;
    private Persons persons;
    private final List<Revoked> told = new ArrayList<>();

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        ingest = new Ingest(bank.transactions, bank.clock);
        persons = new Persons(bank.transactions, bank.clock, told::addAll);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private void take(CallReport report) {
        var text = new String(Json.write(report), UTF_8)
                .replace(
                        "\"answers\":[]",
                        "\"answers\":[{\"question\":\"q1\",\"choice\":\"Yes\"},{\"question\":\"q2\",\"text\":\"a free answer\"}]");
        var taken = ingest.take(List.of(new Arrival(
                ASHFORD,
                FromStation.REPORTS,
                text.getBytes(UTF_8),
                report.receiptId().getBytes(UTF_8))));
        assertThat(taken.receipts().get(ASHFORD)).contains(report.receiptId());
    }

    /// Every row of every table as text.
    private Stream<String> everything() {
        return Jdbi.create(bank.database.source())
                .withHandle(handle -> handle.createQuery("""
                                select tablename from pg_tables
                                 where schemaname = 'public' and tablename not like 'flyway%'""").mapTo(String.class).list().stream()
                        .flatMap(table -> handle
                                .createQuery("select '" + table + ": ' || to_jsonb(t)::text from " + table + " t")
                                .mapTo(String.class)
                                .list()
                                .stream())
                        .toList()
                        .stream());
    }

    private ContactId marguerite() {
        return new ContactId(bank.database.text("select id from contacts where given_name = 'Marguerite'"));
    }

    @Test
    void nothingOfThemIsLeftInAnyTableButCallsStillCountAndTheOptOutStays() {
        bank.list(LIST);
        var lease = bank.oneLease(ASHFORD);
        assertThat(lease.contact().givenName()).isEqualTo("Marguerite");
        var report = Reports.talk(lease, bank.clock.instant(), Disposition.DO_NOT_CALL);
        take(report);
        var contact = marguerite();
        bank.list("given name,family name,phone,address,town\nCleo,Thistlewood,02079460055,1 Quince Lane,Ashford\n");
        bank.clock.pass(Duration.ofHours(2));
        new LeaseKeeper(bank.transactions, bank.clock, System::nanoTime).tick();
        var neighbour = bank.oneLease(DOVER);
        assertThat(neighbour.contact().household())
                .anyMatch(member -> member.id().equals(contact));
        assertThat(everything().filter(row -> TRACES.stream().anyMatch(row::contains)))
                .isNotEmpty();
        assertThatThrownBy(() -> persons.erase(contact, false, "ruth", "")).hasMessageContaining("why");

        var erased = persons.erase(contact, false, "ruth", "asked by letter of 2 March")
                .orElseThrow();

        assertThat(erased.reports()).isOne();
        assertThat(told).containsExactly(new Revoked(DOVER, neighbour.lease()));
        assertThat(everything()
                        .filter(row -> row.contains(contact.value()) || !row.contains("Barnaby"))
                        .filter(row -> TRACES.stream().anyMatch(row::contains)))
                .isEmpty();
        assertThat(bank.database.text("select answers::text from reports")).contains("Yes");
        assertThat(bank.database.count("select answered from campaign_figures")).isOne();
        assertThat(bank.database.text("select who || ': ' || detail from audit where what = 'person erased'"))
                .isEqualTo("ruth: asked by letter of 2 March");
        assertThat(persons.erase(contact, false, "ruth", "again")).isEmpty();

        assertThat(bank.list(LIST).added()).isOne();
        assertThat(bank.database.count("select count(*) from opt_outs")).isEqualTo(2);
        assertThat(bank.database.count(
                        "select count(*) from dial_units where contact = contact_num('" + marguerite() + "')"))
                .isZero();
    }

    @Test
    void aCallUnderWayIsReportedWithoutWordsAndCounts() {
        bank.list("given name,family name,phone\nMarguerite,Thistlewood,02079460001\n");
        var lease = bank.oneLease(ASHFORD);
        persons.erase(lease.contact().id(), true, "ruth", "asked in person").orElseThrow();
        assertThat(bank.stateOf(lease.lease())).isEqualTo("revoked");

        take(Reports.talk(lease, bank.clock.instant(), Disposition.SUPPORTS));

        assertThat(bank.database.count("select count(*) from winning_reports")).isOne();
        assertThat(everything().filter(row -> TRACES.stream().anyMatch(row::contains)))
                .isEmpty();
        assertThat(bank.stateOf(lease.lease())).isEqualTo("ended");
        bank.list("given name,family name,phone\nMarguerite,Thistlewood,02079460001\n");
        assertThat(bank.ask(DOVER, 1).leases()).isEmpty();
    }

    @Test
    void reportsStayAppendOnlyForWhoeverWasNotErasedAndForAnyOtherChange() {
        bank.list(LIST);
        take(Reports.talk(bank.oneLease(ASHFORD), bank.clock.instant(), Disposition.SUPPORTS));
        var contact = marguerite();
        assertThatThrownBy(() -> bank.database.run("update reports set note = null"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> bank.database.run("update reports r set (note, answers, document) = "
                        + "(select w.note, w.answers, w.document from without_words(r) w)"))
                .hasMessageContaining("append-only");

        persons.erase(contact, false, "ruth", "asked by letter");

        assertThatThrownBy(() -> bank.database.run("update reports set disposition = 'against'"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> bank.database.run("delete from reports")).hasMessageContaining("append-only");
    }
}
