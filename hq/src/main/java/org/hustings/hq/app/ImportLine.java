package org.hustings.hq.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.hustings.hq.lists.ImportProgress;

/// How far an import is, on the standard error stream, once a second at most; a file that is done sooner says nothing.
/// Used by one thread.
final class ImportLine {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out = System.err;
    private final long began = System.nanoTime();
    private long said = began;
    private String doing = "";

    void tell(ImportProgress progress) {
        var now = System.nanoTime();
        var isNew = !progress.doing().equals(doing);
        if (now - began < EVERY_NANOS || (now - said < EVERY_NANOS && !isNew)) {
            return;
        }
        said = now;
        doing = progress.doing();
        var perSecond = progress.rows() * (double) TimeUnit.SECONDS.toNanos(1) / (now - began);
        var line = String.format(
                Locale.ROOT,
                "%,d rows read (%d %%), %,.0f a second; %s",
                progress.rows(),
                progress.percent(),
                perSecond,
                progress.doing());
        out.println(line);
    }
}
