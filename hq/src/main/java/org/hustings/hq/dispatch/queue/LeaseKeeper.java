package org.hustings.hq.dispatch.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.hustings.hq.dispatch.core.ClockWatch;
import org.hustings.hq.dispatch.core.LeaseTerm;
import org.hustings.hq.tables.Database;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets time pass over the queue: renews, takes back, frees, and makes the waiting ready. Not thread-safe: one thread
/// calls [#tick()] every second or so.
public final class LeaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    /// Rows a single statement moves: short transactions keep the queue flowing.
    private static final int ROWS_MAX = 1_000;
    /// A request expires after 30 s at the broker and is repeated every 5 s; an hour covers both with any clock.
    private static final Duration REQUESTS_KEPT = Duration.ofHours(1);
    /// The gap after which an uncertain unit may be leased again: the default of a call nobody answered.
    private static final Duration UNCERTAIN_GAP = Duration.ofHours(4);

    private final Database database;
    private final Clock clock;
    private final LongSupplier monotonicNanos;
    private ClockWatch watch;
    private boolean renewed;

    /// `monotonicNanos` is [System#nanoTime()] but in tests.
    public LeaseKeeper(Database database, Clock clock, LongSupplier monotonicNanos) {
        this.database = database;
        this.clock = clock;
        this.monotonicNanos = monotonicNanos;
        this.watch = new ClockWatch(Instant.now(clock), monotonicNanos.getAsLong());
    }

    /// One look at the clock, and everything that is due. At the first look, and whenever the wall clock was moved,
    /// every live lease is renewed before any is taken back. Throws when the database is away.
    public void tick() {
        var now = Instant.now(clock);
        var nanos = monotonicNanos.getAsLong();
        if (watch.parted(now, nanos)) {
            LOG.warn(
                    "the clock was moved by more than {} s: every live lease is renewed",
                    ClockWatch.PARTED.toSeconds());
            renewed = false;
        }
        watch = new ClockWatch(now, nanos);
        if (!renewed) {
            var count = database.inTransaction(handle -> renew(handle, now));
            LOG.info("renewed {} leases for a full term", count);
            renewed = true;
        }
        database.inTransaction(handle -> takeBack(handle, now));
        database.inTransaction(handle -> free(handle, now));
        database.inTransaction(handle -> promote(handle, now));
        database.inTransaction(handle -> forget(handle, now));
    }

    /// An operator frees an uncertain unit before its gap has passed. False if the lease is not uncertain.
    public boolean free(UUID lease, String who) {
        var now = Instant.now(clock);
        return database.inTransaction(handle -> {
            var unit = handle.createQuery("select unit from leases where id = :lease and state = 'uncertain'")
                    .bind("lease", lease)
                    .mapTo(Long.class)
                    .findOne();
            unit.ifPresent(found -> {
                Units.lock(handle, List.of(found));
                LeaseBook.end(handle, List.of(lease), "freed", now, now);
                Units.refresh(handle, List.of(found), now);
                handle.createUpdate("""
                                insert into audit (at, who, what, subject) values (:at, :who, 'lease freed', :lease)""")
                        .bind("at", now)
                        .bind("who", who)
                        .bind("lease", lease.toString())
                        .execute();
            });
            return unit.isPresent();
        });
    }

    /// Uncertain leases begin their gap anew: nobody knows how long the clock was wrong.
    private static int renew(Handle handle, Instant now) {
        handle.createUpdate("update leases set free_at = greatest(free_at, :until) where state = 'uncertain'")
                .bind("until", now.plus(UNCERTAIN_GAP))
                .execute();
        return handle.createUpdate("""
                        with kept as (
                          update leases set term_from = :now,
                                 reclaim_at = cast(:now as timestamptz) + (ttl_seconds + :longestCall) * interval '1 second'
                           where state <> 'uncertain'
                          returning id, unit, seq, station, contact, campaign)
                        insert into lease_log (at, lease, event, unit, seq, station, contact, campaign)
                        select :now, id, 'renewed', unit, seq, station, contact, campaign from kept""")
                .bind("now", now)
                .bind("longestCall", LeaseTerm.LONGEST_CALL.toSeconds())
                .execute();
    }

    private static int takeBack(Handle handle, Instant now) {
        var due = dueLeases(handle, "l.state <> 'uncertain' and l.reclaim_at <= :now", now);
        LeaseBook.makeUncertain(handle, due, "noWord", UNCERTAIN_GAP, now);
        return due.size();
    }

    private static int free(Handle handle, Instant now) {
        var due = dueLeases(handle, "l.state = 'uncertain' and l.free_at <= :now", now);
        if (due.isEmpty()) {
            return 0;
        }
        var units = handle.createQuery("select unit from leases where id = any(:leases)")
                .bindArray("leases", UUID.class, due)
                .mapTo(Long.class)
                .list();
        LeaseBook.end(handle, due, "gapPassed", now, now);
        Units.refresh(handle, units, now);
        return due.size();
    }

    /// Their units locked: one that somebody else works on is left for the next look.
    private static List<UUID> dueLeases(Handle handle, String condition, Instant now) {
        return handle.createQuery("select l.id from dial_units u join leases l on l.unit = u.id where " + condition
                        + " order by u.id limit :most for no key update of u skip locked")
                .bind("now", now)
                .bind("most", ROWS_MAX)
                .mapTo(UUID.class)
                .list();
    }

    private static int promote(Handle handle, Instant now) {
        var due = handle.createQuery("""
                        select id from dial_units where state = 'waiting' and due_at <= :now
                         order by due_at limit :most for no key update skip locked""")
                .bind("now", now)
                .bind("most", ROWS_MAX)
                .mapTo(Long.class)
                .list();
        if (!due.isEmpty()) {
            Units.refresh(handle, due, now);
        }
        return due.size();
    }

    private static int forget(Handle handle, Instant now) {
        return handle.createUpdate("""
                        delete from lease_requests where ctid = any(array(
                          select ctid from lease_requests where at < :before limit :most))""")
                .bind("most", ROWS_MAX)
                .bind("before", now.minus(REQUESTS_KEPT))
                .execute();
    }
}
