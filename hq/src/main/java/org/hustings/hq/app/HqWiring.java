package org.hustings.hq.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hustings.hq.children.DataDisk;
import org.hustings.hq.children.Keeper;
import org.hustings.hq.children.Loopback;
import org.hustings.hq.children.OwnBroker;
import org.hustings.hq.children.OwnPostgres;
import org.hustings.hq.link.HqCore;
import org.hustings.hq.link.MqttEndpoint;
import org.hustings.hq.lists.AccountKey;
import org.hustings.hq.people.OptOuts;
import org.hustings.hq.tables.Database;
import org.hustings.hq.trust.OwnCertificates;
import org.hustings.hq.web.PeopleApi;
import org.hustings.hq.web.WebServer;
import org.hustings.provisioning.HqFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the parts of headquarters from top to bottom and closes them in reverse.
final class HqWiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HqWiring.class);
    private static final int CONNECT_MS_MAX = 5_000;
    private static final Duration SIGN_IN_MAX = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final HqConfig config;
    private final Clock clock;
    private Optional<Keeper> ownPostgres = Optional.empty();
    private Optional<Keeper> ownBroker = Optional.empty();
    /// What `hq.json` says but for the children; set once everything serves.
    private volatile @Nullable HqFile published;

    private HqWiring(HqConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /// Returns when everything serves; throws with nothing left running.
    static HqWiring start(HqConfig config, Clock clock) throws IOException, InterruptedException {
        var wiring = new HqWiring(config, clock);
        try {
            wiring.build();
            return wiring;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            wiring.close();
            throw failed;
        }
    }

    private void build() throws IOException, InterruptedException {
        opened.push(DataFolder.lock(config.data()));
        // A killed headquarters leaves its file behind; nobody shall knock at doors that are still being built.
        HqFile.remove(config.data());
        var kept = Kept.readOrChoose(config);
        // Asked now, so that a taken port is told before a database was made; the page is the last to be served.
        Loopback.requireFree(kept.webPort(), "web.port");
        kept.keep(config.data());
        var certificates = OwnCertificates.openOrCreate(config.data(), List.of("localhost", Loopback.HOST), clock);
        var database = database(kept);
        var pool = opened(Pool.open(database));
        var broker = broker(kept, certificates);

        var disk = config.postgres().isPresent()
                ? Optional.<DataDisk>empty()
                : Optional.of(new DataDisk(config.data(), this::publishAgain));
        var guarded = disk.<DataSource>map(own -> new GuardedSource(pool, own)).orElse(pool);
        var core =
                opened(HqCore.start(guarded, new MqttEndpoint(broker.host(), broker.port(), broker.identity()), clock));
        awaitBroker(core, broker);
        var health = health(pool, disk, core);
        var entered = new Database(guarded);
        var people =
                new PeopleApi(new OptOuts(entered, clock, core::revoke), AccountKey.in(config.data()), entered, clock);
        opened(WebServer.start(kept.webPort(), kept.webPassword(), pool, health, people, clock));
        publish(database, broker, kept, certificates);
    }

    private HqConfig.Database database(Kept kept) throws IOException, InterruptedException {
        if (config.postgres().isPresent()) {
            return config.postgres().get();
        }
        var own = new OwnPostgres(config.data(), cache(), kept.postgresPort(), kept.postgresPassword());
        ownPostgres = Optional.of(opened(Keeper.start(own, this::publishAgain)));
        return new HqConfig.Database(own.url(), own.user(), kept.postgresPassword());
    }

    private HqConfig.Broker broker(Kept kept, OwnCertificates certificates) throws IOException, InterruptedException {
        if (config.broker().isPresent()) {
            return reached(config.broker().get());
        }
        var shown = certificates.broker();
        var own = new OwnBroker(
                config.data(), kept.mqttPort(), certificates.authority(), shown.certificate(), shown.key());
        ownBroker = Optional.of(opened(Keeper.start(own, this::publishAgain)));
        return new HqConfig.Broker(Loopback.HOST, kept.mqttPort(), certificates.hq());
    }

    private static HqConfig.Broker reached(HqConfig.Broker broker) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(broker.host(), broker.port()), CONNECT_MS_MAX);
            return broker;
        } catch (IOException away) {
            throw new IOException(
                    "broker.host and broker.port are " + broker.host() + " and " + broker.port()
                            + ", where nobody answers: " + away.getMessage(),
                    away);
        }
    }

    /// A broker that answers but does not take our certificate is told now, not by a silent room of stations.
    private static void awaitBroker(HqCore core, HqConfig.Broker broker) throws IOException, InterruptedException {
        var until = System.nanoTime() + SIGN_IN_MAX.toNanos();
        while (!core.isOnBroker()) {
            if (System.nanoTime() > until) {
                throw new IOException(
                        "the broker at " + broker.host() + ":" + broker.port() + " answers, but does not let "
                                + "headquarters in within " + SIGN_IN_MAX.toSeconds() + " s; does it trust "
                                + broker.identity().certificate() + "?");
            }
            Thread.sleep(POLL);
        }
    }

    private HealthCheck health(DataSource pool, Optional<DataDisk> disk, HqCore core) {
        return new HealthCheck(
                pool,
                disk,
                core::isOnBroker,
                () -> ownPostgres.map(child -> "own, pid " + child.pid()).orElse(""),
                () -> ownBroker.map(child -> "own, pid " + child.pid()).orElse(""));
    }

    private void publish(HqConfig.Database database, HqConfig.Broker broker, Kept kept, OwnCertificates certificates)
            throws IOException {
        var operator = certificates.operator();
        published = new HqFile(
                ProcessHandle.current().pid(),
                new HqFile.Postgres(database.url(), database.user(), database.password()),
                new HqFile.Mqtt(
                        broker.host(),
                        broker.port(),
                        broker.identity().authority().toAbsolutePath().toString(),
                        new HqFile.Operator(
                                operator.certificate().toString(),
                                operator.key().toString())),
                new HqFile.Web(WebServer.url(kept.webPort()), WebServer.USER, kept.webPassword()),
                children());
        write();
        opened.push(() -> {
            published = null;
            HqFile.remove(config.data());
        });
    }

    /// A child was started again and has another process id now.
    private void publishAgain() {
        try {
            write();
        } catch (IOException full) {
            // The disk, once it has room, asks for it again.
            LOG.warn("hq.json still names a child's old process: {}", full.getMessage());
        }
    }

    private synchronized void write() throws IOException {
        var file = published;
        if (file != null) {
            new HqFile(file.pid(), file.postgres(), file.mqtt(), file.web(), children()).write(config.data());
        }
    }

    private List<HqFile.Child> children() {
        var children = new ArrayList<HqFile.Child>();
        ownPostgres.ifPresent(child -> children.add(new HqFile.Child("postgres", child.pid())));
        ownBroker.ifPresent(child -> children.add(new HqFile.Child("broker", child.pid())));
        return children;
    }

    String webUrl() {
        var file = published;
        return file == null ? "" : file.web().url();
    }

    /// Where PostgreSQL's programs are unpacked: systemd's cache directory, else the user's.
    private static Path cache() {
        var given = System.getenv("CACHE_DIRECTORY");
        if (given != null) {
            return Path.of(given);
        }
        var users = System.getenv("XDG_CACHE_HOME");
        var home = users == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(users);
        return home.resolve("hustings");
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                LOG.warn("while stopping: {}", failed.getMessage());
            }
        }
    }
}
