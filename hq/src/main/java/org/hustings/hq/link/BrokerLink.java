package org.hustings.hq.link;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hustings.protocol.Json;
import org.hustings.protocol.Topics;
import org.hustings.protocol.Topics.FromStation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HQ's one connection to the broker, and the only class that knows Paho.
///
/// Sessions are clean: nothing here relies on the broker's memory. What a station said and nobody receipted, it says
/// again; what HQ said and the broker lost, the next sync repeats. One thread connects and reconnects, another sends.
/// [#send] and [#isConnected] are safe from any thread.
final class BrokerLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_FIRST = Duration.ofMillis(250);
    private static final Duration RETRY_MOST = Duration.ofSeconds(8);
    private static final Duration UNSENT_PAUSE = Duration.ofMillis(50);
    private static final int KEEP_ALIVE_SECONDS = 15;
    /// What the broker may have on its way to us unacknowledged; the workers' queues hold far more.
    private static final int RECEIVE_MAX = 500;
    /// What we may have on its way unacknowledged: the broker's own default receive maximum is 20.
    private static final int IN_FLIGHT_MAX = 20;
    /// Answers to some thousands of stations. When it is full, the oldest need is met by a repeat.
    private static final int OUTBOX_MAX = 20_000;

    private static final Set<Integer> LATER = Set.of(
            (int) MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED,
            (int) MqttClientException.REASON_CODE_CONNECTION_LOST,
            (int) MqttClientException.REASON_CODE_CLIENT_DISCONNECTING,
            (int) MqttClientException.REASON_CODE_CLIENT_CLOSED,
            (int) MqttClientException.REASON_CODE_MAX_INFLIGHT);

    private final MqttEndpoint endpoint;
    private final Consumer<Inbound> arrived;
    private final Runnable connected;
    private final BlockingQueue<Outbound> outbox = new ArrayBlockingQueue<>(OUTBOX_MAX);
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final Object change = new Object();
    private final Causes unexpected = new Causes();
    private final Thread connector = new Thread(this::keepConnected, "broker-connect");
    private final Thread sender = new Thread(this::sendAll, "broker-send");
    private volatile MqttAsyncClient client;
    private volatile boolean closed;

    /// `arrived` runs on Paho's thread and must not wait; `connected` runs after each connect, once subscribed.
    BrokerLink(MqttEndpoint endpoint, Consumer<Inbound> arrived, Runnable connected) throws IOException {
        this.endpoint = endpoint;
        this.arrived = arrived;
        this.connected = connected;
        // Wrong files are found now, not at the first attempt in the background.
        endpoint.identity().context();
        this.client = newClient();
    }

    void start() {
        connector.start();
        sender.start();
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /// Sends when there is a connection. False if too much waits already; then the message is dropped. One that is
    /// larger
    /// than anybody reads is dropped for good: the broker would end the connection over it.
    boolean send(Outbound message) {
        if (message.payload().length > Json.PAYLOAD_BYTES_MAX) {
            LOG.warn(
                    "a message on {} has {} bytes, at most {} can be sent: dropped",
                    message.topic(),
                    message.payload().length,
                    Json.PAYLOAD_BYTES_MAX);
            return true;
        }
        if (outbox.offer(message)) {
            return true;
        }
        if (dropped.getAndIncrement() == 0) {
            LOG.warn("{} messages wait for the broker: further ones are dropped until it takes them", OUTBOX_MAX);
        }
        return false;
    }

    private MqttAsyncClient newClient() {
        try {
            var fresh = new MqttAsyncClient(
                    "ssl://" + endpoint.host() + ":" + endpoint.port(), MqttEndpoint.CLIENT, new MemoryPersistence());
            fresh.setCallback(new Callback());
            return fresh;
        } catch (MqttException refused) {
            throw new IllegalArgumentException(
                    "cannot use the broker's address " + endpoint.host() + ":" + endpoint.port(), refused);
        }
    }

    private MqttConnectionOptions options() throws IOException {
        var options = new MqttConnectionOptions();
        options.setSocketFactory(endpoint.identity().context().getSocketFactory());
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setReceiveMaximum(RECEIVE_MAX);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) PATIENCE.toSeconds());
        options.setAutomaticReconnect(false);
        return options;
    }

    private void keepConnected() {
        var pause = RETRY_FIRST;
        var saidAway = false;
        while (!closed && !Thread.currentThread().isInterrupted()) {
            try {
                connect();
                LOG.info("connected to the broker at {}:{}", endpoint.host(), endpoint.port());
                saidAway = false;
                pause = RETRY_FIRST;
                connected.run();
                awaitLoss();
            } catch (MqttException | IOException | RuntimeException away) {
                if (!saidAway && !closed) {
                    LOG.warn(
                            "the broker at {}:{} is away ({}); trying again until it is back",
                            endpoint.host(),
                            endpoint.port(),
                            away.getMessage());
                    saidAway = true;
                }
                pause = sleep(pause);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void connect() throws MqttException, IOException {
        discard(client);
        var fresh = newClient();
        client = fresh;
        fresh.connect(options()).waitForCompletion(PATIENCE.toMillis());
        var topics = new ArrayList<MqttSubscription>();
        for (var kind : FromStation.values()) {
            topics.add(new MqttSubscription(kind.ofAll(), kind == FromStation.TELEMETRY ? 0 : 1));
        }
        fresh.subscribe(topics.toArray(MqttSubscription[]::new)).waitForCompletion(PATIENCE.toMillis());
        inFlight.drainPermits();
        inFlight.release(IN_FLIGHT_MAX);
    }

    private void awaitLoss() throws InterruptedException {
        synchronized (change) {
            while (!closed && client.isConnected()) {
                // Woken by the callback; looked at again in case it never comes.
                change.wait(1_000);
            }
        }
    }

    /// The next pause: doubled, up to [#RETRY_MOST].
    private static Duration sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        var next = pause.multipliedBy(2);
        return next.compareTo(RETRY_MOST) > 0 ? RETRY_MOST : next;
    }

    private void sendAll() {
        while (!closed) {
            try {
                var message = outbox.poll(1, TimeUnit.SECONDS);
                while (message != null && !closed && !publish(message)) {
                    // Not connected: the message keeps its place.
                    Thread.sleep(UNSENT_PAUSE);
                }
                if (outbox.isEmpty() && dropped.getAndSet(0) > 0) {
                    LOG.info("the broker takes messages again");
                }
            } catch (InterruptedException ended) {
                return;
            } catch (Throwable failed) {
                unexpected.unexpected("broker-send", failed);
            }
        }
    }

    private boolean publish(Outbound message) throws InterruptedException {
        var through = client;
        if (!through.isConnected() || !inFlight.tryAcquire(1, TimeUnit.SECONDS)) {
            return false;
        }
        try {
            through.publish(message.topic(), packet(message), null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    inFlight.release();
                }

                @Override
                public void onFailure(IMqttToken token, Throwable failure) {
                    inFlight.release();
                }
            });
            return true;
        } catch (MqttException refused) {
            inFlight.release();
            if (LATER.contains(refused.getReasonCode())) {
                return false;
            }
            // Whatever else is wrong with it will be wrong again; the next sync repeats what must hold.
            LOG.warn("cannot send a message on {}: reason {}", message.topic(), refused.getReasonCode());
            return true;
        }
    }

    private static MqttMessage packet(Outbound message) {
        var properties = new MqttProperties();
        properties.setContentType(Topics.CONTENT_TYPE);
        if (!message.expiry().isZero()) {
            properties.setMessageExpiryInterval(message.expiry().toSeconds());
        }
        if (message.correlation() != null) {
            properties.setCorrelationData(message.correlation());
        }
        return new MqttMessage(message.payload(), 1, message.isRetained(), properties);
    }

    private static void discard(MqttAsyncClient old) {
        try {
            if (old.isConnected()) {
                old.disconnect(0).waitForCompletion(1_000);
            }
        } catch (MqttException broken) {
            LOG.debug("an old connection did not end well: {}", broken.getReasonCode());
        }
        try {
            old.close(true);
        } catch (MqttException broken) {
            LOG.debug("an old client did not close well: {}", broken.getReasonCode());
        }
    }

    @Override
    public void close() {
        closed = true;
        connector.interrupt();
        sender.interrupt();
        for (var thread : List.of(connector, sender)) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
        discard(client);
    }

    /// Called by Paho, on its threads: nothing here may wait.
    private final class Callback implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (message.isRetained() && !isStatus(topic)) {
                // Only a status is retained by our stations; anything else would be taken again on every connect.
                return;
            }
            var properties = message.getProperties();
            arrived.accept(new Inbound(
                    topic, message.getPayload(), properties == null ? null : properties.getCorrelationData()));
        }

        private static boolean isStatus(String topic) {
            return Topics.parse(topic)
                    .filter(address -> address.kind() == FromStation.STATUS)
                    .isPresent();
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (!closed) {
                LOG.warn("lost the broker at {}:{}", endpoint.host(), endpoint.port());
            }
            synchronized (change) {
                change.notifyAll();
            }
        }

        @Override
        public void mqttErrorOccurred(MqttException failure) {
            LOG.warn("the broker's client says: {}", failure.getMessage());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Receipts prove delivery, acknowledgements do not.
        }

        @Override
        public void connectComplete(boolean reconnect, String uri) {
            // The connecting thread knows.
        }

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {
            // Certificates only.
        }
    }
}
