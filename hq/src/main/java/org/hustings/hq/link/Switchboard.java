package org.hustings.hq.link;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.dispatch.queue.LeaseDesk;
import org.hustings.hq.fleet.StationBoard;
import org.hustings.hq.ingest.Arrival;
import org.hustings.hq.ingest.Ingest;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.Command;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Receipt;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Status;
import org.hustings.protocol.Telemetry;
import org.hustings.protocol.Topics;
import org.hustings.protocol.Topics.Address;
import org.hustings.protocol.Topics.ToStation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings each message to whoever answers it, and sends the answers.
///
/// [#accept] never waits: it is called on the broker's thread. When a queue is full the message is dropped and counted;
/// stations resend what nobody receipted or answered. Requests of one station are answered in their order.
final class Switchboard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    /// A whole fleet's reports of some minutes.
    private static final int REPORTS_MAX = 10_000;
    /// Rows in one transaction: large enough to share a commit, small enough that a receipt is not kept waiting.
    private static final int BATCH_MAX = 200;
    /// Requests are repeated after 5 s; what has not been answered by then may as well be dropped.
    private static final int REQUESTS_MAX = 1_000;
    private static final int DESKS = 4;
    /// An answer later than this meets a station that has asked again.
    private static final Duration ANSWER_EXPIRY = Duration.ofSeconds(30);
    private static final Duration RECEIPT_EXPIRY = Duration.ofMinutes(10);
    private static final Duration COMMAND_EXPIRY = Duration.ofMinutes(10);
    private static final Duration DATABASE_PAUSE = Duration.ofMillis(500);
    private static final int CAUSES_MAX = 1_000;

    private final LeaseDesk desk;
    private final Ingest ingest;
    private final StationBoard board;
    private final Consumer<Outbound> out;
    private final BlockingQueue<Arrival> reports = new ArrayBlockingQueue<>(REPORTS_MAX);
    private final List<BlockingQueue<Asked>> requests = new ArrayList<>();
    private final List<Thread> workers = new ArrayList<>();
    private final Set<String> causes = ConcurrentHashMap.newKeySet();
    private final Outage outage;
    private final Causes unexpected = new Causes();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    private record Asked(StationId station, LeaseRequest request, Inbound message) {}

    Switchboard(LeaseDesk desk, Ingest ingest, StationBoard board, Consumer<Outbound> out, Outage outage) {
        this.desk = desk;
        this.ingest = ingest;
        this.board = board;
        this.out = out;
        this.outage = outage;
        for (int number = 0; number < DESKS; number++) {
            var queue = new ArrayBlockingQueue<Asked>(REQUESTS_MAX);
            requests.add(queue);
            workers.add(new Thread(() -> answerAll(queue), "lease-desk-" + number));
        }
        workers.add(new Thread(this::takeAll, "ingest"));
    }

    void start() {
        workers.forEach(Thread::start);
    }

    /// How many messages were dropped because a queue was full.
    long dropped() {
        return dropped.get();
    }

    void accept(Inbound message) {
        Topics.parse(message.topic())
                .ifPresentOrElse(
                        address -> accept(address, message), () -> logOnce(message.topic(), "no topic of a station"));
    }

    private void accept(Address address, Inbound message) {
        switch (address.kind()) {
            case STATUS -> read(address, message, Status.class, status -> board.heard(address.station(), status));
            case TELEMETRY ->
                read(address, message, Telemetry.class, telemetry -> board.heard(address.station(), telemetry));
            case LEASE_REQUESTS ->
                read(
                        address,
                        message,
                        LeaseRequest.class,
                        request -> offer(queueOf(address), new Asked(address.station(), request, message)));
            case REPORTS, EVENTS ->
                offer(
                        reports,
                        new Arrival(address.station(), address.kind(), message.payload(), message.correlation()));
        }
    }

    private BlockingQueue<Asked> queueOf(Address address) {
        return requests.get(Math.floorMod(address.station().hashCode(), DESKS));
    }

    private <T> void read(Address address, Inbound message, Class<T> type, Consumer<T> then) {
        if (message.payload().length == 0) {
            // A retained status was deleted.
            return;
        }
        switch (Json.read(message.payload(), type)) {
            case Read.Message<T>(var value) -> then.accept(value);
            // No receipt is due for these; ingest keeps the payload for a person to look at.
            case Read.Unreadable<T> _ ->
                offer(
                        reports,
                        new Arrival(address.station(), address.kind(), message.payload(), message.correlation()));
        }
    }

    private <T> void offer(BlockingQueue<T> queue, T message) {
        if (!queue.offer(message) && dropped.getAndIncrement() == 0) {
            LOG.warn("a queue is full: messages are dropped; stations send them again");
        }
    }

    private void answerAll(BlockingQueue<Asked> queue) {
        while (!closed) {
            try {
                var asked = queue.poll(1, TimeUnit.SECONDS);
                if (asked != null) {
                    answer(asked);
                }
            } catch (InterruptedException ended) {
                return;
            } catch (Throwable failed) {
                unexpected.unexpected("lease-desk", failed);
            }
        }
    }

    private void answer(Asked asked) {
        try {
            var answer = desk.answer(asked.station(), asked.request());
            outage.over();
            out.accept(Outbound.expiring(
                    ToStation.LEASES.of(asked.station()),
                    answer,
                    ANSWER_EXPIRY,
                    asked.message().correlation()));
        } catch (RuntimeException failed) {
            if (Database.isAway(failed)) {
                // Not kept: the station repeats its request, and by then its clock has moved on.
                outage.begin(failed);
            } else {
                logOnce(
                        asked.message().topic(),
                        "could not be answered: " + failed.getClass().getSimpleName());
            }
        }
    }

    private void takeAll() {
        var batch = new ArrayList<Arrival>();
        while (!closed) {
            try {
                if (batch.isEmpty()) {
                    var first = reports.poll(1, TimeUnit.SECONDS);
                    if (first == null) {
                        continue;
                    }
                    batch.add(first);
                    reports.drainTo(batch, BATCH_MAX - 1);
                }
                if (take(batch)) {
                    batch.clear();
                } else {
                    TimeUnit.MILLISECONDS.sleep(DATABASE_PAUSE.toMillis());
                }
            } catch (InterruptedException ended) {
                return;
            } catch (Throwable failed) {
                // Nothing of it was receipted: stations send it again.
                batch.clear();
                unexpected.unexpected("ingest", failed);
            }
        }
    }

    /// False while the database is away: the batch is kept and nothing is receipted.
    private boolean take(List<Arrival> batch) {
        try {
            var taken = ingest.take(List.copyOf(batch));
            outage.over();
            receipt(taken.receipts());
            revoke(taken.revoked());
            return true;
        } catch (RuntimeException failed) {
            if (Database.isAway(failed)) {
                outage.begin(failed);
                return false;
            }
            logOnce(
                    "reports",
                    "a batch could not be taken: " + failed.getClass().getSimpleName());
            return true;
        }
    }

    private void receipt(Map<StationId, List<String>> receipts) {
        receipts.forEach((station, ids) ->
                out.accept(Outbound.expiring(ToStation.RECEIPTS.of(station), new Receipt(ids), RECEIPT_EXPIRY, null)));
    }

    void revoke(List<Revoked> revoked) {
        for (var one : revoked) {
            command(one.station(), new Command.RevokeLease(new MessageId(UUID.randomUUID()), one.lease()));
        }
    }

    void command(StationId station, Command command) {
        out.accept(Outbound.expiring(
                ToStation.COMMANDS.of(station),
                command,
                COMMAND_EXPIRY,
                command.id().toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void logOnce(String topic, String reason) {
        if (causes.size() < CAUSES_MAX && causes.add(topic + " " + reason)) {
            LOG.warn("a message on {}: {}", topic, reason);
        }
    }

    @Override
    public void close() {
        closed = true;
        workers.forEach(Thread::interrupt);
        for (var worker : workers) {
            try {
                worker.join(Duration.ofSeconds(5));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
