package org.hustings.station.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Command;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseAnswer.Held;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.Receipt;
import org.hustings.protocol.Report;
import org.hustings.protocol.SkipReport;
import org.hustings.protocol.StationEvent;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Status;
import org.hustings.protocol.Topics;
import org.hustings.protocol.Topics.FromStation;
import org.hustings.protocol.Topics.ToStation;

/// Speaks HQ's side of the protocol over the real broker, with its hands on every dial and switch.
final class FakeHq implements AutoCloseable {

    private final StationId station = new StationId("st-1");
    private final Broker broker;
    private final ExecutorService answers = Executors.newSingleThreadExecutor();
    private MqttAsyncClient client;

    final List<LeaseRequest> requests = new CopyOnWriteArrayList<>();
    final List<Report> reports = new CopyOnWriteArrayList<>();
    final List<StationEvent> events = new CopyOnWriteArrayList<>();
    final List<Status> statuses = new CopyOnWriteArrayList<>();
    /// Who is handed out next.
    final ConcurrentLinkedDeque<Lease> list = new ConcurrentLinkedDeque<>();
    /// What is granted, by request: a repeated request gets the same.
    private final Map<String, List<Lease>> granted = new HashMap<>();

    volatile boolean answering = true;
    volatile boolean receipting = true;
    volatile Instant now = Sample.NOW;
    volatile long nowSetAtNanos = System.nanoTime();
    volatile int permitSeconds = 1_800;
    volatile CampaignState state = CampaignState.RUNNING;
    volatile boolean locked;
    volatile Function<LeaseAnswer, LeaseAnswer> twist = answer -> answer;
    volatile Optional<Campaign> campaign = Optional.of(Sample.CAMPAIGN);

    FakeHq(Broker broker) throws MqttException, IOException {
        this.broker = broker;
        connect();
    }

    void connect() throws MqttException, IOException {
        client = new MqttAsyncClient("ssl://127.0.0.1:" + broker.port(), "hq", new MemoryPersistence());
        client.setCallback(new Listener());
        var options = new MqttConnectionOptions();
        options.setSocketFactory(broker.tls("hq").context().getSocketFactory());
        options.setCleanStart(true);
        client.connect(options).waitForCompletion(5_000);
        for (var kind : FromStation.values()) {
            client.subscribe(kind.ofAll(), 1).waitForCompletion(5_000);
        }
        if (campaign.isPresent()) {
            publish(campaign.get());
        }
    }

    void publish(Campaign held) {
        campaign = Optional.of(held);
        send(Topics.campaign(held.campaign()), Json.write(held), true);
    }

    void command(Command command) {
        send(ToStation.COMMANDS.of(station), Json.write(command), false);
    }

    void receipt(String... ids) {
        send(ToStation.RECEIPTS.of(station), Json.write(new Receipt(List.of(ids))), false);
    }

    void send(String topic, byte[] payload, boolean retained) {
        try {
            client.publish(topic, payload, 1, retained);
        } catch (MqttException refused) {
            throw new IllegalStateException(refused);
        }
    }

    void answer(LeaseAnswer answer) {
        send(ToStation.LEASES.of(station), Json.write(answer), false);
    }

    LeaseAnswer answerTo(LeaseRequest request) {
        var leases = granted.computeIfAbsent(request.request().toString(), _ -> {
            var some = new ArrayList<Lease>();
            for (int i = 0; i < request.want() && !list.isEmpty(); i++) {
                some.add(list.poll());
            }
            return some;
        });
        var elapsed = System.nanoTime() - nowSetAtNanos;
        return twist.apply(new LeaseAnswer(
                request.request(),
                now.plusNanos(elapsed),
                permitSeconds,
                Optional.of(Sample.CAMPAIGN.campaign()),
                campaign.map(Campaign::version).orElse(0),
                state,
                locked,
                leases,
                request.holding().stream().map(id -> new Held(id, 1_800)).toList(),
                List.of(),
                request.want() > leases.size()
                        ? Optional.of(new LeaseAnswer.None(LeaseAnswer.Reason.LIST_EMPTY, 1))
                        : Optional.empty()));
    }

    List<CallReport> calls() {
        return reports.stream()
                .filter(CallReport.class::isInstance)
                .map(CallReport.class::cast)
                .toList();
    }

    List<SkipReport> skips() {
        return reports.stream()
                .filter(SkipReport.class::isInstance)
                .map(SkipReport.class::cast)
                .toList();
    }

    Status lastStatus() {
        return statuses.getLast();
    }

    @Override
    public void close() throws MqttException {
        answers.shutdownNow();
        try {
            client.disconnectForcibly(0, 100, false);
        } finally {
            client.close(true);
        }
    }

    private void take(String topic, MqttMessage message) {
        var address = Topics.parse(topic).orElseThrow();
        switch (address.kind()) {
            case LEASE_REQUESTS -> {
                var request = value(message, LeaseRequest.class);
                requests.add(request);
                if (answering) {
                    answer(answerTo(request));
                }
            }
            case REPORTS -> {
                var report = value(message, Report.class);
                reports.add(report);
                confirm(message);
            }
            case EVENTS -> {
                events.add(value(message, StationEvent.class));
                confirm(message);
            }
            case STATUS -> statuses.add(value(message, Status.class));
            case TELEMETRY -> {}
        }
    }

    private void confirm(MqttMessage message) {
        if (receipting) {
            receipt(new String(message.getProperties().getCorrelationData(), StandardCharsets.UTF_8));
        }
    }

    private static <T> T value(MqttMessage message, Class<T> type) {
        return switch (Json.read(message.getPayload(), type)) {
            case Json.Read.Message<T>(var value) -> value;
            case Json.Read.Unreadable<T>(var reason) -> throw new AssertionError(reason);
        };
    }

    private final class Listener implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            answers.execute(() -> take(topic, message));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException fault) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean again, String uri) {}

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {}
    }
}
