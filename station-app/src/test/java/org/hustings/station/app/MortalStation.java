package org.hustings.station.app;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.Json;
import org.hustings.station.app.KilledStation.Voter;
import org.jspecify.annotations.Nullable;

/// One station in a process of its own, pressed and read through its panel's socket, killed and launched again on the
/// same data.
final class MortalStation implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path folder;
    private final Path certificates;
    private final Broker broker;
    /// What the desk showed since the last launch.
    private List<SocketDisplay.Line> shown = List.of();
    private @Nullable Process process;
    private @Nullable SocketChannel socket;

    MortalStation(Path folder, Path certificates, Broker broker) {
        this.folder = folder;
        this.certificates = certificates;
        this.broker = broker;
    }

    void launch(Voter voter) throws IOException {
        var lines = new CopyOnWriteArrayList<SocketDisplay.Line>();
        shown = lines;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledStation.class.getName(),
                        certificates.toString(),
                        folder.toString(),
                        voter.name(),
                        Integer.toString(broker.port()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("station.log").toFile()))
                .start();
        await().atMost(SOON).ignoreExceptions().until(() -> {
            socket = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("panel.sock")));
            return true;
        });
        var reader = new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8));
        Thread.ofVirtual().start(() -> read(reader, lines));
    }

    /// `kill -9`.
    void kill() throws IOException {
        if (process != null) {
            process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
        if (socket != null) {
            socket.close();
        }
    }

    void killAndLaunch(Voter voter) throws IOException {
        kill();
        launch(voter);
    }

    void awaitPhase(String phase) {
        await(phase).atMost(SOON).until(() -> phase().equals(phase));
    }

    /// Presses what is lit until the desk has come so far: a key that still rests is pressed again.
    void pressUntil(Button button, String phase) {
        await(phase).atMost(SOON).pollInterval(Duration.ofMillis(300)).until(() -> {
            if (!phase().equals(phase)) {
                press(button);
            }
            return phase().equals(phase);
        });
    }

    /// Presses if the key is lit.
    void press(Button button) throws IOException {
        if (socket != null
                && now().filter(line -> line.keys().containsKey(button)).isPresent()) {
            var press = "{\"button\":\"%s\",\"down\":true}\n{\"button\":\"%s\",\"down\":false}\n";
            socket.write(ByteBuffer.wrap(press.formatted(button, button).getBytes(StandardCharsets.UTF_8)));
        }
    }

    Optional<SocketDisplay.Line> now() {
        return shown.isEmpty() ? Optional.empty() : Optional.of(shown.getLast());
    }

    String phase() {
        return now().map(SocketDisplay.Line::phase).orElse("");
    }

    /// Every phase the desk has shown since it was launched.
    List<String> phases() {
        return shown.stream().map(SocketDisplay.Line::phase).distinct().toList();
    }

    /// What the telephone wrote down, over all launches.
    List<String> noted(String file) throws IOException {
        var notes = folder.resolve(file);
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    @Override
    public void close() throws IOException {
        kill();
    }

    private static void read(BufferedReader reader, List<SocketDisplay.Line> lines) {
        try {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (Json.read(line.getBytes(StandardCharsets.UTF_8), SocketDisplay.Line.class)
                        instanceof Json.Read.Message<SocketDisplay.Line>(var read)) {
                    lines.add(read);
                }
            }
        } catch (IOException killed) {
            // As the test meant it.
        }
    }
}
