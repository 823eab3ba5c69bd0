package org.hustings.demo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How busy the machine is with other things: benchmarks mean something only when run alone.
final class Load {

    private static final double QUIET_MAX = 0.5;

    private Load() {}

    /// Processes that want to run, averaged over the last minute (proc(5), loadavg), in words.
    static String words() {
        return lastMinute()
                .map(load -> "load before the start: " + load
                        + (load > QUIET_MAX ? "; the machine was not quiet, so take the figures as upper limits" : ""))
                .orElse("load before the start: unknown");
    }

    private static Optional<Double> lastMinute() {
        try {
            return Optional.of(Double.parseDouble(
                    Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]));
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }
}
