package org.hustings.demo;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/// The terminal of the person who started the demo: lines that stay, and one live line of progress. Where there is no
/// terminal, progress is a line every five seconds. Safe from any thread.
final class Console {

    private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final boolean terminal;
    private String live = "";
    private long lastLineNanos = System.nanoTime() - LINE_EVERY_NANOS;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void say(String words) {
        if (terminal && !live.isEmpty()) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
        }
        out.println(words);
        if (terminal && !live.isEmpty()) {
            out.print(live);
        }
        out.flush();
    }

    synchronized void progress(String words) {
        if (terminal) {
            var line = words.length() > WIDTH ? words.substring(0, WIDTH) : words;
            out.print("\r" + line + " ".repeat(Math.max(0, live.length() - line.length())));
            out.flush();
            live = line;
        } else if (System.nanoTime() - lastLineNanos >= LINE_EVERY_NANOS) {
            lastLineNanos = System.nanoTime();
            out.println(words);
            out.flush();
        }
    }

    /// The live line stays as it is; what follows begins below it.
    synchronized void endProgress() {
        if (terminal && !live.isEmpty()) {
            out.println();
        }
        live = "";
    }
}
