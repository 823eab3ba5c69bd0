package org.hustings.hq.children;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.hustings.hq.trust.OwnCertificates;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.WrongSettingException;
import org.hustings.provisioning.CertificateAuthority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Design section 8 against a real mosquitto: who may say what to whom.
@Timeout(30)
class OwnBrokerTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String STATIONS = "hustings/1/stations/";

    @TempDir
    static Path data;

    private static OwnCertificates certificates;
    private static OwnBroker broker;
    private static int port;

    private final Deque<MqttClient> clients = new ArrayDeque<>();

    @BeforeAll
    static void startBroker() throws Exception {
        port = Loopback.freePort();
        certificates = OwnCertificates.openOrCreate(data, List.of("localhost", "127.0.0.1"), Clock.systemUTC());
        broker = broker();
        broker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.stop();
        assertThat(Loopback.accepts(port)).isFalse();
    }

    @AfterEach
    void disconnect() throws MqttException {
        for (var client : clients) {
            if (client.isConnected()) {
                client.disconnect();
            }
            client.close();
        }
    }

    @Test
    void aStationSpeaksForItselfOnly() throws Exception {
        var heard = new ConcurrentLinkedQueue<String>();
        listen(connect("hq", certificates.hq()), "hustings/#", heard);
        var station = connect("st-1", station("st-1"));

        tell(station, STATIONS + "st-2/reports");
        tell(station, STATIONS + "st-1/leases");
        tell(station, "hustings/1/campaigns/c");
        tell(station, STATIONS + "st-1/reports");

        await().atMost(SOON).until(() -> heard.contains(STATIONS + "st-1/reports"));
        assertThat(heard).containsExactly(STATIONS + "st-1/reports");
    }

    @Test
    void aMemoryThatAFullDiskCutIsSetAside() throws Exception {
        broker.stop();
        var memory = data.resolve("broker/mosquitto.db");
        Files.write(memory, Arrays.copyOf(Files.readAllBytes(memory), 40));

        broker.start();

        assertThat(Loopback.accepts(port)).isTrue();
        assertThat(data.resolve("broker/mosquitto.db.broken")).hasSize(40);
    }

    @Test
    void aStationHearsItsOwnTopicsAndTheCampaigns() throws Exception {
        var heard = new ConcurrentLinkedQueue<String>();
        listen(connect("st-3", station("st-3")), "hustings/#", heard);
        var hq = connect("hq", certificates.hq());

        tell(hq, STATIONS + "st-4/leases");
        tell(hq, STATIONS + "st-3/status");
        tell(hq, STATIONS + "st-3/receipts");
        tell(hq, STATIONS + "st-3/commands");
        tell(hq, "hustings/1/campaigns/c");
        tell(hq, STATIONS + "st-3/leases");

        await().atMost(SOON).until(() -> heard.contains(STATIONS + "st-3/leases"));
        assertThat(heard)
                .containsExactly(
                        STATIONS + "st-3/receipts",
                        STATIONS + "st-3/commands",
                        "hustings/1/campaigns/c",
                        STATIONS + "st-3/leases");
    }

    @Test
    void anOperatorHearsEverythingAndSaysNothing() throws Exception {
        var heard = new ConcurrentLinkedQueue<String>();
        var operator = connect("operator", certificates.operator());
        listen(operator, "hustings/#", heard);

        tell(operator, "hustings/1/campaigns/c");
        tell(operator, STATIONS + "operator/status");
        tell(operator, STATIONS + "st-5/commands");
        tell(connect("st-5", station("st-5")), STATIONS + "st-5/status");

        await().atMost(SOON).until(() -> heard.contains(STATIONS + "st-5/status"));
        assertThat(heard).containsExactly(STATIONS + "st-5/status");
    }

    @Test
    void whateverAClientCallsItselfItsCertificateSaysWhoItIs() throws Exception {
        var first = connect("hq", certificates.hq());

        connect("somebody-else", certificates.hq());

        await().atMost(SOON).until(() -> !first.isConnected());
    }

    @Test
    void withoutACertificateOfOursNobodyGetsIn() throws Exception {
        var other =
                OwnCertificates.openOrCreate(Files.createTempDirectory(data, "other"), List.of(), Clock.systemUTC());
        var stranger = new MutualTls(
                certificates.authority(), other.hq().certificate(), other.hq().key());

        assertThatThrownBy(() -> connect("hq", stranger)).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> connect(
                        new MqttClient("tcp://127.0.0.1:" + port, "hq", new MemoryPersistence()),
                        new MqttConnectionOptions()))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void aBrokerLeftBehindIsTakenOver() throws Exception {
        var first = broker.start();

        assertThat(broker().start().pid()).isEqualTo(first.pid());
    }

    @Test
    void aTakenPortIsNamedWithItsKey() throws IOException {
        var elsewhere = Files.createTempDirectory(data, "elsewhere");
        var shown = certificates.broker();
        var second = new OwnBroker(elsewhere, port, shown.authority(), shown.certificate(), shown.key());

        assertThatThrownBy(second::start)
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("own.mqtt-port is " + port);
    }

    private static OwnBroker broker() {
        var shown = certificates.broker();
        return new OwnBroker(data, port, shown.authority(), shown.certificate(), shown.key());
    }

    private static MutualTls station(String id) throws IOException {
        var authority = CertificateAuthority.open(data.resolve("ca"), Clock.systemUTC());
        var identity = new MutualTls(authority.certificateFile(), data.resolve(id + ".crt"), data.resolve(id + ".key"));
        authority.issue(
                CertificateAuthority.Use.CLIENT,
                id,
                CertificateAuthority.STATION_VALIDITY,
                List.of(),
                identity.certificate(),
                identity.key());
        return identity;
    }

    private MqttClient connect(String clientId, MutualTls identity) throws Exception {
        var options = new MqttConnectionOptions();
        options.setSocketFactory(identity.context().getSocketFactory());
        return connect(new MqttClient("ssl://127.0.0.1:" + port, clientId, new MemoryPersistence()), options);
    }

    private MqttClient connect(MqttClient client, MqttConnectionOptions options) throws MqttException {
        clients.push(client);
        client.setTimeToWait(SOON.toMillis());
        options.setConnectionTimeout((int) SOON.toSeconds());
        options.setAutomaticReconnect(false);
        client.connect(options);
        return client;
    }

    private static void listen(MqttClient client, String filter, Queue<String> heard) throws MqttException {
        client.subscribe(
                new MqttSubscription[] {new MqttSubscription(filter, 1)},
                new org.eclipse.paho.mqttv5.client.IMqttMessageListener[] {(topic, _) -> heard.add(topic)});
    }

    private static void tell(MqttClient client, String topic) {
        var message = new MqttMessage("{}".getBytes(UTF_8));
        message.setQos(1);
        try {
            client.publish(topic, message);
        } catch (MqttException refused) {
            // A refused topic is told in the PUBACK; the test looks at what arrives.
            assertThat(refused.getReasonCode()).isEqualTo(135);
        }
    }
}
