package org.hustings.hq.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.DOVER;
import static org.hustings.hq.Bank.wants;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.Bank;
import org.hustings.hq.children.Loopback;
import org.hustings.hq.children.OwnBroker;
import org.hustings.hq.people.StopReport;
import org.hustings.hq.trust.OwnCertificates;
import org.hustings.hq.web.Health;
import org.hustings.hq.web.WebServer;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Command;
import org.hustings.protocol.Json;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.SessionId;
import org.hustings.protocol.Status;
import org.hustings.protocol.Topics;
import org.hustings.protocol.Topics.FromStation;
import org.hustings.protocol.Topics.ToStation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
@DisplayName("Design section 4, lines 4 and 5: opt-outs and stops reach stations over a real broker")
class PeopleOverBrokerTest {

    private static final Duration SOON = TestStation.SOON;
    private static final String PASSWORD = "a password";

    @TempDir
    private static Path data;

    private static OwnCertificates certificates;
    private static OwnBroker broker;
    private static int port;

    private Bank bank;
    private HqCore core;
    private WebServer web;
    private int webPort;
    private TestStation ashford;

    @BeforeAll
    static void startBroker() throws Exception {
        port = Loopback.freePort();
        certificates = OwnCertificates.openOrCreate(data, List.of("127.0.0.1"), Clock.systemUTC());
        var shown = certificates.broker();
        broker = new OwnBroker(data, port, certificates.authority(), shown.certificate(), shown.key());
        broker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.stop();
    }

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        bank = new Bank(folder);
        core = HqCore.start(
                bank.database.source(),
                new MqttEndpoint("127.0.0.1", port, certificates.hq()),
                bank.clock,
                () -> bank.clock.millis() * 1_000_000);
        webPort = Loopback.freePort();
        web = WebServer.start(
                webPort,
                PASSWORD,
                bank.database.source(),
                () -> new Health(List.of(), Optional.empty()),
                bank.api(core::revoke),
                bank.clock);
        await().atMost(SOON).until(core::isOnBroker);
        ashford = new TestStation(data, port, ASHFORD);
    }

    @AfterEach
    void close() throws Exception {
        ashford.close();
        web.close();
        core.close();
        bank.close();
    }

    private HttpResponse<String> http(String method, String path, String body, String password) throws Exception {
        var user = Base64.getEncoder().encodeToString((WebServer.USER + ":" + password).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(URI.create(WebServer.url(webPort) + path))
                .header("Authorization", "Basic " + user)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private boolean isTold(TestStation station, LeaseId lease) {
        return station.heard(ToStation.COMMANDS.of(ASHFORD), Command.class).stream()
                .anyMatch(command -> command instanceof Command.RevokeLease(var _, var gone) && gone.equals(lease));
    }

    @Test
    void anOptOutByTheApiWithdrawsALiveLeaseWithinTwoSeconds() throws Exception {
        bank.list("given name,family name,phone\nAda,Woods,02079460001\n");
        var lease = ashford.ask(wants(1)).leases().getFirst();
        var body =
                "{\"number\": \"020 7946 0001\", \"region\": \"GB\", \"source\": \"crm:civi\", \"reason\": \"asked\"}";
        assertThat(http("POST", "api/opt-outs", body, "wrong").statusCode()).isEqualTo(401);
        // The connection, the first statement and the classes are there by then.
        assertThat(http("POST", "api/opt-outs", "{\"number\": \"nonsense\"}", PASSWORD)
                        .body())
                .contains("is not a phone number")
                .doesNotContain("nonsense");

        var asked = System.nanoTime();
        var answer = http("POST", "api/opt-outs", body, PASSWORD);
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(10))
                .until(() -> isTold(ashford, lease.lease()));
        var took = Duration.ofNanos(System.nanoTime() - asked);

        assertThat(answer.body())
                .contains("\"isNew\":1")
                .contains("\"leasesRevoked\":1")
                .doesNotContain("7946");
        assertThat(took).isLessThan(Duration.ofSeconds(2));
        assertThat(bank.database.text("select string_agg(who || ' ' || what || ' ' || detail, ';') from audit "
                        + "where what = 'opt-out'"))
                .isEqualTo("web:hq opt-out source crm:civi: asked");

        var remove = "{\"number\": \"+442079460001\", \"source\": \"crm:civi\"}";
        assertThat(http("DELETE", "api/opt-outs", remove, PASSWORD).body()).contains("why is missing");
        var gone = http("DELETE", "api/opt-outs", remove.replace("}", ", \"why\": \"the wrong Ada\"}"), PASSWORD);
        assertThat(gone.body()).contains("\"numbers\":1");
        assertThat(bank.database.count("select count(*) from opt_outs")).isZero();
        var plain = HttpRequest.newBuilder(URI.create(WebServer.url(webPort) + "api/opt-outs"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder().encodeToString((WebServer.USER + ":" + PASSWORD).getBytes(UTF_8)))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(plain, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(415);
        }
    }

    @Test
    void aStopSaysWhichOfflineDesksMayStillCallAndUntilWhen() throws Exception {
        bank.strangers(4);
        var at = bank.clock.instant();
        var session = new SessionId(UUID.randomUUID());
        say(ashford, session, true, 1);
        ashford.ask(wants(2));
        try (var dover = new TestStation(data, port, DOVER)) {
            say(dover, session, true, 1);
            dover.ask(wants(1));
            await().atMost(SOON)
                    .until(() ->
                            bank.database.count("select count(*) from stations where (last_status->>'online')::boolean")
                                    == 2);
            say(ashford, session, false, 1);
            await().atMost(SOON)
                    .until(() ->
                            bank.database.count("select count(*) from stations where (last_status->>'online')::boolean")
                                    == 1);
            assertThat(stopReport().desks()).isEmpty();

            bank.campaigns.setState(Bank.CAMPAIGN, CampaignState.STOPPED);

            assertThat(stopReport().desks())
                    .containsExactly(
                            new StopReport.Desk(ASHFORD.value(), "st-1", false, 2, at.plusSeconds(1_800)),
                            new StopReport.Desk(DOVER.value(), "st-2", true, 1, at.plusSeconds(1_800)));
            assertThat(stopReport().lines().getFirst()).contains("offline").contains("2027-03-02T10:30:00Z");
            await().atMost(SOON)
                    .until(() -> dover.heard(Topics.campaign(Bank.CAMPAIGN), Campaign.class).stream()
                            .anyMatch(campaign -> campaign.state() == CampaignState.STOPPED));
            say(dover, session, true, 2);
            await().atMost(SOON).until(() -> stopReport().desks().size() == 1);
            var answered = http("GET", "api/campaigns/spring/stop-report", "", PASSWORD);
            assertThat(answered.body()).contains("\"station\":\"st-1\"").contains("2027-03-02T10:30:00Z");
            assertThat(http("GET", "", "", PASSWORD).body())
                    .contains("May still begin calls")
                    .contains("offline, until 10:30:00 UTC");
        }
        bank.clock.pass(Duration.ofMinutes(29));
        assertThat(stopReport().desks()).hasSize(1);
        bank.clock.pass(Duration.ofMinutes(1));
        assertThat(stopReport().desks()).isEmpty();
    }

    @Test
    void aDeskWhoseLeasesEndBeforeItsPermitMayCallNoLongerThanTheyLast() throws Exception {
        bank.campaign("hours = \"00:00-24:00\"\nleaseSeconds = 600");
        bank.strangers(1);
        var at = bank.clock.instant();
        var lease = ashford.ask(wants(1)).leases().getFirst();
        bank.clock.pass(Duration.ofMinutes(5));
        ashford.ask(wants(0, lease));

        bank.campaigns.setState(Bank.CAMPAIGN, CampaignState.PAUSED);

        assertThat(stopReport().desks()).extracting(StopReport.Desk::until).containsExactly(at.plusSeconds(600));
    }

    private StopReport stopReport() {
        return StopReport.of(bank.transactions, Bank.CAMPAIGN, bank.clock.instant());
    }

    private static void say(TestStation station, SessionId session, boolean online, int version) throws Exception {
        var status = new Status(
                session,
                online,
                Instant.parse("2027-03-02T10:00:00Z"),
                "Ashford 1",
                "0.1",
                "a",
                Optional.of(Bank.CAMPAIGN),
                version,
                Optional.empty(),
                online ? Status.Phase.WAITING : Status.Phase.OFFLINE,
                0,
                0);
        station.say(FromStation.STATUS, Json.write(status), UUID.randomUUID().toString());
    }
}
