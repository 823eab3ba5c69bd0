package org.hustings.hq.children;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one child alive: starts it, starts it again when it dies, ends it with headquarters.
///
/// `onStart` hears of each start, the first one too, on the thread that started it.
public final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    /// A child that cannot start is tried again for as long as headquarters runs: a full disk gets emptied. The pause
    /// doubles up to the longest: each try may be a recovery of the whole database.
    private static final Duration RETRY_FIRST = Duration.ofSeconds(2);

    private static final Duration RETRY_MOST = Duration.ofSeconds(8);
    /// One that ends sooner than this after its start is started again after a pause, not at once.
    private static final Duration STEADY = Duration.ofSeconds(5);

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final Child child;
    private final Runnable onStart;
    private final Thread watch;
    private volatile ProcessHandle process;

    private Keeper(Child child, Runnable onStart, ProcessHandle process) {
        this.child = child;
        this.onStart = onStart;
        this.process = process;
        this.watch = Thread.ofVirtual().name("keeper of " + child.name()).unstarted(this::watch);
    }

    /// Returns when the child serves. Throws when its first start fails: then there is nothing to keep.
    public static Keeper start(Child child, Runnable onStart) throws IOException, InterruptedException {
        var keeper = new Keeper(child, onStart, child.start());
        onStart.run();
        keeper.watch.start();
        return keeper;
    }

    public String name() {
        return child.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return Programs.isRunning(process);
    }

    /// Ends the child in order, within the limit that the child sets itself.
    @Override
    public void close() {
        watch.interrupt();
        try {
            watch.join();
            child.stop();
        } catch (IOException stubborn) {
            LOG.warn("{}", stubborn.getMessage());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (true) {
            try {
                var since = System.nanoTime();
                untilDead(process);
                if (System.nanoTime() - since < STEADY.toNanos()) {
                    Thread.sleep(RETRY_FIRST);
                }
                LOG.warn("{} (pid {}) has ended by itself; starting it again", child.name(), process.pid());
                process = startAgain();
                LOG.info("{} runs again (pid {})", child.name(), process.pid());
                onStart.run();
            } catch (InterruptedException closing) {
                // close() asked for it.
                return;
            } catch (RuntimeException failed) {
                // Whatever it was, the child is looked after.
                LOG.error(
                        "the keeper of {} goes on after {}",
                        child.name(),
                        failed.getClass().getName());
            }
        }
    }

    private static void untilDead(ProcessHandle process) throws InterruptedException {
        var end = process.onExit();
        while (Programs.isRunning(process)) {
            try {
                // The limit is for a process that is not our child: Java learns of its end by asking now and then.
                end.get(500, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillAlive) {
                LOG.trace("{} is alive", process.pid());
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private ProcessHandle startAgain() throws InterruptedException {
        var said = "";
        for (var pause = RETRY_FIRST; ; pause = longer(pause)) {
            try {
                return child.start();
            } catch (IOException | RuntimeException failed) {
                var reason = String.valueOf(failed.getMessage());
                // The same trouble comes with another time, another process and other figures.
                var kind = DIGITS.matcher(reason).replaceAll("");
                if (!kind.equals(said)) {
                    LOG.error("{}; trying again every {} s", reason, RETRY_MOST.toSeconds());
                    said = kind;
                }
                Thread.sleep(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(RETRY_MOST) > 0 ? RETRY_MOST : twice;
    }
}
