package org.hustings.station.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What the machine under us says of itself. A value it does not tell is left out.
final class Machine {

    private static final Path THERMAL = Path.of("/sys/class/thermal/thermal_zone0/temp");
    private static final Path STATUS = Path.of("/proc/self/status");

    private long cpuNanosBefore;
    private long atNanosBefore = System.nanoTime();

    /// Of the processor, in thousandths of a degree on every Linux that has the zone.
    Optional<Double> temperatureC() {
        try {
            return Optional.of(Long.parseLong(Files.readString(THERMAL).strip()) / 1000.0);
        } catch (IOException | NumberFormatException noSensor) {
            return Optional.empty();
        }
    }

    /// This process since the last question, in percent of one core.
    double cpuPct() {
        var cpu = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
        var at = System.nanoTime();
        var share = 100.0 * (cpu - cpuNanosBefore) / Math.max(1, at - atNanosBefore);
        cpuNanosBefore = cpu;
        atNanosBefore = at;
        return Math.round(share * 10) / 10.0;
    }

    /// Resident memory of this process; the heap alone where `/proc` does not tell.
    int memoryMb() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseGet(Machine::heapMb);
        } catch (IOException noProc) {
            return heapMb();
        }
    }

    private static int heapMb() {
        return (int) (ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    }
}
