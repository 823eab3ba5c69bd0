package org.hustings.station.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Time since this machine's boot, and which boot it is. Deadlines of leases and permits are kept on it, so that they
/// outlive the process and nobody's setting of a clock can move them.
public interface BootTime {

    /// Changes with each boot.
    String boot();

    /// Nanoseconds since boot, suspend included; never goes back.
    long nanos();

    /// The same clock for a stamp that was taken with [System#nanoTime] a moment ago.
    long nanosOf(long nanoTime);

    default long millis() {
        return nanos() / 1_000_000;
    }

    /// Linux' own. [System#nanoTime] is CLOCK_MONOTONIC, which stands still while the machine sleeps: a lease
    /// would outlive its time after a suspend. `/proc/uptime` counts CLOCK_BOOTTIME, but in steps of 10 ms.
    /// So the fine clock is read, and set right by the coarse one whenever they part.
    static BootTime ofLinux() {
        try {
            var boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return new Linux(boot);
        } catch (IOException noLinux) {
            throw new IllegalStateException(
                    "this system has no /proc/sys/kernel/random/boot_id: the station needs Linux", noLinux);
        }
    }

    final class Linux implements BootTime {

        private static final Path UPTIME = Path.of("/proc/uptime");
        /// Beyond the coarse clock's step and the time it takes to read it; a real suspend lasts longer.
        private static final long PARTED_NANOS = 500_000_000L;

        private static final long CHECK_EVERY_NANOS = 1_000_000_000L;

        private final String boot;
        private long offset;
        private long checkedAt;

        private Linux(String boot) {
            this.boot = boot;
            this.checkedAt = System.nanoTime();
            this.offset = uptimeNanos() - checkedAt;
        }

        @Override
        public String boot() {
            return boot;
        }

        @Override
        public long nanos() {
            return nanosOf(System.nanoTime());
        }

        @Override
        public synchronized long nanosOf(long nanoTime) {
            if (nanoTime - checkedAt > CHECK_EVERY_NANOS) {
                checkedAt = nanoTime;
                var now = uptimeNanos() - System.nanoTime();
                if (now - offset > PARTED_NANOS) {
                    offset = now;
                }
            }
            return nanoTime + offset;
        }

        private static long uptimeNanos() {
            try {
                var text = Files.readString(UPTIME, StandardCharsets.US_ASCII);
                return (long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1e9);
            } catch (IOException gone) {
                throw new IllegalStateException(UPTIME + " cannot be read", gone);
            }
        }
    }
}
