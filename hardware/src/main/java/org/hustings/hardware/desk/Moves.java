package org.hustings.hardware.desk;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Move;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands moves to a panel's listener one at a time, on one thread of its own.
///
/// Bounded: hands are slow, so a full queue means a listener that hangs, and more presses would not help it.
final class Moves implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);
    private static final int WAITING_MAX = 64;

    private final BlockingQueue<Move> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile Consumer<Move> listener = _ -> {};

    Moves(String name) {
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    void listener(Consumer<Move> next) {
        listener = next;
    }

    /// The move's time is now: a drawn or sent press has no older one.
    void add(Button button, boolean down) {
        if (!waiting.offer(new Move(button, down, System.nanoTime()))) {
            LOG.warn("{} {} dropped: {} moves wait already", button, down ? "press" : "release", WAITING_MAX);
        }
    }

    private void run() {
        try {
            while (true) {
                deliver(waiting.take());
            }
        } catch (InterruptedException _) {
            // Closed: what still waits belongs to nobody.
        }
    }

    private void deliver(Move move) {
        try {
            listener.accept(move);
        } catch (RuntimeException e) {
            LOG.error("the listener failed at {}", move, e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
