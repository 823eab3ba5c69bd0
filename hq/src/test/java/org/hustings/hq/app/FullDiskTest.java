package org.hustings.hq.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.link.TestStation;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.protocol.Topics.FromStation;
import org.hustings.provisioning.HqFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Headquarters with its own PostgreSQL and mosquitto on a disk that is filled to the last byte.
@Tag("slow")
@Timeout(180)
class FullDiskTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    /// A database, its log, and two files of that log more.
    private static final int MEGABYTES = 160;

    @TempDir
    Path folder;

    private SmallDisk disk;
    private Path data;

    @BeforeEach
    void mount() throws Exception {
        data = folder.resolve("data");
        disk = SmallDisk.mount(data, MEGABYTES);
    }

    @AfterEach
    void unmount() throws Exception {
        disk.unmount();
    }

    @Test
    void nothingIsReceiptedThatIsNotStoredAndAllOfItOnceThereIsRoom() throws Exception {
        try (var hq = HqProcess.start(data)) {
            var running = hq.awaitUp();
            assertThat(hq("campaign", campaign().toString())).startsWith("0");
            assertThat(hq("release", "--without-test-calls", "--why", "the test calls nobody", "spring"))
                    .startsWith("0");
            assertThat(hq("import", "--campaign", "spring", people(60).toString()))
                    .startsWith("0");
            var reports = new ArrayList<CallReport>();
            var receipted = new ArrayList<String>();
            try (var station = new TestStation(data, running.mqtt().port(), Bank.ASHFORD)) {
                var leases = station.ask(Bank.wants(5)).leases();
                for (var lease : leases) {
                    reports.add(say(station, Reports.talk(lease, Instant.now(), Disposition.SUPPORTS)));
                }
                var filling = Thread.ofVirtual().start(disk::fill);
                for (int n = 0; n < 10; n++) {
                    reports.add(say(station, revised(reports.get(n), leases.get(n % 5))));
                }
                filling.join();
                await().atMost(SOON).until(() -> hq.said().contains("is full"));

                itSaysSoOnceToEverybody(hq, running);
                nothingIsLeasedOrReceiptedUnstored(running, station, leases, reports);
                neitherDatabaseNorBrokerLoop(hq, running);
                receipted.addAll(station.receipts());
            }
            assertThat(receipted).hasSizeLessThan(reports.size());

            disk.free();

            await().atMost(SOON).until(() -> get(running, "health").statusCode() == 200);
            try (var station = new TestStation(data, running.mqtt().port(), Bank.ASHFORD)) {
                for (var report : reports) {
                    if (!receipted.contains(report.receiptId())) {
                        say(station, report);
                    }
                }
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(station.receipts()).containsAll(missing(reports, receipted)));
                assertThat(stored(running)).containsExactlyInAnyOrderElementsOf(ids(reports));
                assertThat(station.ask(Bank.wants(5)).leases()).hasSize(5);
            }
            // The children have other process ids now; whoever reads the file must find those.
            for (var child : HqFile.read(data).processes()) {
                assertThat(Path.of("/proc", Long.toString(child.pid()), "cwd")).exists();
            }
            assertThat(hq("import", "--campaign", "spring", people(80).toString()))
                    .startsWith("0")
                    .contains("20 people new");
        }
    }

    /// Each at the place where it looks: the log, the monitor, the page, whoever imports a list.
    private void itSaysSoOnceToEverybody(HqProcess hq, HqFile running) throws Exception {
        assertThat(get(running, "health").statusCode()).isEqualTo(503);
        assertThat(get(running, "health").body()).contains("disk is full");
        assertThat(get(running, "").body())
                .contains("role=\"alert\">Headquarters stores nothing: the disk of " + data + " is full");
        assertThat(hq("import", "--campaign", "spring", people(80).toString()))
                .startsWith("3")
                .contains("hq: nothing was imported: the disk of " + data + " is full")
                .contains("make room until 4");
        assertThat(count("the disk of " + data + " is full", hq.said())).isOne();
        assertThat(hq.said()).doesNotContain("\tat ");
    }

    private static void nothingIsLeasedOrReceiptedUnstored(
            HqFile running, TestStation station, List<Lease> leases, List<CallReport> reports) throws Exception {
        var request = Bank.wants(20);
        station.say(
                FromStation.LEASE_REQUESTS,
                Json.write(request),
                request.request().toString());
        var before = station.receipts().size();
        for (var n = 10; n < 15; n++) {
            reports.add(say(station, revised(reports.get(n), leases.get(n % 5))));
        }
        await().during(Duration.ofSeconds(2)).atMost(SOON).untilAsserted(() -> {
            assertThat(station.answer(request)).isEmpty();
            assertThat(station.receipts()).hasSize(before);
        });
        assertThat(stored(running)).containsAll(station.receipts());
    }

    /// The worst that can happen: PostgreSQL has no room for its own log, mosquitto none for its memory.
    private void neitherDatabaseNorBrokerLoop(HqProcess hq, HqFile running) throws Exception {
        assertThat(attempt(
                        running,
                        "select pg_logical_emit_message(true, 'test', repeat(?, 1000000))",
                        "Margaret Planted of Mill Lane"))
                .isEqualTo("53100");
        for (var child : running.processes()) {
            if (child.role().equals("broker")) {
                signal("USR1", child.pid());
                signal("KILL", child.pid());
            }
        }
        await().atMost(SOON).until(() -> hq.said().contains("mosquitto runs again"));
        await().atMost(SOON).until(() -> hq.said().contains("PostgreSQL waits for room"));
        await().during(Duration.ofSeconds(4))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(count("PostgreSQL waits for room", hq.said()))
                        .isOne());
        var log = Files.readString(data.resolve("postgres.log"));
        assertThat(log).contains("PANIC").doesNotContain("Margaret");
        assertThat(count("starting PostgreSQL", log)).isOne();
        assertThat(count("PostgreSQL .* has ended by itself", hq.said())).isOne();
    }

    @Test
    void aDirectoryWithoutRoomOrOneThatIsReadOnlyIsToldInOneLineAtTheStart() throws Exception {
        disk.fill();
        assertThat(hq("run")).matches("3 hq: the disk of " + data + " is full[^\n]*\n");

        disk.free();
        assertThat(disk.makeReadOnly()).isTrue();
        assertThat(hq("run"))
                .matches("2 hq: --data is \"" + data + "\", where headquarters cannot write \\(Read-only[^\n]*\n");
    }

    private static CallReport say(TestStation station, CallReport report) throws Exception {
        station.say(FromStation.REPORTS, Json.write(report), report.receiptId());
        return report;
    }

    private static CallReport revised(CallReport report, Lease lease) {
        return Reports.again(report, lease, Instant.now(), Disposition.UNDECIDED, Bank.VERA);
    }

    private static List<String> ids(List<CallReport> reports) {
        return reports.stream().map(CallReport::receiptId).toList();
    }

    private static List<String> missing(List<CallReport> reports, List<String> receipted) {
        return ids(reports).stream().filter(id -> !receipted.contains(id)).toList();
    }

    /// The receipt ids of what is in the table, each as often as it is there.
    private static List<String> stored(HqFile running) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = connect(running);
                var rows = connection.createStatement().executeQuery("select document::text from reports")) {
            while (rows.next()) {
                var read = Json.read(rows.getString(1).getBytes(StandardCharsets.UTF_8), CallReport.class);
                found.add(((Json.Read.Message<CallReport>) read).value().receiptId());
            }
        }
        return found;
    }

    /// The SQL state of the failure; empty if it succeeded.
    private static String attempt(HqFile running, String sql, String argument) {
        try (var connection = connect(running);
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            statement.execute();
            return "";
        } catch (SQLException failed) {
            return failed.getSQLState();
        }
    }

    private static java.sql.Connection connect(HqFile running) throws SQLException {
        var postgres = running.postgres();
        return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    /// The exit code, then all that was said.
    private String hq(String command, String... more) {
        var words = new ArrayList<>(List.of(command, "--data", data.toString()));
        words.addAll(List.of(more));
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        try (var both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            var code = HqMain.run(words.toArray(String[]::new));
            return code + " " + said.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Path campaign() throws IOException {
        return Files.writeString(folder.resolve("spring.toml"), """
                id = "spring"
                name = "Spring canvass"
                region = "GB"
                callerId = "+442079460123"
                hours = "00:00-24:00"
                [script]
                sponsor = "Friends of the Harbour"
                callBackNumber = "+442079460100"
                [[script.steps.en]]
                id = "greeting"
                say = "Hello {givenName}"
                """);
    }

    private Path people(int count) throws IOException {
        var csv = new StringBuilder("given name,family name,phone,address,town\n");
        for (int n = 0; n < count; n++) {
            csv.append("Given%d,Family%d,+44207946%04d,%d Mill Lane,Ashford\n".formatted(n, n, n, n + 1));
        }
        return Files.writeString(folder.resolve("people.csv"), csv);
    }

    private static HttpResponse<String> get(HqFile running, String path) throws IOException, InterruptedException {
        var login = running.web().user() + ":" + running.web().password();
        var request = HttpRequest.newBuilder(URI.create(running.web().url() + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
