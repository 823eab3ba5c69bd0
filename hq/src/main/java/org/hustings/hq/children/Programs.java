package org.hustings.hq.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Starting other programs, and recognising those that are running.
final class Programs {

    /// A log begins anew at a start when it has grown past this; the old one stays beside it.
    private static final long LOG_BYTES_MAX = 10 << 20;

    private static final int COMPLAINT_LINES = 3;
    private static final Duration POLL = Duration.ofMillis(20);

    private Programs() {}

    /// Starts a program in a session of its own: Ctrl-C in headquarters' terminal must not end the children before
    /// headquarters has closed its connections. The program's words are added to `log`.
    static Process launch(Path folder, Path log, List<String> command) throws IOException {
        var inOwnSession = new ArrayList<String>();
        inOwnSession.add("setsid");
        inOwnSession.addAll(command);
        try {
            return new ProcessBuilder(inOwnSession)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException absent) {
            throw new IOException("cannot run " + command.getFirst() + ": " + absent.getMessage(), absent);
        }
    }

    /// Runs a program to its end. Throws with its last words when it fails or takes longer than `most`.
    static void run(Path log, Duration most, List<String> command) throws IOException, InterruptedException {
        var process = launch(Path.of("/"), log, command);
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command.getFirst() + " took longer than " + most.toSeconds() + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(command.getFirst() + " failed: " + lastWords(log));
        }
    }

    static void beginAnew(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.notExists(log)) {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    static String lastWords(Path log) {
        try {
            var lines = Files.readAllLines(log);
            var from = Math.max(0, lines.size() - COMPLAINT_LINES);
            return String.join(" / ", lines.subList(from, lines.size())) + " (see " + log + ")";
        } catch (IOException unreadable) {
            return "see " + log;
        }
    }

    /// The running process with that id, if it works in `folder`: ids are used again, folders are ours.
    static Optional<ProcessHandle> workingIn(Path folder, long pid) {
        return ProcessHandle.of(pid).filter(_ -> {
            try {
                return Path.of("/proc", Long.toString(pid), "cwd").toRealPath().equals(folder.toRealPath());
            } catch (IOException gone) {
                return false;
            }
        });
    }

    /// False for a zombie too, which Java calls alive: where process 1 of a container reaps nobody, an adopted child
    /// that
    /// was killed stays one for ever.
    static boolean isRunning(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            var state = stat.charAt(stat.lastIndexOf(')') + 2);
            return process.isAlive() && state != 'Z' && state != 'X';
        } catch (IOException gone) {
            return false;
        }
    }

    /// The number in the first line of a file; empty when there is none.
    static Optional<Long> pidIn(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /// Waits until `process` is gone; kills it when that takes longer than `most`.
    static void awaitEnd(ProcessHandle process, Duration most) throws InterruptedException {
        var until = System.nanoTime() + most.toNanos();
        while (isRunning(process) && System.nanoTime() < until) {
            Thread.sleep(POLL);
        }
        if (isRunning(process)) {
            process.destroyForcibly();
        }
    }

    /// Waits until `condition` holds. Throws with the log's last words when `process` ends first or `most` has passed.
    static void awaitServing(String name, Process process, BooleanSupplier condition, Duration most, Path log)
            throws IOException, InterruptedException {
        var until = System.nanoTime() + most.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (!process.isAlive()) {
                    throw new IOException(name + " does not start: " + lastWords(log));
                }
                if (System.nanoTime() > until) {
                    throw new IOException(
                            name + " does not answer within " + most.toSeconds() + " s: " + lastWords(log));
                }
                Thread.sleep(POLL);
            }
        } catch (IOException | InterruptedException givenUp) {
            process.destroy();
            throw givenUp;
        }
    }
}
