package org.hustings.hq.children;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one child alive: starts it, starts it again when it dies, ends it with headquarters.
///
/// `onStart` hears of each start, the first one too, on the thread that started it.
public final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    /// A child that cannot start is tried again at this pace for as long as headquarters runs: a full disk gets
    /// emptied.
    private static final Duration RETRY = Duration.ofSeconds(2);

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
                untilDead(process);
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
        for (var said = ""; ; ) {
            try {
                return child.start();
            } catch (IOException | RuntimeException failed) {
                var reason = String.valueOf(failed.getMessage());
                if (!reason.equals(said)) {
                    LOG.error("{}; trying again every {} s", reason, RETRY.toSeconds());
                    said = reason;
                }
                Thread.sleep(RETRY);
            }
        }
    }
}
