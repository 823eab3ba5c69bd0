package org.hustings.hq.lists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.hustings.hq.Bank;
import org.hustings.hq.lists.ImportResult.Rejected;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ListsTest {

    @TempDir
    private Path folder;

    private Bank bank;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void columnsComeInAnyOrderInThreeLanguagesWithEitherSeparator() {
        bank.list("\uFEFFPhone Number,SURNAME,first_name,Town,Colour\n020 7946 0001,Woods,Ada,Ashford,blue\n");
        bank.list(
                "Téléphone;Nom;Prénom;Adresse;Ville;Langue\n+33 1 42 68 53 00;Dupont;Zoé;2 rue du Bac;Paris;français\n");
        bank.list(
                "Vorname\tName\tTelefonnummer\tStraße\tPLZ\tOrt\tSprache\nJörg\tGroß\t+49 30 901820\tAm Markt 1\t10178\tBerlin\tDE\n");

        assertThat(bank.database.text("select string_agg(concat_ws('|', given_name, family_name, phone, town, address,"
                        + " language, time_zone, fields), E'\\n' order by num) from contacts"))
                .isEqualTo("""
                        Ada|Woods|+442079460001|Ashford|en|Europe/London|{"Colour": "blue"}
                        Zoé|Dupont|+33142685300|Paris|2 rue du Bac|fr|Europe/Paris|{}
                        Jörg|Groß|+4930901820|Berlin|Am Markt 1, 10178|de|Europe/Berlin|{}""");
    }

    @Test
    void goodRowsAreImportedAndEveryBadOneIsListedWithLineColumnAndReason() throws IOException {
        var result = bank.list("""
                given name,family name,phone,language,note
                Ada,Woods,02079460001,en,"two
                lines"
                Bob,Hill,12,en,
                Cy,Lake,not a number,en,
                ,,02079460002,en,
                Di,Moor,02079460003,klingonese!,
                Ed,Fen,02079460004,en,a,b
                Fay,Dale,02079460005,en,\u0000
                Gus,Glen,,en,
                Hal,Firth,02079460006
                """);

        assertThat(result.added()).isEqualTo(2);
        assertThat(result.rejected()).isEqualTo(7);
        assertThat(result.first()).extracting(Rejected::line).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(result.first())
                .extracting(Rejected::column)
                .containsExactly("phone", "phone", "given name", "language", "column 6", "note", "phone");
        assertThat(Files.readAllLines(folder.resolve("rejects.csv")))
                .hasSize(8)
                .startsWith("line,column,reason")
                .contains("5,phone,is not a phone number")
                .noneMatch(line -> line.contains("Lake"));
    }

    @Test
    void aByteThatIsNotUtf8StopsTheImportAtItsLineAndNothingIsImported() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("given name,family name,phone\nAda,Woods,02079460001\nZ".getBytes(UTF_8));
        bytes.writeBytes("oé,Hill,02079460002\n".getBytes(Charset.forName("windows-1252")));

        assertThatThrownBy(() -> importBytes(bytes.toByteArray()))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("UTF-8");
        assertThat(bank.database.count("select count(*) from contacts")).isZero();
    }

    @Test
    void otherKindsOfFilesAreNamedForWhatTheyAre() {
        assertThatThrownBy(() -> importBytes("a,b".getBytes(StandardCharsets.UTF_16)))
                .hasMessageContaining("UTF-16");
        assertThatThrownBy(() -> importBytes(new byte[] {'P', 'K', 3, 4})).hasMessageContaining("spreadsheet");
        assertThatThrownBy(() -> importBytes(new byte[0])).hasMessageContaining("empty");
        assertThatThrownBy(() -> bank.list("name,town\nA,B\n")).hasMessageContaining("\"phone\"");
        assertThatThrownBy(() -> bank.list("name,phone,Phone\nA,1,2\n")).hasMessageContaining("two columns");
        assertThatThrownBy(() -> bank.list(new CampaignId("nobody"), "name,phone\n"))
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> bank.list("name,phone\nA,\"" + "x".repeat(2_000_000)))
                .hasMessageContaining("quotation mark");
    }

    @Test
    void peopleAreOneDialUnitWhoShareAHouseholdOrANumber() {
        bank.list("""
                given name,family name,phone,address,town
                Ada,Woods,02079460001,1 Mill Lane,Ashford
                Bob,Woods,02079460002,"1, MILL LANE",ashford
                Cy,Hill,02079460002,9 High Street,Dover
                Di,Lake,02079460003,9 High Street,Dover
                Ed,Fen,02079460004,1 Mill Lane,Dover
                """);

        assertThat(bank.database.count("select count(distinct unit) from contacts"))
                .isEqualTo(2);
        assertThat(bank.database.count("select count(distinct unit) from contacts where given_name <> 'Ed'"))
                .isOne();

        bank.list("given name,family name,phone,address,town\nFay,Woods,02079460005,1 Mill Lane,Ashford\n");

        assertThat(bank.database.count("select count(*) from dial_units")).isEqualTo(2);
        assertThat(bank.database.count("select count(*) from contacts where unit is null"))
                .isZero();
    }

    @Test
    void theSamePeopleImportedAgainAreUpdatedNotDoubled() throws IOException {
        bank.list("id,given name,family name,phone\n7,Ada,Woods,02079460001\n,Bob,Hill,02079460002\n");
        var again = bank.list(
                "id,given name,family name,phone,town\n7,Ada,Wood,02079460009,Ashford\n8,BOB,Hill,+442079460002,Dover\n8,Bob,Hill,02079460002,Hythe\n");

        assertThat(again.added()).isZero();
        assertThat(again.known()).isEqualTo(2);
        assertThat(again.repeated()).isOne();
        assertThat(Files.readAllLines(folder.resolve("rejects.csv")))
                .containsExactly("line,column,reason", "4,,repeats the person of line 3");
        assertThat(bank.database.text("select string_agg(family_name || phone || town || external_id, ' ' order by num)"
                        + " from contacts"))
                .isEqualTo("Wood+442079460009Ashford7 Hill+442079460002Dover8");
        assertThat(bank.database.count("select count(*) from dial_units where state = 'ready'"))
                .isEqualTo(2);
    }

    @Test
    void numbersKeptForFictionCanBeImported() {
        var result = bank.list("name,phone\nA B,07700 900123\nC D,01632 960123\nE F,+33639981234\nG H,+12025550123\n");

        assertThat(result.rejected()).isZero();
        assertThat(bank.database.text("select string_agg(time_zone || number_type, ' ' order by num) from contacts"))
                .isEqualTo("Europe/Londonmobile Europe/Londonlandline Europe/Parismobile America/New_Yorkeither");
    }

    @Test
    void anOptedOutNumberStaysSoAfterAnotherImport() {
        bank.list("given name,family name,phone\nAda,Woods,02079460001\n");
        bank.database.run("insert into opt_outs (number_key, at) select number_key, now() from contacts");
        bank.list("given name,family name,phone\nAda,Woods,02079460001\nEve,Moor,02079460001\n");

        assertThat(bank.ask(Bank.ASHFORD, 5).leases()).isEmpty();
        assertThat(bank.database.text("select state from dial_units")).isEqualTo("done");
    }

    @Test
    void aListWhoseRejectedRowsCannotBeWrittenIsNotImported() {
        var file = bank.write("list.csv", "name,phone\nAda Woods,02079460001\nNobody,\n");
        var full = Path.of("/dev/full");

        assertThatThrownBy(() -> new Lists(bank.database.source(), bank.key, bank.clock, "test")
                        .importCsv(Bank.CAMPAIGN, file, full, _ -> {}))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("cannot write /dev/full, the file of rejected rows: No space left")
                .hasMessageEndingWith("(nothing was imported)");
        assertThat(bank.database.count("select count(*) from contacts")).isZero();
    }

    @Test
    @Timeout(30)
    void aCampaignIsStoppedWhileAListIsReadIntoIt() {
        var file = bank.write("long.csv", "name,phone\nAda Woods,02079460001\n");

        var result = new Lists(bank.database.source(), bank.key, bank.clock, "test")
                .importCsv(
                        Bank.CAMPAIGN,
                        file,
                        folder.resolve("rejects.csv"),
                        _ -> bank.campaigns.setState(Bank.CAMPAIGN, CampaignState.STOPPED));

        assertThat(result.added()).isOne();
        assertThat(bank.campaigns.find(Bank.CAMPAIGN).orElseThrow().state()).isEqualTo(CampaignState.STOPPED);
    }

    @Test
    @Timeout(60)
    void anImportWaitsForAUnitThatAReportHoldsBeforeItTouchesAnybodyOfIt() throws Exception {
        bank.strangers(3);
        var csv = "given name,family name,phone,address,town\n"
                + "Given1,Family1,+442079460001,2 Mill Lane,Dover\n"
                + "New,Neighbour,+442079461001,2 Mill Lane,Ashford\n";
        try (var importing = Executors.newSingleThreadExecutor();
                var report = Database.open(bank.database.source()).open()) {
            report.begin();
            report.createQuery("select id from dial_units where id = (select unit from contacts where num = 2)"
                            + " for no key update")
                    .mapTo(Long.class)
                    .one();
            var result = importing.submit(() -> bank.list(csv));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> bank.database.count("select count(*) from pg_stat_activity"
                                    + " where datname = current_database() and wait_event_type = 'Lock'")
                            == 1);
            report.execute("update contacts set tries = 1 where num = 2");
            report.commit();

            assertThat(result.get().known()).isOne();
        }
        assertThat(bank.database.text("select town || tries from contacts where num = 2"))
                .isEqualTo("Dover1");
        assertThat(bank.database.count("select count(*) from contacts where unit is null"))
                .isZero();
    }

    @Test
    void rowsThatSayWhatIsKnownAreLeftAlone() {
        bank.strangers(3);
        var before = bank.database.text("select string_agg(xmin::text, ' ' order by num) from contacts");

        var again = bank.strangers(3);

        assertThat(again.known()).isEqualTo(3);
        assertThat(bank.database.text("select string_agg(xmin::text, ' ' order by num) from contacts"))
                .isEqualTo(before);
    }

    @Test
    void rowsThatAStrayQuotationMarkSwallowedAreNamedByTheirLines() {
        var result = bank.list("""
                name,phone,note
                Ada Woods,02079460001,"calls back
                Bob Hill,02079460002,fine
                Cy Lake,02079460003,"tall"
                "Di Moor,02079460004,
                Ed Fen,02079460005,
                Fay Dale,02079460006,"two
                lines"
                "Gil Reed,02079460007,
                Hal Firth,02079460008,"
                """);

        assertThat(bank.database.text("select string_agg(given_name, ' ' order by num) from contacts"))
                .isEqualTo("Ed Fay");
        assertThat(result.first())
                .extracting(Rejected::reason)
                .containsExactly(
                        "lines 2 to 5 were not read; is a quotation mark left open?",
                        "lines 9 to 10 were not read; is a quotation mark left open?");
        assertThat(result.first()).extracting(Rejected::column).containsExactly("note", "name");
    }

    private ImportResult importBytes(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("bytes.csv"), bytes);
        return new Lists(bank.database.source(), bank.key, bank.clock, "test")
                .importCsv(Bank.CAMPAIGN, file, folder.resolve("rejects.csv"), _ -> {});
    }
}
