package org.hustings.demo;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// What happened, in words, newest first: to the terminal at once, to the page the last few. Safe from any thread.
final class News {

    private static final int KEPT = 40;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Consumer<String> terminal;

    News(Consumer<String> terminal) {
        this.terminal = terminal;
    }

    void tell(String words) {
        synchronized (lines) {
            lines.addFirst(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  " + words);
            if (lines.size() > KEPT) {
                lines.removeLast();
            }
        }
        terminal.accept(words);
    }

    List<String> last() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
