package org.hustings.demo.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What Linux knows of processes (proc(5)).
public final class ProcessTable {

    private ProcessTable() {}

    /// Resident memory in MiB, empty for a process that is gone.
    public static Optional<Integer> residentMb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// The processes whose command line holds both words: how a broker is found after headquarters died and left it
    /// behind.
    public static List<Long> holding(String program, String argument) {
        var found = new ArrayList<Long>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var entry : entries) {
                var line = commandLine(entry);
                if (line.startsWith(program) || line.contains("/" + program)) {
                    if (line.contains(argument)) {
                        found.add(Long.parseLong(entry.getFileName().toString()));
                    }
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        return found;
    }

    private static String commandLine(Path entry) {
        try {
            return new String(Files.readAllBytes(entry.resolve("cmdline")), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
