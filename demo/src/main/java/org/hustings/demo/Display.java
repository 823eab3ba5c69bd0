package org.hustings.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where the window of station 1 shows: the screen there is, or a virtual one of our own (Xvfb), so that a machine
/// without a screen runs the same demo.
record Display(String name, Optional<Process> own) implements AutoCloseable {

    private static final int START_MAX_SECONDS = 10;

    static Display find() throws IOException, InterruptedException, CannotStartException {
        var there = System.getenv("DISPLAY");
        if (there != null && !there.isBlank()) {
            return new Display(there, Optional.empty());
        }
        Process xvfb;
        try {
            // With -displayfd the server itself takes a free number and tells it.
            xvfb = new ProcessBuilder(
                            "setpriv",
                            "--pdeathsig",
                            "TERM",
                            "--",
                            "Xvfb",
                            "-displayfd",
                            "1",
                            "-screen",
                            "0",
                            "1040x700x24",
                            "-nolisten",
                            "tcp")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            throw new CannotStartException(
                    CannotStartException.CONFIGURATION,
                    "there is no screen, and no Xvfb either: install Debian's package xvfb, or use --headless");
        }
        var told = CompletableFuture.supplyAsync(() -> firstLine(xvfb));
        try {
            var number = told.get(START_MAX_SECONDS, TimeUnit.SECONDS);
            if (!number.isBlank()) {
                return new Display(":" + number.strip(), Optional.of(xvfb));
            }
        } catch (TimeoutException | ExecutionException silent) {
            // Told below.
        }
        xvfb.destroyForcibly();
        throw new CannotStartException(
                CannotStartException.CONFIGURATION,
                "the virtual screen did not start: try Xvfb :99, or use --headless");
    }

    private static String firstLine(Process process) {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return Optional.ofNullable(reader.readLine()).orElse("");
        } catch (IOException gone) {
            return "";
        }
    }

    boolean isVirtual() {
        return own.isPresent();
    }

    @Override
    public void close() {
        own.ifPresent(Process::destroy);
    }
}
