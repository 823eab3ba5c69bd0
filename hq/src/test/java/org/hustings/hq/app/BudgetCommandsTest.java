package org.hustings.hq.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.Bank;
import org.hustings.hq.children.Loopback;
import org.hustings.hq.web.Health;
import org.hustings.hq.web.WebServer;
import org.hustings.provisioning.HqFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The treasurer's commands on a real database, as typed.
@Tag("slow")
class BudgetCommandsTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int hq(String... words) {
        var before = System.out;
        var beforeErr = System.err;
        said.reset();
        try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            System.setErr(out);
            return HqMain.run(words);
        } finally {
            System.setOut(before);
            System.setErr(beforeErr);
        }
    }

    private int campaign(String group, String command, String... more) {
        var words = new ArrayList<>(List.of(group, command, "--data", folder.toString(), "--campaign", "spring"));
        words.addAll(List.of(more));
        return hq(words.toArray(String[]::new));
    }

    @Test
    void aTreasurerSetsOfficesAndBudgetsUpAndLooksAtThem() throws Exception {
        try (var bank = new Bank(folder)) {
            writeHqFile(bank);
            var tariff = bank.write("tariff.toml", """
                    currency = "EUR"
                    [[rates]]
                    prefix = "+44"
                    perMinute = "0.012"
                    """);
            bank.database.run("insert into stations (id, desk, registered_at) values ('st-1', 'A', now())");

            assertThat(hq("tariff", "put", "--data", folder.toString(), tariff.toString()))
                    .isZero();
            assertThat(campaign("office", "add", "kent", "--name", "Kent")).isZero();
            assertThat(campaign("office", "add", "ashford", "--name", "Ashford", "--parent", "kent"))
                    .isZero();
            assertThat(campaign("office", "add", "hove", "--name", "Hove")).isZero();
            assertThat(hq("office", "assign-station", "--data", folder.toString(), "st-1", "ashford"))
                    .isZero();
            assertThat(campaign("budget", "set", "--office", "kent", "--amount", "500.00 EUR"))
                    .isZero();
            assertThat(campaign("budget", "set", "--office", "hove", "--amount", "20 EUR"))
                    .isZero();
            assertThat(campaign("office", "transfer", "--from", "kent", "--to", "hove", "--amount", "100.5 EUR"))
                    .isZero();
            bank.strangers(2);
            bank.oneLease(Bank.ASHFORD);

            assertThat(campaign("budget", "show")).isZero();
            assertThat(text()).containsPattern("kent +spring +399.50 EUR +0.00 EUR +0.552 EUR +398.948 EUR +Kent");
            assertThat(campaign("office", "show", "ashford")).isZero();
            assertThat(text()).contains("Stations: st-1");
            assertThat(hq("tariff", "list", "--data", folder.toString())).isZero();
            assertThat(text()).containsPattern("\\+44 +outgoing +0.00 EUR +0.012 EUR 60/60");
            assertThat(campaign(
                            "budget",
                            "ledger",
                            "--export",
                            folder.resolve("l.csv").toString()))
                    .isZero();
            assertThat(text()).contains("5 entries");
            assertThat(
                            bank.database.text(
                                    "select string_agg(distinct who, ',') from audit where what not in ('campaign created', 'list imported')"))
                    .isEqualTo(System.getProperty("user.name"));
            assertThat(json(bank))
                    .contains("\"office\":\"kent\"")
                    .contains("\"unit\":\"EUR\"")
                    .contains("\"budget\":\"399.50\"")
                    .contains("\"left\":\"398.948\"");
        }
    }

    @Test
    void whatCannotBeDoneIsToldWithItsCureAndExitCodeTwo() throws Exception {
        try (var bank = new Bank(folder)) {
            writeHqFile(bank);

            assertThat(campaign("budget", "set", "--office", "kent", "--amount", "5 EUR"))
                    .isEqualTo(2);
            assertThat(text()).contains("no office \"kent\"").contains("hustings hq office list");
            assertThat(campaign("budget", "set", "--office", "spring", "--amount", "many"))
                    .isEqualTo(2);
            assertThat(text()).contains("--amount is \"many\"").contains("500.00 EUR");
            assertThat(campaign("office", "add", "kent", "--name", "Kent")).isZero();
            assertThat(campaign("office", "add", "kent", "--name", "Kent")).isEqualTo(2);
            assertThat(campaign("office", "transfer", "--from", "kent", "--to", "kent", "--amount", "5 EUR"))
                    .isEqualTo(2);
            assertThat(hq("office")).isEqualTo(2);
            assertThat(text()).contains("assign-station");
        }
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static String json(Bank bank) throws Exception {
        var port = Loopback.freePort();
        var health = new Health(List.of(), Optional.empty());
        try (var _ = WebServer.start(
                        port, "secret", bank.database.source(), () -> health, bank.api(_ -> {}), bank.clock);
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(WebServer.url(port) + "api/budgets"));
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
            var login = Base64.getEncoder().encodeToString("hq:secret".getBytes(StandardCharsets.UTF_8));
            return client.send(
                            request.header("Authorization", "Basic " + login).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /// As a running headquarters leaves it, with the bank's database.
    static void writeHqFile(Bank bank) throws Exception {
        Files.createDirectory(bank.folder.resolve("ca"));
        var url = "jdbc:postgresql://localhost:" + bank.database.port() + "/" + bank.database.name();
        new HqFile(
                        ProcessHandle.current().pid(),
                        new HqFile.Postgres(url, "postgres", "postgres"),
                        new HqFile.Mqtt("127.0.0.1", 1, "ca.crt", new HqFile.Operator("o.crt", "o.key")),
                        new HqFile.Web("http://127.0.0.1:1/", "hq", "secret"),
                        List.of())
                .write(bank.folder);
    }
}
