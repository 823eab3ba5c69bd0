package org.hustings.hq.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.DOVER;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.ingest.Arrival;
import org.hustings.hq.ingest.Ingest;
import org.hustings.hq.lists.NumberKeys;
import org.hustings.hq.people.Ground.Named;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Report;
import org.hustings.protocol.Topics.FromStation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Design section 4, line 5: an opt-out holds for the whole account, at once and for ever")
class OptOutsTest {

    private static final String TWO_NUMBERS = """
            given name,family name,phone,mobile
            Ada,Woods,02079460001,07700900001
            """;
    private static final String HOME = "+442079460001";
    private static final String MOBILE = "+447700900001";
    private static final Named LETTER = new Named("letters", "ruth", Optional.of("wrote to us"));

    @TempDir
    private Path folder;

    private Bank bank;
    private Ingest ingest;
    private OptOuts optOuts;
    private final List<Revoked> told = new ArrayList<>();

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        ingest = new Ingest(bank.transactions, bank.clock);
        optOuts = new OptOuts(bank.transactions, bank.clock, told::addAll);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private Set<String> key(String number) {
        return Set.of(bank.key.ofNumber(number));
    }

    private boolean isOut(String number) {
        return !optOuts.standing(key(number)).isEmpty();
    }

    private void take(Report report) {
        ingest.take(List.of(new Arrival(
                ASHFORD,
                FromStation.REPORTS,
                Json.write(report),
                report.receiptId().getBytes(UTF_8))));
    }

    private OptOutFile.Result read(String csv) {
        return new OptOutFile(optOuts, new NumberKeys(bank.key, Optional.of("GB")))
                .read(bank.write("numbers.csv", csv), folder.resolve("rejects.csv"), LETTER, _ -> {});
    }

    @Test
    void whoeverSaysDoNotCallIsNotCalledOnAnyOfTheirNumbersAndUndoingItWithdrawsExactlyThose() {
        bank.list(TWO_NUMBERS);
        bank.list("given name,family name,phone\nBen,Woods,07700900001\n");
        var lease = bank.oneLease(ASHFORD);
        var now = bank.clock.instant();
        var said = Reports.talk(lease, now, Disposition.DO_NOT_CALL);
        take(said);
        assertThat(isOut(HOME)).isTrue();
        assertThat(isOut(MOBILE)).isTrue();
        assertThat(bank.ask(DOVER, 5).leases()).isEmpty();
        optOuts.add(key(MOBILE), LETTER);

        take(Reports.again(said, lease, now.plusSeconds(4), Disposition.SUPPORTS, Bank.VERA));

        assertThat(isOut(HOME)).isFalse();
        assertThat(optOuts.standing(key(MOBILE)))
                .extracting(OptOuts.Standing::source)
                .containsExactly("letters");
    }

    @Test
    void anEntryTakesLiveLeasesBackInEveryCampaignAndOutlivesAnImport() {
        bank.list(TWO_NUMBERS);
        var lease = bank.oneLease(ASHFORD);

        var added =
                optOuts.add(new ContactId(lease.contact().id().value()), LETTER).orElseThrow();

        assertThat(added.isNew()).isEqualTo(2);
        assertThat(told).containsExactly(new Revoked(ASHFORD, lease.lease()));
        assertThat(bank.stateOf(lease.lease())).isEqualTo("revoked");
        bank.list("given name,family name,phone\nAda,Woods,02079460001\nAnn,Other,07700900001\n");
        assertThat(bank.ask(DOVER, 5).leases()).isEmpty();
        assertThat(bank.database.text(
                        "select string_agg(distinct who || ' ' || what || ', ' || detail, '; ') from audit "
                                + "where what like 'opt-out%'"))
                .isEqualTo("ruth opt-out, source letters: wrote to us");
        assertThat(bank.database.text("select to_jsonb(o)::text from opt_outs o limit 1"))
                .doesNotContain("7700900001", "2079460001");
    }

    @Test
    void aMistakenEntryIsTakenOutOfItsOwnSourceOnlyWithWhoAndWhy() {
        bank.list(TWO_NUMBERS);
        optOuts.add(key(HOME), LETTER);
        optOuts.add(key(HOME), new Named("crm:civi", "crm", Optional.empty()));
        optOuts.add(key(MOBILE), LETTER);
        assertThat(bank.ask(DOVER, 1).leases()).isEmpty();
        assertThatThrownBy(() -> optOuts.remove(key(HOME), "letters", "ruth", " "))
                .hasMessageContaining("why");

        var first = optOuts.remove(key(HOME), "letters", "ruth", "misread the digits");
        assertThat(first.numbers()).isOne();
        assertThat(first.left()).extracting(OptOuts.Standing::source).containsExactly("crm:civi");
        assertThat(bank.ask(DOVER, 1).leases()).isEmpty();

        assertThat(optOuts.remove(key(HOME), "crm:civi", "ruth", "the same").left())
                .isEmpty();
        assertThat(bank.ask(DOVER, 1).leases()).hasSize(1);
        assertThat(bank.database.text("select detail from audit where what = 'opt-out removed' order by id limit 1"))
                .isEqualTo("source letters: misread the digits");
        assertThatThrownBy(() -> new Named("press", "ruth", Optional.empty())).hasMessageContaining("source");
    }

    @Test
    void aFileOfNumbersIsReadWithOrWithoutAHeaderAndItsBadRowsAreListed() throws Exception {
        bank.strangers(3);
        var lease = bank.oneLease(ASHFORD);

        var result =
                read("Name;Telephone;Mobile\nAda;020 7946 0000;07700 900001\nBen;nonsense;\nCleo;;020 7946 0001\n");

        assertThat(result.rows().read()).isEqualTo(3);
        assertThat(result.rows().rejected()).isOne();
        assertThat(result.isNew()).isEqualTo(3);
        assertThat(java.nio.file.Files.readString(folder.resolve("rejects.csv")))
                .contains("3,phone,is not a phone number")
                .doesNotContain("nonsense");
        assertThat(isOut(MOBILE)).isTrue();
        assertThat(told.stream().anyMatch(one -> one.lease().equals(lease.lease())))
                .isEqualTo(isOut(lease.contact().phone().e164()));
        var again = read("+442079460002\n020 7946 0000\n");
        assertThat(again.rows().read()).isEqualTo(2);
        assertThat(again.isNew()).isOne();
        assertThat(bank.ask(DOVER, 5).leases()).isEmpty();
        assertThat(bank.database.count("select count(*) from opt_outs where source = 'letters'"))
                .isEqualTo(4);
        assertThatThrownBy(() -> read("colour,shape\nred,round\n")).hasMessageContaining("phone");
    }

    @Test
    void aNumberNeedsItsCountryAndMayBeOneThatNobodyCouldDial() {
        var anywhere = new NumberKeys(bank.key, Optional.empty());

        assertThat(anywhere.of("020 7946 0000")).isInstanceOf(NumberKeys.Found.NoNumber.class);
        assertThat(anywhere.of("+44 20 7946 0000"))
                .isEqualTo(new NumberKeys(bank.key, Optional.of("GB")).of("020 7946 0000"));
        assertThat(anywhere.of("+44 55 0000 0000")).isInstanceOf(NumberKeys.Found.Known.class);
        assertThat(anywhere.of("+44 20 7946 0000").toString()).doesNotContain("7946");
    }
}
