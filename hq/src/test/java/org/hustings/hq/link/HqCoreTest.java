package org.hustings.hq.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.DOVER;
import static org.hustings.hq.Bank.wants;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.TestDatabase;
import org.hustings.hq.children.Loopback;
import org.hustings.hq.children.OwnBroker;
import org.hustings.hq.trust.OwnCertificates;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Command;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Receipt;
import org.hustings.protocol.Result;
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
@DisplayName("Design section 4, lines 2, 4, 5, 8, 10 and 11, over a real broker")
class HqCoreTest {

    private static final Duration SOON = TestStation.SOON;
    private static final String CAMPAIGN = Topics.campaign(Bank.CAMPAIGN);

    @TempDir
    private static Path data;

    private static OwnCertificates certificates;
    private static OwnBroker broker;
    private static int port;

    private Bank bank;
    private HqCore core;
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
        await().atMost(SOON).until(core::isOnBroker);
        ashford = new TestStation(data, port, ASHFORD);
    }

    @AfterEach
    void close() throws Exception {
        ashford.close();
        core.close();
        bank.close();
    }

    private static Status status(SessionId session, boolean online, Status.Phase phase) {
        return new Status(
                session,
                online,
                Clock.systemUTC().instant(),
                "Ashford 1",
                "0.1",
                "a",
                Optional.empty(),
                0,
                Optional.empty(),
                phase,
                0,
                0);
    }

    private void awaitReceipt(String id) {
        await().atMost(SOON).untilAsserted(() -> assertThat(ashford.receipts()).contains(id));
    }

    @Test
    void aStationSyncsLeasesReportsAndHearsTheReceiptAfterTheCommit() throws Exception {
        bank.strangers(3);
        var request = wants(2);

        var answer = ashford.ask(request);

        assertThat(answer.leases()).hasSize(2);
        var properties = ashford.properties(ToStation.LEASES.of(ASHFORD)).getFirst();
        assertThat(new String(properties.getCorrelationData(), UTF_8))
                .isEqualTo(request.request().toString());
        assertThat(properties.getMessageExpiryInterval()).isPositive();

        var report = Reports.talk(answer.leases().getFirst(), bank.clock.instant(), Disposition.SUPPORTS);
        ashford.say(FromStation.REPORTS, Json.write(report), report.receiptId());
        awaitReceipt(report.receiptId());
        assertThat(bank.database.count("select count(*) from winning_reports")).isOne();
    }

    @Test
    void aCampaignIsRetainedAndAChangeByAnotherProcessReachesStationsByItself() {
        await().atMost(SOON)
                .until(() -> !ashford.heard(CAMPAIGN, Campaign.class).isEmpty());

        bank.campaigns.setState(Bank.CAMPAIGN, CampaignState.PAUSED);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ashford.heard(CAMPAIGN, Campaign.class)
                                .getLast()
                                .state())
                        .isEqualTo(CampaignState.PAUSED));
        assertThat(ashford.heard(CAMPAIGN, Campaign.class).getLast().version()).isEqualTo(2);
    }

    @Test
    void aDatabaseThatIsAwayAndComesBackLosesNothingAndNoReceiptIsEarly() throws Exception {
        bank.strangers(1);
        var lease = ashford.ask(wants(1)).leases().getFirst();
        var report = Reports.result(lease, bank.clock.instant(), Result.BUSY);

        bank.database.goAway();
        ashford.say(FromStation.REPORTS, Json.write(report), report.receiptId());
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> ashford.receipts().isEmpty());
        bank.database.comeBack();

        awaitReceipt(report.receiptId());
        assertThat(bank.database.count("select count(*) from reports")).isOne();
    }

    @Test
    void aBrokerThatForgotEverythingIsToldAgain() throws Exception {
        broker.stop();
        java.nio.file.Files.deleteIfExists(data.resolve("broker/mosquitto.db"));
        await().atMost(SOON).until(() -> !core.isOnBroker());
        broker.start();
        await().atMost(SOON).until(core::isOnBroker);

        try (var dover = new TestStation(data, port, DOVER)) {
            await().atMost(SOON)
                    .until(() -> !dover.heard(CAMPAIGN, Campaign.class).isEmpty());
            assertThat(dover.ask(wants(1)).state()).isEqualTo(CampaignState.RUNNING);
        }
    }

    @Test
    void aBrokerThatComesBackWhileTheDatabaseIsAwayKeepsItsConnection(@TempDir Path other) throws Exception {
        core.close();
        try (var impatient = new Bank(other, TestDatabase.fresh(500));
                var hq = HqCore.start(
                        impatient.database.source(),
                        new MqttEndpoint("127.0.0.1", port, certificates.hq()),
                        impatient.clock)) {
            await().atMost(SOON).until(hq::isOnBroker);
            broker.stop();
            java.nio.file.Files.deleteIfExists(data.resolve("broker/mosquitto.db"));
            await().atMost(SOON).until(() -> !hq.isOnBroker());
            impatient.database.goAway();
            broker.start();
            await().atMost(SOON).until(hq::isOnBroker);
            await().during(Duration.ofSeconds(3)).atMost(SOON).until(hq::isOnBroker);

            impatient.database.comeBack();
            try (var dover = new TestStation(data, port, DOVER)) {
                await().atMost(SOON)
                        .until(() -> !dover.heard(CAMPAIGN, Campaign.class).isEmpty());
            }
        }
    }

    @Test
    void aMessageTooLargeIsDroppedAndTheConnectionStays() throws Exception {
        core.close();
        try (var link = new BrokerLink(new MqttEndpoint("127.0.0.1", port, certificates.hq()), _ -> {}, () -> {})) {
            link.start();
            await().atMost(SOON).until(link::isConnected);
            var topic = ToStation.RECEIPTS.of(ASHFORD);
            link.send(Outbound.expiring(
                    topic, new Receipt(List.of("x".repeat(Json.PAYLOAD_BYTES_MAX))), Duration.ofSeconds(30), null));
            link.send(Outbound.expiring(topic, new Receipt(List.of("small")), Duration.ofSeconds(30), null));

            awaitReceipt("small");
            assertThat(link.isConnected()).isTrue();
        }
    }

    @Test
    void anOptOutReachesTheOtherStationAsARevocation() throws Exception {
        bank.strangers(1);
        var old = ashford.ask(wants(1)).leases().getFirst();
        ashford.ask(wants(0));
        bank.database.run("update leases set free_at = '2000-01-01'");
        bank.clock.pass(Duration.ofSeconds(1));
        await().atMost(SOON).until(() -> bank.stateOf(old.lease()).equals("ended"));
        try (var dover = new TestStation(data, port, DOVER)) {
            var current = dover.ask(wants(1)).leases().getFirst();

            var report = Reports.talk(old, bank.clock.instant(), Disposition.DO_NOT_CALL);
            ashford.say(FromStation.REPORTS, Json.write(report), report.receiptId());

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> dover.heard(ToStation.COMMANDS.of(DOVER), Command.class).stream()
                            .anyMatch(command -> command instanceof Command.RevokeLease(var _, var lease)
                                    && lease.equals(current.lease())));
        }
    }

    @Test
    void theWillOfAnOldSessionIsIgnored() throws Exception {
        var session = new SessionId(UUID.randomUUID());
        var old = new SessionId(UUID.randomUUID());
        ashford.say(FromStation.STATUS, Json.write(status(session, true, Status.Phase.WAITING)), "1");
        await().atMost(SOON)
                .until(() -> bank.database
                        .text("select coalesce(max(last_session::text), '') from stations")
                        .equals(session.toString()));

        ashford.say(FromStation.STATUS, Json.write(status(old, false, Status.Phase.OFFLINE)), "2");
        ashford.say(FromStation.STATUS, Json.write(status(session, true, Status.Phase.TALKING)), "3");

        await().atMost(SOON)
                .until(() -> bank.database
                        .text("select last_status ->> 'phase' from stations")
                        .equals("talking"));
        assertThat(core.stations().all().get(ASHFORD).status().orElseThrow().online())
                .isTrue();
        assertThat(bank.database.text("select desk from stations")).isEqualTo("Ashford 1");
        ashford.say(FromStation.STATUS, new byte[0], "4");
    }

    @Test
    void noNameAndNoNumberIsInAnyLogWhateverComesIn() throws Exception {
        var log = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            bank.list("given name,family name,phone\nMargaret,Thistlewood,02079460123\n");
            var lease = ashford.ask(wants(1)).leases().getFirst();
            var report = Reports.talk(lease, bank.clock.instant(), Disposition.DO_NOT_CALL);
            var text = new String(Json.write(report), UTF_8);
            var poison = text.replace("likes the bus", "Thistlewood\\u0000 +442079460123");
            ashford.say(FromStation.REPORTS, poison.getBytes(UTF_8), "poison");
            ashford.say(FromStation.REPORTS, "{\"kind\":\"Thistlewood +442079460123\"".getBytes(UTF_8), "broken");
            ashford.say(FromStation.LEASE_REQUESTS, "[\"Thistlewood\", 442079460123]".getBytes(UTF_8), "odd");
            awaitReceipt("poison");
            awaitReceipt("broken");
            awaitReceipt("odd");
        } finally {
            System.setErr(before);
        }
        assertThat(core.troubles().unusable()).isEqualTo(3);
        assertThat(log.toString(UTF_8)).contains("set aside").doesNotContain("Thistlewood", "2079460123");
    }
}
