package org.hustings.hq.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.DOVER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hustings.hq.Bank;
import org.hustings.hq.children.Loopback;
import org.hustings.hq.children.OwnBroker;
import org.hustings.hq.trust.OwnCertificates;
import org.hustings.protocol.Json;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.SessionId;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Status;
import org.hustings.protocol.Topics.FromStation;
import org.hustings.provisioning.CertificateAuthority;
import org.hustings.provisioning.CertificateAuthority.Use;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A station's will, fired by a real broker: it says of its own session that it is over, and nothing of the next.
///
/// Our own broker makes the certificate's name the client's, so that a new session ends the old one before it begins.
/// Somebody else's broker need not: here one certificate may be connected twice, and the old will may come last.
@Tag("slow")
@Timeout(60)
class LastWillTest {

    private static final Duration SOON = TestStation.SOON;

    @TempDir
    private static Path data;

    private static OwnCertificates certificates;
    private static int port;
    private static Process broker;

    private Bank bank;
    private HqCore core;
    private MqttClient spy;
    /// What the broker gave to everybody who listens, in its order.
    private final List<Status> told = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startBroker() throws Exception {
        port = Loopback.freePort();
        certificates = OwnCertificates.openOrCreate(data, List.of("127.0.0.1"), Clock.systemUTC());
        var shown = certificates.broker();
        var own = new OwnBroker(data, port, shown.authority(), shown.certificate(), shown.key());
        var program = own.start().info().command().orElseThrow();
        own.stop();
        var configuration = data.resolve("broker/mosquitto.conf");
        var strict = Files.readString(configuration);
        assertThat(strict).contains("use_username_as_clientid true\n");
        Files.writeString(configuration, strict.replace("use_username_as_clientid true\n", ""));
        broker = new ProcessBuilder(program, "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("broker.log").toFile())
                .start();
    }

    @AfterAll
    static void stopBroker() {
        broker.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        bank = new Bank(folder);
        startHq();
        spy = client("spy", certificates.operator().context().getSocketFactory(), new MqttConnectionOptions());
        spy.subscribe(
                new MqttSubscription[] {new MqttSubscription(FromStation.STATUS.ofAll(), 1)},
                new IMqttMessageListener[] {(_, message) -> read(message).ifPresent(told::add)});
    }

    @AfterEach
    void close() throws Exception {
        for (var station : List.of(ASHFORD, DOVER)) {
            try (var last = new Session(station, station.value())) {
                last.forget();
            }
        }
        spy.disconnect();
        spy.close(true);
        core.close();
        bank.close();
    }

    @Test
    void theWillOfAnOldSessionThatComesAfterTheNextOneIsOnlineIsIgnoredAlsoByAnHqThatStartsThen() throws Exception {
        try (var old = new Session(ASHFORD, "st-1-before");
                var next = new Session(ASHFORD, "st-1");
                var other = new Session(DOVER, "st-2")) {
            old.say(Status.Phase.WAITING);
            next.say(Status.Phase.WAITING);
            await().atMost(SOON)
                    .until(() -> bank.database
                            .text("select coalesce(max(last_session::text), '') from stations")
                            .equals(next.session.toString()));

            old.killed();
            awaitTold(old.will());
            // What another says now is heard after the will.
            other.say(Status.Phase.WAITING);
            await().atMost(SOON).until(() -> isOnline(other));
            assertThat(isOnline(next)).isTrue();

            core.close();
            startHq();
            // What the broker retains comes before what is said now, and it retains the will.
            other.say(Status.Phase.TALKING);
            await().atMost(SOON)
                    .until(() -> known(DOVER)
                            .filter(now -> now.phase() == Status.Phase.TALKING)
                            .isPresent());
            assertThat(known(ASHFORD)).isEmpty();
            next.say(Status.Phase.WAITING);
            await().atMost(SOON).until(() -> isOnline(next));
        }
    }

    @Test
    void aSessionThatThrowsTheOldOneOutIsOnline() throws Exception {
        try (var old = new Session(ASHFORD, "st-1")) {
            old.say(Status.Phase.WAITING);
            await().atMost(SOON).until(() -> isOnline(old));
            try (var next = new Session(ASHFORD, "st-1")) {
                next.say(Status.Phase.WAITING);
                awaitTold(old.will());
                await().atMost(SOON).until(() -> isOnline(next));
            }
        }
    }

    @Test
    void theWillOfTheSessionThatIsOnlinePutsItOffline() throws Exception {
        try (var only = new Session(ASHFORD, "st-1")) {
            only.say(Status.Phase.TALKING);
            await().atMost(SOON).until(() -> isOnline(only));

            only.killed();
            awaitTold(only.will());
            await().atMost(SOON).until(() -> known(ASHFORD).equals(Optional.of(only.will())));
            await().atMost(SOON)
                    .until(() -> bank.database
                            .text("select coalesce(max(last_status ->> 'phase'), '') from stations")
                            .equals("offline"));
        }
    }

    private void startHq() throws Exception {
        core = HqCore.start(
                bank.database.source(), new MqttEndpoint("127.0.0.1", port, certificates.hq()), Clock.systemUTC());
        await().atMost(SOON).until(core::isOnBroker);
    }

    private Optional<Status> known(StationId station) {
        return Optional.ofNullable(core.stations().all().get(station)).flatMap(seen -> seen.status());
    }

    private boolean isOnline(Session session) {
        return known(session.station)
                .filter(Status::online)
                .map(Status::session)
                .equals(Optional.of(session.session));
    }

    private void awaitTold(Status status) {
        await().atMost(SOON).until(() -> told.contains(status));
    }

    private static Optional<Status> read(MqttMessage message) {
        return Json.read(message.getPayload(), Status.class) instanceof Json.Read.Message<Status>(var status)
                ? Optional.of(status)
                : Optional.empty();
    }

    private static MqttClient client(String name, SSLSocketFactory sockets, MqttConnectionOptions options)
            throws MqttException {
        var client = new MqttClient("ssl://127.0.0.1:" + port, name, new MemoryPersistence());
        options.setSocketFactory(sockets);
        options.setSessionExpiryInterval(0L);
        client.connect(options);
        return client;
    }

    private static MqttMessage retained(byte[] payload) {
        return new MqttMessage(payload, 1, true, new MqttProperties());
    }

    /// One connection of a station, with the will that names it.
    private static final class Session implements AutoCloseable {

        private final StationId station;
        private final SessionId session = new SessionId(UUID.randomUUID());
        private final BreakableSocket socket;
        private final MqttClient client;

        Session(StationId station, String clientName) throws Exception {
            this.station = station;
            var certificate = data.resolve(station + ".crt");
            var key = data.resolve(station + ".key");
            if (Files.notExists(key)) {
                CertificateAuthority.open(data.resolve("ca"), Clock.systemUTC())
                        .issue(
                                Use.CLIENT,
                                station.value(),
                                CertificateAuthority.STATION_VALIDITY,
                                List.of(),
                                certificate,
                                key);
            }
            var identity = new MutualTls(data.resolve("ca/ca.crt"), certificate, key);
            var options = new MqttConnectionOptions();
            options.setWill(FromStation.STATUS.of(station), retained(Json.write(will())));
            socket = new BreakableSocket(identity.context().getSocketFactory());
            client = client(clientName, socket, options);
        }

        Status will() {
            return status(false, Status.Phase.OFFLINE);
        }

        void say(Status.Phase phase) throws MqttException {
            publish(Json.write(status(true, phase)));
        }

        /// Takes the retained status from the broker, for the next test.
        void forget() throws MqttException {
            publish(new byte[0]);
        }

        /// As the kernel does for a process that is killed: the connection breaks off without a word.
        void killed() throws IOException {
            socket.breakOff();
        }

        private void publish(byte[] payload) throws MqttException {
            client.publish(FromStation.STATUS.of(station), retained(payload));
        }

        private Status status(boolean online, Status.Phase phase) {
            return new Status(
                    session,
                    online,
                    Instant.EPOCH,
                    station + "'s desk",
                    "0.1",
                    "a",
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    phase,
                    0,
                    0);
        }

        @Override
        public void close() throws MqttException {
            if (client.isConnected()) {
                client.disconnect();
            }
            client.close(true);
        }
    }
}
