package org.hustings.demo.bench;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/// What a benchmark says while it runs, so that nobody takes it for dead. Safe from any thread.
final class Progress {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private final String bench;
    private long said = System.nanoTime();

    Progress(PrintStream out, String bench) {
        this.out = out;
        this.bench = bench;
    }

    synchronized void say(String words) {
        out.println("bench " + bench + ": " + words);
        said = System.nanoTime();
    }

    /// Said only when nothing was for five seconds.
    synchronized void count(String what, int done, int of) {
        if (System.nanoTime() - said > EVERY_NANOS) {
            say(what + " " + done + " of " + of);
        }
    }
}
