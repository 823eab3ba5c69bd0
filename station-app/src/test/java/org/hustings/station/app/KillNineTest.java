package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hustings.protocol.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a real process in each state of a call: the next one stands where it must, and no report is lost.
@Tag("slow")
class KillNineTest {

    @TempDir
    Path folder;

    private Broker broker;
    private FakeHq hq;
    private Process process;
    private volatile String seen = "";
    private SocketChannel socket;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.start(folder);
        hq = new FakeHq(broker);
        for (int i = 1; i <= 4; i++) {
            hq.list.add(Sample.lease(i));
        }
    }

    @AfterEach
    void stop() throws Exception {
        kill();
        hq.close();
        broker.close();
    }

    @Test
    void inEachStateOfACallTheNextProcessGoesOnAndEveryDialIsReported() throws Exception {
        launch("ring");
        pressUntil("CALL", "\"phase\":\"dialing\"");
        kill();
        launch("answer");
        await().atMost(Duration.ofSeconds(20)).until(() -> hq.calls().size() == 1);
        assertThat(hq.calls().getFirst().result()).isEqualTo(Result.UNKNOWN);

        pressUntil("CALL", "\"phase\":\"talking\"");
        kill();
        launch("answer");
        awaitSeen("\"phase\":\"wrappingUp\"");
        kill();
        launch("answer");
        awaitSeen("\"phase\":\"wrappingUp\"");
        pressUntil("KEY_1", "\"phase\":\"offered\"");
        kill();
        launch("answer");
        awaitSeen("\"phase\":\"offered\"");

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        hq.calls().stream().map(call -> call.call()).distinct().count() == 2);
        assertThat(hq.calls()).anyMatch(call -> call.result() == Result.ANSWERED);
    }

    private void launch(String behaviour) throws Exception {
        seen = "";
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledStation.class.getName(),
                        folder.toString(),
                        folder.toString(),
                        behaviour,
                        Integer.toString(broker.port()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("station.log").toFile()))
                .start();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            socket = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("panel.sock")));
            return true;
        });
        var lines = new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8));
        Thread.ofVirtual().start(() -> read(lines));
    }

    private void read(BufferedReader lines) {
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                seen = line;
            }
        } catch (IOException killed) {
            // As the test meant it.
        }
    }

    private void awaitSeen(String what) {
        await(what).atMost(Duration.ofSeconds(20)).until(() -> seen.contains(what));
    }

    private void pressUntil(String button, String what) {
        await(what)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    if (seen.contains(what)) {
                        return true;
                    }
                    if (seen.contains("\"" + button + "\"")) {
                        var press = "{\"button\":\"%s\",\"down\":true}\n{\"button\":\"%s\",\"down\":false}\n";
                        socket.write(
                                ByteBuffer.wrap(press.formatted(button, button).getBytes(StandardCharsets.UTF_8)));
                    }
                    return false;
                });
    }

    private void kill() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        if (socket != null) {
            socket.close();
        }
    }
}
