package org.hustings.hq.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.ingest.Arrival;
import org.hustings.hq.ingest.Ingest;
import org.hustings.protocol.Json;
import org.hustings.protocol.Result;
import org.hustings.protocol.Topics.FromStation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class SegmentsTest {

    @TempDir
    private Path folder;

    private Bank bank;
    private Segments segments;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        segments = new Segments(bank.database.source(), bank.clock);
        bank.list("""
                given name,family name,phone,mobile,address,town,postcode,language,consent,constituency,Party
                Ada,Woods,02079460001,,1 Mill Lane,Ashford,TN23 1AA,en,yes,Ashford,Green
                Bob,Hill,02079460002,07700900002,2 Mill Lane,ashford,TN24 0BB,fr,,Ashford,%
                Cy,Lake,07700900003,,9 High Street,Dover,CT16 1CC,en,,Dover and Deal,Green
                Di,Lake,07700900004,,9 High Street,Dover,CT16 1CC,en,,Dover and Deal,
                """);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private long count(String filter) {
        return segments.count(Bank.CAMPAIGN, filter).people();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            town = ASHFORD                                               | 2
            town in (Ashford, Dover)                                     | 4
            town != Dover                                                | 2
            postcode starts "tn2 3"                                      | 1
            postcode starts "%"                                          | 0
            constituency = "Dover and Deal"                              | 2
            language = fr or type = mobile                               | 3
            language = en and type = mobile                              | 2
            consent = yes                                                | 1
            list = "list.csv"                                            | 4
            field "Party" = Green                                        | 2
            field "Party" != Green                                       | 2
            not field "Party" = Green and not town = Ashford             | 1
            field "Party" starts "%"                                     | 1
            called = no and tries < 1                                    | 4
            tries > 0                                                    | 0
            (town = Ashford or town = Dover) and not (language = en)     | 1
            """)
    void aFilterHoldsWhomItSays(String filter, long people) {
        assertThat(count(filter)).isEqualTo(people);
    }

    @Test
    void historyIsAskedOfTheLastCall() {
        var lease = bank.oneLease(Bank.ASHFORD);
        var report = Reports.result(lease, bank.clock.instant(), Result.BUSY);
        new Ingest(bank.transactions, bank.clock)
                .take(List.of(new Arrival(
                        Bank.ASHFORD,
                        FromStation.REPORTS,
                        Json.write(report),
                        report.receiptId().getBytes(StandardCharsets.UTF_8))));

        assertThat(count("result = busy")).isOne();
        assertThat(count("called = yes and result in (noAnswer, declined)")).isZero();
        assertThat(count("called = no")).isEqualTo(3);
        assertThat(count("not disposition = supports")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "town",
                "town =",
                "town = Ashford or",
                "town = Ashford Dover",
                "shoe = 4",
                "tries = many",
                "result = suppoorts",
                "town < B",
                "town = \"open",
                "town = 'x'; drop table contacts",
                "(town = A",
                "town in A",
                "town in (A"
            })
    void aFilterThatCannotBeReadIsRefusedWithWhatIsAllowed(String filter) {
        assertThatThrownBy(() -> segments.save(Bank.CAMPAIGN, "s", filter)).isInstanceOf(FilterException.class);
        assertThat(segments.all()).isEmpty();
    }

    @Test
    void nestingAndLengthHaveALimit() {
        assertThatThrownBy(() -> count("(".repeat(100) + "town = A" + ")".repeat(100)))
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> count("not ".repeat(100) + "town = A")).hasMessageContaining("nested");
        assertThatThrownBy(() -> count("town = " + "A".repeat(3_000))).hasMessageContaining("characters");
    }

    @Test
    void whatAnAuthorWritesIsAValueAndNeverPartOfTheQuery() {
        assertThat(count("town = \"x') or true --\"")).isZero();
        assertThat(count("field \"Party' = 'Green' or '1' = '1\" = \"1\"")).isZero();
    }

    @Test
    void aSegmentIsCutIntoAListOfItsOwnWithItsUnitsAndAllItsNumbers() {
        segments.save(Bank.CAMPAIGN, "ashford", "town = Ashford");

        var cut = segments.cut(Bank.CAMPAIGN, "ashford", "Ashford first");

        assertThat(cut.people()).isEqualTo(2);
        assertThat(cut.place()).isEqualTo(2);
        assertThat(bank.database.text("select string_agg(l.name, ', ' order by c.num) from contacts c"
                        + " join corners k on k.id = c.corner join lists l on l.id = k.list and l.id = c.list"))
                .isEqualTo("Ashford first, Ashford first, list.csv, list.csv");
        assertThat(bank.database.count("select count(*) from dial_units u join contacts c on c.num = u.contact"
                        + " where u.corner = c.corner"))
                .isEqualTo(3);
        assertThat(bank.database.count("select count(*) from contact_numbers n join corners k on k.id = n.corner"
                        + " where k.list = " + cut.list()))
                .isEqualTo(2);
        assertThat(bank.database.text("select what || ': ' || detail from audit order by id desc limit 1"))
                .isEqualTo("list cut: Ashford first: 2 people of segment ashford");
        assertThatThrownBy(() -> segments.cut(Bank.CAMPAIGN, "ashford", "Ashford first"))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> segments.cut(Bank.CAMPAIGN, "nobody", "x")).hasMessageContaining("no segment");
    }

    @Test
    void aListThatRestsLeavesThoseCutOutOfItToBeCalled() {
        segments.save(Bank.CAMPAIGN, "ashford", "town = Ashford");
        segments.cut(Bank.CAMPAIGN, "ashford", "Ashford first");
        bank.database.run("update lists set enabled = false where name = 'list.csv'");

        assertThat(bank.ask(Bank.ASHFORD, 9).leases())
                .extracting(lease -> lease.contact().givenName())
                .containsExactlyInAnyOrder("Ada", "Bob");
    }

    @Test
    void aSegmentIsSavedChangedAndDeletedAudited() {
        segments.save(Bank.CAMPAIGN, "s", "town = Ashford");
        segments.save(Bank.CAMPAIGN, "s", "town = Dover");

        assertThat(segments.all()).extracting(Segments.Segment::filter).containsExactly("town = Dover");
        assertThat(segments.delete(Bank.CAMPAIGN, "s")).isTrue();
        assertThat(segments.delete(Bank.CAMPAIGN, "s")).isFalse();
        assertThat(bank.database.count("select count(*) from audit where what like 'segment%'"))
                .isEqualTo(3);
    }

    @Test
    void badNumbersAreCountedByListAndSource() {
        var options = new ImportOptions(Map.of(), Optional.of("May"), Optional.of("broker"), Optional.empty(), false);
        new Lists(bank.database.source(), bank.key, bank.clock, "test")
                .importCsv(
                        Bank.CAMPAIGN,
                        bank.write("may.csv", "name,phone\nEd Fen,02079460011\nFay Dale,02079460012\n"),
                        folder.resolve("rejects.csv"),
                        options,
                        _ -> {});
        bank.database.run(
                "insert into bad_numbers (number_key, contact, reason, call, at)"
                        + " select number_key, '', 'invalidNumber', gen_random_uuid(), now() from contacts where given_name = 'Ed'");
        bank.database.run(
                "insert into bad_numbers (number_key, contact, reason, call, at)"
                        + " select number_key, 'c-999999', 'wrongNumber', gen_random_uuid(), now() from contacts where given_name = 'Fay'");
        bank.database.run("update contacts set tries = 1 where given_name in ('Fay', 'Ada')");

        var figures = ListFigures.of(bank.database.source(), Bank.CAMPAIGN);

        assertThat(figures)
                .extracting(
                        ListFigures::name,
                        ListFigures::source,
                        ListFigures::people,
                        ListFigures::bad,
                        ListFigures::badRate)
                .containsExactly(tuple("list.csv", "", 4L, 0L, 0.0), tuple("May", "broker", 2L, 1L, 0.5));
    }

    @Test
    void whoIsFinishedStaysSoInAnotherImportUnlessTheNumberIsNew() {
        bank.database.run("update contacts set state = 'done'");
        bank.database.run("select refresh_units(array(select id from dial_units), now())");
        var again = "given name,family name,phone,address,town\nAda,Woods,%s,1 Mill Lane,Ashford\n";

        bank.list("id," + again.formatted("02079460001").replace("\nAda", "\n77,Ada"));
        assertThat(bank.ask(Bank.ASHFORD, 9).leases()).isEmpty();

        bank.list("id," + again.formatted("02079460099").replace("\nAda", "\n77,Ada"));
        assertThat(bank.ask(Bank.ASHFORD, 9).leases())
                .extracting(lease -> lease.contact().phone().e164())
                .containsExactly("+442079460099");
    }
}
