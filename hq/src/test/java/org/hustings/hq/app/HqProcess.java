package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hustings.provisioning.HqFile;

/// Headquarters as a process of its own, so that a test can kill it.
record HqProcess(Process process, Path data, Path output) implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(90);

    static HqProcess start(Path data, String... more) throws IOException {
        var output = data.resolveSibling("hq.out");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                HqMain.class.getName(),
                "run",
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()))
                .start();
        return new HqProcess(process, data, output);
    }

    /// Waits until it is up, and returns how to reach it.
    HqFile awaitUp() throws IOException {
        Awaitility.await("headquarters to be up").atMost(START_MAX).until(() -> !process.isAlive() || isUp());
        if (!process.isAlive()) {
            throw new AssertionError("headquarters ended: " + said());
        }
        return HqFile.read(data);
    }

    private boolean isUp() {
        try {
            return HqFile.read(data).pid() == process.pid();
        } catch (IOException | RuntimeException notYet) {
            return false;
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("headquarters does not end");
        }
        return process.exitValue();
    }

    /// kill -9.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    /// SIGTERM, then the end in order.
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(START_MAX.toSeconds(), TimeUnit.SECONDS).join();
    }
}
