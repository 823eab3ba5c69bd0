package org.hustings.hq.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.Receipt;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Topics;
import org.hustings.protocol.Topics.FromStation;
import org.hustings.protocol.Topics.ToStation;
import org.hustings.provisioning.CertificateAuthority;
import org.hustings.provisioning.CertificateAuthority.Use;

/// A station with a real certificate on the real broker, moved by the test.
public final class TestStation implements AutoCloseable {

    public static final Duration SOON = Duration.ofSeconds(20);

    private final StationId station;
    private final MqttClient client;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    private static final class Heard {
        private final String topic;
        private final MqttMessage message;

        Heard(String topic, MqttMessage message) {
            this.topic = topic;
            this.message = message;
        }
    }

    public TestStation(Path data, int port, StationId station) throws Exception {
        this.station = station;
        var certificate = data.resolve(station + ".crt");
        var key = data.resolve(station + ".key");
        CertificateAuthority.open(data.resolve("ca"), Clock.systemUTC())
                .issue(Use.CLIENT, station.value(), CertificateAuthority.STATION_VALIDITY, List.of(), certificate, key);
        var identity = new MutualTls(data.resolve("ca/ca.crt"), certificate, key);
        client = new MqttClient("ssl://127.0.0.1:" + port, station.value(), new MemoryPersistence());
        var options = new MqttConnectionOptions();
        options.setSocketFactory(identity.context().getSocketFactory());
        client.connect(options);
        client.subscribe(
                new MqttSubscription[] {
                    new MqttSubscription(Topics.ALL_CAMPAIGNS, 1),
                    new MqttSubscription(ToStation.LEASES.of(station), 1),
                    new MqttSubscription(ToStation.RECEIPTS.of(station), 1),
                    new MqttSubscription(ToStation.COMMANDS.of(station), 1)
                },
                new org.eclipse.paho.mqttv5.client.IMqttMessageListener[] {
                    this::hear, this::hear, this::hear, this::hear
                });
    }

    private void hear(String topic, MqttMessage message) {
        heard.add(new Heard(topic, message));
    }

    public void say(FromStation kind, byte[] payload, String correlation) throws MqttException {
        var properties = new MqttProperties();
        properties.setCorrelationData(correlation.getBytes(UTF_8));
        properties.setResponseTopic(ToStation.LEASES.of(station));
        client.publish(kind.of(station), new MqttMessage(payload, 1, kind == FromStation.STATUS, properties));
    }

    public LeaseAnswer ask(LeaseRequest request) throws MqttException {
        say(FromStation.LEASE_REQUESTS, Json.write(request), request.request().toString());
        await().atMost(SOON).until(() -> answer(request).isPresent());
        return answer(request).orElseThrow();
    }

    public Optional<LeaseAnswer> answer(LeaseRequest request) {
        return heard(ToStation.LEASES.of(station), LeaseAnswer.class).stream()
                .filter(answer -> answer.request().equals(request.request()))
                .findFirst();
    }

    <T> List<T> heard(String topic, Class<T> type) {
        return heard.stream()
                .filter(one -> one.topic.equals(topic))
                .map(one -> read(one.message.getPayload(), type))
                .toList();
    }

    List<MqttProperties> properties(String topic) {
        return heard.stream()
                .filter(one -> one.topic.equals(topic))
                .map(one -> one.message.getProperties())
                .toList();
    }

    public List<String> receipts() {
        return heard(ToStation.RECEIPTS.of(station), Receipt.class).stream()
                .flatMap(receipt -> receipt.ids().stream())
                .toList();
    }

    private static <T> T read(byte[] payload, Class<T> type) {
        assertThat(Json.read(payload, type)).isInstanceOf(Read.Message.class);
        return ((Read.Message<T>) Json.read(payload, type)).value();
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect();
        }
        client.close(true);
    }
}
