package org.hustings.hq.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.protocol.Settings;
import org.hustings.provisioning.HqFile;
import org.hustings.provisioning.ProvisionMain;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Headquarters with its own PostgreSQL and broker, as a process: started, killed, started again, stopped.
@Tag("slow")
@Timeout(180)
class HqRunTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void aKilledHeadquartersFindsItsChildrenAndItsDataAgainAndAStoppedOneLeavesNone() throws Exception {
        var data = folder.resolve("data");
        HqFile before;
        try (var first = HqProcess.start(data)) {
            before = first.awaitUp();
            execute(before, "insert into stations (id, desk, registered_at) values ('st-9', 'Ashford 9', now())");
            first.kill();
        }
        assertThat(alive(before)).hasSize(2);

        HqFile after;
        try (var second = HqProcess.start(data)) {
            after = second.awaitUp();
            assertThat(after.processes()).isEqualTo(before.processes());
            assertThat(after.mqtt()).isEqualTo(before.mqtt());
            assertThat(after.postgres()).isEqualTo(before.postgres());
            assertThat(query(after, "select desk from stations where id = 'st-9'"))
                    .isEqualTo("Ashford 9");

            aSecondOneOnTheSameDataIsRefused(data);
            theChildrenComeBackWhenKilled(data, after);
            after = HqFile.read(data);
            second.process().destroy();
            assertThat(second.exitCode()).isZero();
        }
        var last = after;
        await().atMost(SOON).until(() -> alive(last).isEmpty());
        assertThat(data.resolve("hq.json")).doesNotExist();
    }

    private static void aSecondOneOnTheSameDataIsRefused(Path data) throws Exception {
        var second = HqProcess.start(data, "--web-port", "1");
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.said()).contains("--data is").contains("runs on it");
    }

    private static void theChildrenComeBackWhenKilled(Path data, HqFile running) throws Exception {
        for (var child : running.processes()) {
            ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
        }
        await().atMost(SOON)
                .until(() -> Optional.of(HqFile.read(data))
                        .filter(file -> file.processes().stream().noneMatch(running.processes()::contains))
                        .isPresent());
        await().atMost(SOON).until(() -> get(running, "health", "").statusCode() == 200);
        assertThat(query(running, "select count(*) from stations")).isEqualTo("1");
    }

    @Test
    void aStationIsRegisteredAndShownOnThePageWithoutAnyMarkupOfItsOwn() throws Exception {
        var data = folder.resolve("data");
        try (var hq = HqProcess.start(data)) {
            var running = hq.awaitUp();
            var out = folder.resolve("st-1");

            assertThat(provision(data, out, "st-1", "<b>Ashford</b> \"1\"")).isZero();

            theFilesAreWhatAStationReads(out, running);
            assertThat(query(running, "select desk from stations where id = 'st-1'"))
                    .isEqualTo("<b>Ashford</b> \"1\"");
            assertThat(get(running, "", "").statusCode()).isEqualTo(401);
            var page = get(running, "", running.web().password());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("&lt;b&gt;Ashford&lt;/b&gt; &quot;1&quot;")
                    .doesNotContain("<b>Ashford");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'");

            var key = Files.readString(out.resolve("store.key"));
            assertThat(provision(data, out, "st-1", "Ashford 1")).isEqualTo(2);
            assertThat(provision(data, folder.resolve("elsewhere"), "st-1", "Ashford 1"))
                    .isEqualTo(2);
            assertThat(provision(data, out, "st-1", "Ashford 2", "--replace")).isZero();
            assertThat(Files.readString(out.resolve("store.key"))).isEqualTo(key);
            assertThat(query(running, "select desk from stations where id = 'st-1'"))
                    .isEqualTo("Ashford 2");
        }
    }

    @Test
    void theRulesAreReadChangedAndAskedFromOutside() throws Exception {
        var data = folder.resolve("data");
        var campaign = Files.writeString(folder.resolve("spring.toml"), """
                id = "spring"
                name = "Spring canvass"
                region = "GB"
                callerId = "+442079460123"
                hours = "00:00-24:00"
                profiles = ["us-courtesy"]
                [script]
                sponsor = "Friends of the Harbour"
                callBackNumber = "+442079460100"
                [[script.steps.en]]
                id = "greeting"
                say = "Hello"
                """);
        var list = Files.writeString(folder.resolve("people.csv"), "name,phone\nAda Woods,02079460001\n");
        var bad = Files.writeString(folder.resolve("fr.toml"), "[[rule]]\nid = \"fr-x\"\n");
        try (var hq = HqProcess.start(data)) {
            var running = hq.awaitUp();
            assertThat(HqMain.run("campaign", "--data", data.toString(), campaign.toString()))
                    .isZero();
            assertThat(HqMain.run("import", "--data", data.toString(), "--campaign", "spring", list.toString()))
                    .isZero();

            assertThat(HqMain.run("rules", "list", "--data", data.toString())).isZero();
            assertThat(HqMain.run("rules", "show", "--data", data.toString(), "fr.toml"))
                    .isZero();
            assertThat(HqMain.run("rules", "show", "--data", data.toString(), "xx.toml"))
                    .isEqualTo(2);
            assertThat(HqMain.run("rules", "check", bad.toString())).isEqualTo(2);
            assertThat(HqMain.run("rules", "put", "--data", data.toString(), bad.toString()))
                    .isEqualTo(2);
            assertThat(HqMain.run("rules", "put", "--data", data.toString(), "--shipped"))
                    .isZero();
            assertThat(query(running, "select count(*) from rule_sets")).isEqualTo("1");
            assertThat(HqMain.run("explain", "--data", data.toString(), "--contact", "c-1"))
                    .isZero();
            assertThat(HqMain.run("explain", "--data", data.toString(), "--contact", "c-2"))
                    .isEqualTo(2);
            assertThat(HqMain.run("explain", "--data", data.toString(), "--contact", "c-1", "--at", "noon"))
                    .isEqualTo(2);
            theApiSaysTheSame(running);

            Files.writeString(campaign, Files.readString(campaign).replace("us-courtesy", "us-curtsy"));
            assertThat(HqMain.run("campaign", "--data", data.toString(), campaign.toString()))
                    .isEqualTo(2);
        }
    }

    private static void theApiSaysTheSame(HqFile running) throws Exception {
        var password = running.web().password();
        assertThat(get(running, "api/rules", "").statusCode()).isEqualTo(401);
        assertThat(get(running, "api/explain?contact=c-1", "").statusCode()).isEqualTo(401);
        assertThat(get(running, "api/rules", password).body()).contains("\"fr-eve-of-poll\"", "\"version\":1");
        var explained = get(running, "api/explain?contact=c-1&at=2027-03-03T12:00:00Z&mode=power", password);
        assertThat(explained.statusCode()).isEqualTo(200);
        assertThat(explained.body())
                .contains("\"allowed\":false", "\"uk-tps\"", "\"rulesVersion\":1")
                .doesNotContain("Woods", "7946");
        assertThat(get(running, "api/explain?contact=c-2", password).statusCode())
                .isEqualTo(404);
        assertThat(get(running, "api/explain", password).statusCode()).isEqualTo(400);
        assertThat(get(running, "api/explain?contact=c-1&mode=shout", password).body())
                .contains("press, power");
    }

    @Test
    void aTakenPortIsNamedWithItsKeyAndNothingIsLeftRunning() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var data = folder.resolve("data");
            var hq = HqProcess.start(data, "--web-port", Integer.toString(taken.getLocalPort()));

            assertThat(hq.exitCode()).isEqualTo(2);
            assertThat(hq.said())
                    .contains("web.port is " + taken.getLocalPort())
                    .contains("another program listens");
            assertThat(workingIn(data)).isEmpty();
        }
    }

    private static void theFilesAreWhatAStationReads(Path out, HqFile running) throws IOException {
        var settings = Settings.read(out.resolve("station.toml"), "HUSTINGS_STATION", Map.of());
        assertThat(settings.requiredText("station")).isEqualTo("st-1");
        assertThat(settings.requiredText("desk")).isEqualTo("<b>Ashford</b> \"1\"");
        assertThat(settings.integer("broker.port", 1, 65_535))
                .hasValue(running.mqtt().port());
        for (var key : List.of("broker.ca", "broker.certificate", "broker.key", "store.key")) {
            var file = settings.path(key).orElseThrow();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private static int provision(Path data, Path out, String id, String desk, String... more) {
        var words = new java.util.ArrayList<>(
                List.of("station", id, "--hq", data.toString(), "--out", out.toString(), "--desk", desk));
        words.addAll(List.of(more));
        return ProvisionMain.run(words.toArray(String[]::new));
    }

    private static List<Long> alive(HqFile file) {
        return file.processes().stream()
                .map(HqFile.Child::pid)
                .filter(HqRunTest::isAlive)
                .toList();
    }

    /// A zombie that nobody reaps is not alive, whatever Java says of it: it works nowhere.
    private static boolean isAlive(long pid) {
        return Files.exists(Path.of("/proc", Long.toString(pid), "cwd"));
    }

    private static List<Long> workingIn(Path data) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> {
                    try {
                        return Path.of("/proc", Long.toString(pid), "cwd")
                                .toRealPath()
                                .startsWith(data.toRealPath());
                    } catch (IOException gone) {
                        return false;
                    }
                })
                .toList();
    }

    private static HttpResponse<String> get(HqFile running, String path, String password)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(running.web().url() + path));
        if (!password.isEmpty()) {
            var login = running.web().user() + ":" + password;
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String query(HqFile running, String sql) throws SQLException {
        var postgres = running.postgres();
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(HqFile running, String sql) throws SQLException {
        var postgres = running.postgres();
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password())) {
            connection.createStatement().execute(sql);
        }
    }
}
