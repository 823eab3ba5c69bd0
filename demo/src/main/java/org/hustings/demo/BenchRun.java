package org.hustings.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hustings.demo.judge.Verdict;

/// A headless phone bank that makes a number of calls and is then judged: what the benchmarks measure.
public final class BenchRun {

    private static final double SPEED = 20;
    private static final long LOOK_EVERY_MS = 1_000;
    private static final Duration RUN_MAX = Duration.ofMinutes(15);

    private BenchRun() {}

    /// Throws an [IOException] whose message says what is missing when the bank cannot be set up, or when it does not
    /// finish in a quarter of an hour.
    public static Verdict calls(int stations, int calls) throws IOException, InterruptedException {
        var none = Optional.<Path>empty();
        var options = new Options(
                stations, calls, false, true, SPEED, Optional.empty(), none, Optional.empty(), none, none, 1);
        var places = Places.passing();
        try (var bank = new Bank(options, places, new News(words -> System.err.println("  " + words)))) {
            var deadline = System.nanoTime() + RUN_MAX.toNanos();
            while (System.nanoTime() < deadline) {
                var verdict = bank.scoreboard().look();
                if (bank.tickets().areUsedUp()
                        && verdict.filter(found -> found.reportsInHq() >= found.dials())
                                .isPresent()) {
                    return verdict.get();
                }
                Thread.sleep(LOOK_EVERY_MS);
            }
            throw new IOException("the calls were not done within " + RUN_MAX.toMinutes() + " minutes");
        } catch (CannotStartException missing) {
            throw new IOException(missing.getMessage(), missing);
        } finally {
            places.close();
        }
    }
}
