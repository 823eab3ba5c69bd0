package org.hustings.hq.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.hq.Bank.ASHFORD;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hustings.hq.Bank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PeopleCommandsTest {

    @TempDir
    private Path folder;

    private Bank bank;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void open() throws Exception {
        bank = Bank.inRehearsal(folder);
        BudgetCommandsTest.writeHqFile(bank);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private int hq(String command, String... more) {
        var words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--data", folder.toString()));
        words.addAll(List.of(more));
        var before = System.out;
        var beforeErr = System.err;
        said.reset();
        try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            System.setErr(out);
            return HqMain.run(words.toArray(String[]::new));
        } finally {
            System.setOut(before);
            System.setErr(beforeErr);
        }
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aCampaignIsRehearsedReleasedAndStopped() {
        bank.strangers(2);
        var file = bank.campaignFile("summer", "hours = \"00:00-24:00\"").toString();
        assertThat(hq("staff add", "--name", "Nina", "07700 900001")).isEqualTo(2);
        assertThat(text()).contains("country code").doesNotContain("900001");
        assertThat(hq("staff add", "--name", "Nina", "--region", "GB", "07700 900001"))
                .isZero();
        assertThat(hq("staff list")).isZero();
        assertThat(text()).contains("Nina");

        assertThat(hq("campaign", file)).isZero();
        assertThat(text()).contains("rehearsal").contains("hustings hq release summer");
        assertThat(bank.database.count("select count(*) from contacts where campaign = 'summer'"))
                .isOne();
        assertThat(hq("release", "summer")).isEqualTo(2);
        assertThat(text()).contains("0 of 3 test calls");
        assertThat(hq("release", "summer", "--without-test-calls")).isEqualTo(2);
        assertThat(text()).contains("--why");
        assertThat(hq("release", "summer", "--without-test-calls", "--why", "tried before"))
                .isZero();
        assertThat(hq("release", "none")).isEqualTo(2);
        assertThat(hq("state", "summer", "stopped")).isZero();
        assertThat(text()).contains("No desk may begin a call");

        assertThat(hq("audit")).isZero();
        assertThat(text().lines().toList())
                .anyMatch(line -> line.contains(System.getProperty("user.name")) && line.contains("WITHOUT TEST CALLS"))
                .anyMatch(line -> line.contains("campaign stopped"))
                .anyMatch(line -> line.contains("staff number added"));
    }

    @Test
    void numbersAreOptedOutCheckedAndTakenOutAndAPersonIsForgotten() throws Exception {
        bank.database.run("update campaigns set released_at = '2000-01-01'");
        bank.list("given name,family name,phone\nAda,Woods,02079460001\n");
        var contact = bank.oneLease(ASHFORD).contact().id().value();
        var numbers = Files.writeString(folder.resolve("n.csv"), "phone\n+442079460002\nnone\n")
                .toString();

        assertThat(hq("opt-out add", "--contact", contact, "--source", "letters", "--why", "wrote"))
                .isZero();
        assertThat(text()).contains("1 numbers").contains("1 leases are taken back");
        assertThat(hq("opt-out check", "+44 20 7946 0001")).isZero();
        assertThat(text()).contains("Opted out").contains("letters by " + System.getProperty("user.name") + ": wrote");
        assertThat(hq("opt-out import", "--source", "crm:civi", numbers)).isZero();
        assertThat(text())
                .contains("2 rows read: 1 numbers new, 1 rows rejected")
                .contains("line 3");
        assertThat(hq("opt-out add", "--source", "No Good", "+442079460003")).isEqualTo(2);
        assertThat(hq("opt-out add")).isEqualTo(2);
        assertThat(hq("opt-out remove", "--source", "letters", "--why", "mistaken", "+442079460001"))
                .isZero();
        assertThat(hq("opt-out check", "+442079460001")).isZero();
        assertThat(text()).contains("Not opted out");

        assertThat(hq("person delete", "--contact", contact, "--why", "asked", "--opt-out"))
                .isZero();
        assertThat(text()).contains(contact + " is forgotten");
        assertThat(hq("person delete", "--contact", contact, "--why", "asked")).isEqualTo(2);
        assertThat(hq("opt-out check", "+442079460001")).isZero();
        assertThat(text()).contains("erasure");
        var export = folder.resolve("audit.csv");
        assertThat(hq("audit", "--since", "2026-01-01", "--export", export.toString()))
                .isZero();
        assertThat(Files.readString(export)).contains("person erased").doesNotContain("7946");
        assertThat(hq("audit", "--dials", "--campaign", "spring")).isZero();
        assertThat(hq("audit", "--since", "yesterday")).isEqualTo(2);
    }
}
