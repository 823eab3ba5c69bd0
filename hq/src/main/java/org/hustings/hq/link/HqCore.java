package org.hustings.hq.link;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.hustings.hq.budget.Budgets;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.dispatch.queue.LeaseDesk;
import org.hustings.hq.dispatch.queue.LeaseKeeper;
import org.hustings.hq.fleet.StationBoard;
import org.hustings.hq.ingest.Ingest;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.Command;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything of HQ that stations talk to, wired from top to bottom and closed in reverse: leases, reports, campaigns
/// and the fleet, between one database and one broker.
///
/// The database may go away and come back, and so may the broker; HQ says so once and goes on.
public final class HqCore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HqCore.class);

    /// Campaigns are changed by other processes too; a change must reach stations within a second or so.
    private static final Duration CAMPAIGNS_EVERY = Duration.ofMillis(400);
    private static final Duration KEEPER_EVERY = Duration.ofSeconds(1);
    private static final Duration BOARD_EVERY = Duration.ofSeconds(1);
    private static final Duration BUDGETS_EVERY = Duration.ofSeconds(1);

    private final Campaigns campaigns;
    private final RuleBook book;
    private final Clock clock;
    private final StationBoard board;
    private final LeaseKeeper keeper;
    private final Budgets budgets;
    private final Ingest ingest;
    private final Switchboard switchboard;
    private final BrokerLink link;
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(3);
    private final Map<CampaignId, Versions> published = new HashMap<>();
    private final Outage outage = new Outage();
    private final Causes unexpected = new Causes();

    private HqCore(DataSource source, MqttEndpoint broker, Clock clock, LongSupplier monotonicNanos)
            throws IOException {
        var database = new Database(source);
        this.clock = clock;
        this.campaigns = new Campaigns(source, clock);
        this.board = new StationBoard(source, clock);
        this.keeper = new LeaseKeeper(database, clock, monotonicNanos);
        this.budgets = new Budgets(database, clock);
        this.ingest = new Ingest(database, clock);
        this.book = new RuleBook(database, clock);
        this.switchboard = new Switchboard(new LeaseDesk(database, book, clock), ingest, board, this::send, outage);
        this.link = new BrokerLink(broker, switchboard::accept, this::republish);
    }

    /// Starts on a migrated database. The broker need not be there yet. Throws when the certificate files are no good
    /// or the database is away: live leases are renewed before anything else.
    public static HqCore start(DataSource source, MqttEndpoint broker, Clock clock) throws IOException {
        return start(source, broker, clock, System::nanoTime);
    }

    /// As [#start(DataSource, MqttEndpoint, Clock)], with a monotonic clock of the caller's.
    public static HqCore start(DataSource source, MqttEndpoint broker, Clock clock, LongSupplier monotonicNanos)
            throws IOException {
        var core = new HqCore(source, broker, clock, monotonicNanos);
        core.keeper.tick();
        core.board.recall();
        core.switchboard.start();
        core.link.start();
        core.every(CAMPAIGNS_EVERY, "campaigns", core::publishChanges);
        core.every(KEEPER_EVERY, "leases", core.keeper::tick);
        core.every(BOARD_EVERY, "stations", core.board::flush);
        core.every(BUDGETS_EVERY, "budgets", core.budgets::tick);
        return core;
    }

    public boolean isOnBroker() {
        return link.isConnected();
    }

    /// What is known of each station since HQ started.
    public StationBoard stations() {
        return board;
    }

    /// Messages that were set aside since HQ started, and messages that were dropped because HQ could not keep up.
    public record Troubles(long unusable, long dropped) {}

    public Troubles troubles() {
        return new Troubles(ingest.unusable(), switchboard.dropped());
    }

    public void command(StationId station, Command command) {
        switchboard.command(station, command);
    }

    /// Tells stations to drop leases that were taken back.
    public void revoke(List<Revoked> revoked) {
        switchboard.revoke(revoked);
    }

    private void send(Outbound message) {
        link.send(message);
    }

    /// A broker that forgot everything is told again, on every connect.
    private void republish() {
        synchronized (published) {
            published.clear();
        }
        try {
            publishChanges();
        } catch (RuntimeException failed) {
            // The connection is good: the timer publishes as soon as the campaigns can be read, and says what is wrong.
            LOG.debug("campaigns wait: {}", failed.getClass().getSimpleName());
        }
    }

    private void publishChanges() {
        synchronized (published) {
            var rules = book.current();
            for (var campaign : campaigns.all()) {
                var setup = campaign.setup();
                var versions = new Versions(campaign.version(), rules.version());
                if (!versions.equals(published.get(setup.campaign()))
                        && link.send(Outbound.retained(
                                Topics.campaign(setup.campaign()),
                                rules.set()
                                        .told(
                                                campaign.message(),
                                                rules.version(),
                                                setup.asked(),
                                                Instant.now(clock))))) {
                    published.put(setup.campaign(), versions);
                }
            }
        }
    }

    /// What a campaign's message was made of.
    private record Versions(int campaign, int rules) {}

    /// Runs `work` again and again; a failure is said once, and work goes on when its cause is gone.
    @SuppressWarnings("FutureReturnValueIgnored") // The work catches everything itself.
    private void every(Duration pause, String what, Runnable work) {
        var failing = new boolean[1];
        timers.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                        if (failing[0]) {
                            outage.over();
                        }
                        failing[0] = false;
                    } catch (RuntimeException failed) {
                        if (!failing[0]) {
                            say(what, failed);
                        }
                        failing[0] = true;
                    } catch (Throwable failed) {
                        // An executor forgets a task that throws.
                        unexpected.unexpected(what, failed);
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void say(String what, RuntimeException failed) {
        if (Database.isAway(failed)) {
            outage.begin(failed);
        } else {
            LOG.warn("{}: {}", what, failed.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        timers.shutdownNow();
        link.close();
        switchboard.close();
        try {
            board.flush();
        } catch (RuntimeException away) {
            LOG.warn("the last words of stations were not saved: the database is away");
        }
    }
}
