package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program with its real telephone, from its settings to its end.
@Tag("slow")
class StationProcessTest {

    @TempDir
    Path folder;

    @Test
    void theProgramConnectsTakesPeopleAndStopsCleanlyOnSigterm() throws Exception {
        try (var broker = Broker.start(folder);
                var hq = new FakeHq(broker)) {
            hq.list.add(Sample.lease(1));
            Rig.config(folder, broker);
            silence(folder.resolve("mic.wav"));
            Files.writeString(folder.resolve("station.toml"), settings(broker.port()));
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx96m",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            StationMain.class.getName(),
                            "--config",
                            folder.resolve("station.toml").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("station.log").toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !hq.statuses.isEmpty() && hq.lastStatus().leases() == 1);
                process.destroy();
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                await().until(() -> !hq.lastStatus().online());
                // 143 is what the JVM makes of SIGTERM once its hooks are through; systemd counts it as a clean end.
                assertThat(process.exitValue()).isEqualTo(143);
                assertThat(Files.readString(folder.resolve("station.log")))
                        .doesNotContain("because of a bug", "did not stop", "Quillfeather");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static void silence(Path file) throws Exception {
        var format = new AudioFormat(48_000, 16, 1, true, false);
        try (var sound = new AudioInputStream(new ByteArrayInputStream(new byte[96_000]), format, 48_000)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private static String settings(int brokerPort) {
        return """
                station = "st-1"
                desk = "Ashford 1"
                data = "data"
                [broker]
                host = "127.0.0.1"
                port = %d
                ca = "ca.crt"
                certificate = "st-1.crt"
                key = "st-1.key"
                [sip]
                peer = "127.0.0.1:9"
                listen = "127.0.0.1:0"
                [media]
                headset = "virtual"
                microphone = "mic.wav"
                [panel]
                kind = "socket"
                socket = "panel.sock"
                [store]
                key = "store.key"
                """.formatted(brokerPort);
    }
}
