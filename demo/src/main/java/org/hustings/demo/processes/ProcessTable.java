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

    /// The processes of `program` (its file's name) with an argument that names something in `folder`: how a broker is
    /// found after headquarters died and left it behind. Somebody who reads its log is not meant.
    public static List<Long> of(String program, Path folder) {
        var found = new ArrayList<Long>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var entry : entries) {
                var words = commandLine(entry);
                if (("/" + words.getFirst()).endsWith("/" + program)
                        && words.stream().skip(1).anyMatch(word -> word.startsWith(folder + "/"))) {
                    found.add(Long.parseLong(entry.getFileName().toString()));
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        return found;
    }

    /// Never empty; one empty word for a process that is gone, and for the kernel's own.
    private static List<String> commandLine(Path entry) {
        try {
            var words = new String(Files.readAllBytes(entry.resolve("cmdline")), StandardCharsets.UTF_8);
            return List.of(words.split("\0", -1));
        } catch (IOException gone) {
            return List.of("");
        }
    }
}
