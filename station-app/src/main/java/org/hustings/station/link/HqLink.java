package org.hustings.station.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hustings.protocol.Json;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.SessionId;
import org.hustings.protocol.Status;
import org.hustings.protocol.Telemetry;
import org.hustings.protocol.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The station's MQTT client. It connects for as long as it is open, each time with a clean session, a session id of
/// its
/// own and a will that names it: nothing here relies on what the broker remembers.
///
/// Safe from any thread. News are told on the client's threads, one at a time. Sending returns at once; false means the
/// message did not go, and whoever keeps it sends it again.
public final class HqLink implements ToHq, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HqLink.class);

    /// A pulled cable shows at HQ within one and a half of it, well before the 45 s that make a station stale.
    private static final int KEEP_ALIVE_SECONDS = 15;

    private static final int CONNECT_SECONDS_MAX = 5;
    /// A request that waited longer in the broker has been repeated, or has lost its sense.
    private static final long REQUEST_EXPIRY_SECONDS = 30;

    /// A connection that broke sooner counts as a failed one: two boxes with one certificate throw each other out.
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final long CLOSE_MILLIS_MAX = 1_000;
    /// Different faults of a listener that are worth a line in the log.
    private static final int BUGS_MAX = 20;

    private final LinkConfig config;
    private final SSLContext tls;
    private final Consumer<LinkNews> news;
    private final Inbox inbox;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Semaphore lost = new Semaphore(0);
    private final Set<String> bugs = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile @Nullable MqttAsyncClient client;
    private volatile @Nullable SessionId session;

    private HqLink(LinkConfig config, SSLContext tls, Consumer<LinkNews> news) {
        this.config = config;
        this.tls = tls;
        this.news = news;
        this.inbox = new Inbox(config.station());
        this.thread = Thread.ofPlatform().name("link").daemon().unstarted(this::keepConnected);
    }

    /// Begins to connect. Throws an [IOException] that names the file when a certificate or key cannot be used.
    public static HqLink open(LinkConfig config, Consumer<LinkNews> news) throws IOException {
        return open(config, config.tls().context(), news);
    }

    static HqLink open(LinkConfig config, SSLContext tls, Consumer<LinkNews> news) {
        var link = new HqLink(config, tls, news);
        link.thread.start();
        return link;
    }

    /// How many messages could not be read since start.
    public long unreadable() {
        return inbox.unreadable();
    }

    @Override
    public boolean request(LeaseRequest request) {
        var message = message(Json.write(request), 1, false);
        var properties = message.getProperties();
        properties.setResponseTopic(Topics.ToStation.LEASES.of(config.station()));
        properties.setCorrelationData(request.request().toString().getBytes(StandardCharsets.UTF_8));
        properties.setMessageExpiryInterval(REQUEST_EXPIRY_SECONDS);
        return publish(Topics.FromStation.LEASE_REQUESTS, message, null);
    }

    @Override
    public boolean report(String id, String json) {
        return kept(Topics.FromStation.REPORTS, id, json);
    }

    @Override
    public boolean event(String id, String json) {
        return kept(Topics.FromStation.EVENTS, id, json);
    }

    public boolean status(Status status) {
        return publish(Topics.FromStation.STATUS, message(Json.write(status), 1, true), null);
    }

    public boolean telemetry(Telemetry telemetry) {
        return publish(Topics.FromStation.TELEMETRY, message(Json.write(telemetry), 0, false), null);
    }

    private boolean kept(Topics.FromStation topic, String id, String json) {
        var message = message(json.getBytes(StandardCharsets.UTF_8), 1, false);
        message.getProperties().setCorrelationData(id.getBytes(StandardCharsets.UTF_8));
        return publish(topic, message, id);
    }

    private static MqttMessage message(byte[] payload, int qos, boolean retained) {
        var properties = new MqttProperties();
        properties.setContentType(Topics.CONTENT_TYPE);
        return new MqttMessage(payload, qos, retained, properties);
    }

    private boolean publish(Topics.FromStation topic, MqttMessage message, @Nullable String id) {
        var connected = client;
        if (connected == null) {
            return false;
        }
        try {
            connected.publish(topic.of(config.station()), message, null, id == null ? null : new Delivery(id));
            return true;
        } catch (MqttException refused) {
            LOG.debug("{} was not sent: {}", topic, refused.getReasonCode());
            return false;
        }
    }

    private void keepConnected() {
        while (!closed.get()) {
            try {
                connect();
                var since = System.nanoTime();
                lost.acquire();
                if (System.nanoTime() - since > SETTLED.toNanos()) {
                    backoff.succeeded();
                }
            } catch (MqttException | RuntimeException refused) {
                // Paho throws RuntimeExceptions for an address it cannot read: nothing may end the only way to HQ.
                tell(new LinkNews.Down(cause(refused)));
            } catch (InterruptedException stopped) {
                break;
            }
            discard();
            try {
                TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
            } catch (InterruptedException stopped) {
                break;
            }
        }
        discard();
    }

    /// A client object for each connection: Paho keeps state of the old one otherwise, and its own reconnect would send
    /// the old will.
    private void connect() throws MqttException, InterruptedException {
        lost.drainPermits();
        var fresh = new MqttAsyncClient(
                "ssl://" + config.host() + ":" + config.port(), config.station().value(), new MemoryPersistence());
        var opened = new SessionId(UUID.randomUUID());
        fresh.setCallback(new Listener());
        try {
            fresh.connect(options(opened)).waitForCompletion(TimeUnit.SECONDS.toMillis(CONNECT_SECONDS_MAX));
            var topics = new String[] {
                Topics.ToStation.LEASES.of(config.station()),
                Topics.ToStation.RECEIPTS.of(config.station()),
                Topics.ToStation.COMMANDS.of(config.station()),
                Topics.ALL_CAMPAIGNS
            };
            client = fresh;
            session = opened;
            fresh.subscribe(topics, new int[] {1, 1, 1, 1})
                    .waitForCompletion(TimeUnit.SECONDS.toMillis(CONNECT_SECONDS_MAX));
        } catch (MqttException | RuntimeException refused) {
            client = fresh;
            throw refused;
        }
        tell(new LinkNews.Up(opened, System.nanoTime()));
    }

    private MqttConnectionOptions options(SessionId opened) {
        var options = new MqttConnectionOptions();
        options.setSocketFactory(tls.getSocketFactory());
        options.setHttpsHostnameVerificationEnabled(true);
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS_MAX);
        options.setMaximumPacketSize((long) Json.PAYLOAD_BYTES_MAX + 4_096);
        var will = message(Json.write(config.farewell().apply(opened)), 1, true);
        options.setWill(Topics.FromStation.STATUS.of(config.station()), will);
        return options;
    }

    private void tell(LinkNews told) {
        if (closed.get()) {
            return;
        }
        try {
            news.accept(told);
        } catch (RuntimeException bug) {
            if (bugs.size() < BUGS_MAX && bugs.add(bug.toString())) {
                LOG.error("news of the link were dropped", bug);
            }
        }
    }

    private void discard() {
        var old = client;
        client = null;
        if (old == null) {
            return;
        }
        try {
            old.disconnectForcibly(0, 100, false);
        } catch (MqttException | RuntimeException alreadyGone) {
            LOG.debug("the old connection was gone: {}", cause(alreadyGone));
        }
        try {
            old.close(true);
        } catch (MqttException | RuntimeException alreadyClosed) {
            LOG.debug("the old client was closed: {}", cause(alreadyClosed));
        }
    }

    private static String cause(Exception refused) {
        Throwable deepest = refused;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }

    /// Says goodbye with the offline status, so that nobody waits for the keep-alive.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        var connected = client;
        var last = session;
        if (connected != null && last != null && connected.isConnected()) {
            try {
                var farewell = message(Json.write(config.farewell().apply(last)), 1, true);
                connected
                        .publish(Topics.FromStation.STATUS.of(config.station()), farewell)
                        .waitForCompletion(CLOSE_MILLIS_MAX);
                connected.disconnect(0).waitForCompletion(CLOSE_MILLIS_MAX);
            } catch (MqttException unheard) {
                LOG.debug("the goodbye was not heard: {}", unheard.getReasonCode());
            }
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Delivery implements MqttActionListener {

        private final String id;

        Delivery(String id) {
            this.id = id;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            tell(new LinkNews.Delivered(id, System.nanoTime()));
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            // It stays in the outbox, and its time to be sent again comes by itself.
            LOG.debug("message {} was not delivered", id);
        }
    }

    private final class Listener implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            inbox.read(topic, message.getPayload(), System.nanoTime()).ifPresent(HqLink.this::tell);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            try {
                // Before the next connect, or this Down could be heard after its Up.
                tell(new LinkNews.Down("return code " + response.getReturnCode()));
            } finally {
                lost.release();
            }
        }

        @Override
        public void mqttErrorOccurred(MqttException fault) {
            LOG.warn("MQTT: {}", cause(fault));
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean again, String uri) {}

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {}
    }
}
