package org.hustings.demo.bench;

import static org.hustings.demo.bench.Outcome.figure;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.hustings.demo.BareBank;
import org.hustings.demo.CannotStartException;
import org.hustings.demo.bench.ReportWatch.Arrival;

/// How soon a result pressed at a station stands in headquarters' database, while all are online: station's SQLite →
/// MQTT over TLS → headquarters → PostgreSQL's commit.
///
/// A report's `recordedAt` is on headquarters' time as its station knows it, wrong by at most half the round trip of
/// the
/// lease request that told it; headquarters and this process share the machine's clock.
final class SyncBench {

    static final String NAME = "sync";
    static final String WHAT = "a result pressed at a station until it stands in headquarters' database";
    static final int CALLS = 240;

    private static final int STATIONS = 3;
    /// Reports, not counted.
    private static final int WARM_UP = 30;
    /// Design, section 10.
    private static final double REPORT_TO_HQ_MS = 1_000;

    private static final int MISSED_MAX = 10;
    /// After the last call.
    private static final long LAST_REPORT_MAX_MS = 30_000;

    private final int calls;
    private final Progress progress;

    SyncBench(int calls, Progress progress) {
        this.calls = calls;
        this.progress = progress;
    }

    Outcome run() throws IOException, InterruptedException, CannotStartException {
        var load = Load.words();
        try (var callee = Callee.open();
                var bank = BareBank.open(WARM_UP + calls + MISSED_MAX, progress::say);
                var watch = new ReportWatch(bank.postgres())) {
            progress.say("starting " + STATIONS + " stations");
            bank.startStations(STATIONS, callee.address());
            callAndWatch(bank, watch);
            var counted = watch.arrivals().subList(WARM_UP, WARM_UP + calls);
            var toDatabase = timings(counted, Arrival::toDatabaseMs);
            var toHeadquarters = timings(counted, Arrival::toHeadquartersMs);
            return new Outcome(
                    NAME,
                    List.of(
                            figure("reportToHqMsP50", toDatabase.percentile(50)),
                            figure("reportToHqMsP95", toDatabase.percentile(95), REPORT_TO_HQ_MS),
                            figure("reportReceivedMsP50", toHeadquarters.percentile(50)),
                            figure("reportReceivedMsP95", toHeadquarters.percentile(95))),
                    List.of(
                            load,
                            calls + " reports of " + STATIONS + " stations, after " + WARM_UP
                                    + " that were not counted",
                            "reportToHq: recordedAt → seen in the database, which is looked into every "
                                    + ReportWatch.LOOK_MS + " ms; reportReceived: → received_at, stamped before the"
                                    + " commit"));
        } catch (SQLException away) {
            throw new CannotStartException(
                    CannotStartException.UNREACHABLE, "headquarters' database does not answer: " + away.getMessage());
        }
    }

    private void callAndWatch(BareBank bank, ReportWatch watch)
            throws InterruptedException, SQLException, IOException, CannotStartException {
        var wanted = WARM_UP + calls;
        var left = new AtomicInteger(wanted);
        try (var desks = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("desk-", 1).factory())) {
            var working = new ArrayList<Future<Void>>();
            for (int number = 1; number <= STATIONS; number++) {
                var desk = number;
                working.add(desks.submit(() -> {
                    work(desk, bank, left);
                    return null;
                }));
            }
            try {
                watchUntilDone(watch, working, wanted);
            } finally {
                desks.shutdownNow();
            }
        }
    }

    private static void work(int number, BareBank bank, AtomicInteger left)
            throws IOException, InterruptedException, CannotStartException {
        try (var hand = Hand.at(number, bank.panel(number))) {
            while (left.getAndDecrement() > 0) {
                hand.awaitPerson();
                hand.call();
                hand.finish();
            }
        }
    }

    private void watchUntilDone(ReportWatch watch, List<Future<Void>> working, int wanted)
            throws InterruptedException, SQLException, IOException, CannotStartException {
        var deadline = Long.MAX_VALUE;
        while (watch.count() < wanted) {
            watch.look();
            progress.count("report", watch.count(), wanted);
            for (var desk : working) {
                tellFailure(desk);
            }
            if (deadline == Long.MAX_VALUE && working.stream().allMatch(Future::isDone)) {
                deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_REPORT_MAX_MS);
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStartException(
                        CannotStartException.UNREACHABLE,
                        "only " + watch.count() + " of " + wanted + " reports came to headquarters within "
                                + LAST_REPORT_MAX_MS / 1_000 + " s of the last call");
            }
            Thread.sleep(ReportWatch.LOOK_MS);
        }
    }

    private static void tellFailure(Future<Void> desk) throws InterruptedException, IOException, CannotStartException {
        if (!desk.isDone()) {
            return;
        }
        try {
            desk.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case CannotStartException known -> throw known;
                case IOException gone -> throw gone;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private static Timings timings(List<Arrival> arrivals, ToDoubleFunction<Arrival> time) {
        return new Timings(arrivals.stream().mapToDouble(time).boxed().toList());
    }
}
