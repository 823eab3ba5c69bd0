package org.hustings.demo.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hustings.demo.town.TownCall.Ending;
import org.hustings.demo.town.media.Codec;
import org.hustings.demo.town.media.RtpRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The town as the process it is.
class TownMainTest {

    private static final Duration START_MAX = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Process start(String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx96m",
                TownMain.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Test
    void aProcessAnswersThenEndsCleanlyAndItsLogShowsNoNumber() throws Exception {
        var ready = folder.resolve("ready.json");
        var record = folder.resolve("town.jsonl");
        var behaviours =
                Files.writeString(folder.resolve("behaviours.toml"), "\"+442079460001\" = [\"busy\", \"noAnswer\"]\n");
        var town = start(
                "--out", record.toString(), "--ready-file", ready.toString(), "--behaviours", behaviours.toString());
        try (var room = new RtpRoom(TestCaller.LOOPBACK)) {
            await().atMost(START_MAX).until(() -> Files.exists(ready));
            var address = Files.readString(ready).replaceAll("[^0-9.:]", "").replaceFirst("^:", "");
            var sip = new InetSocketAddress(TestCaller.LOOPBACK, Integer.parseInt(address.split(":")[1]));
            try (var first = new TestCaller(sip, "+442079460001", room, Codec.PCMU, List.of(), folder);
                    var second = new TestCaller(sip, "+442079460001", room, Codec.PCMU, List.of(), folder)) {
                first.invite().await(486);
                second.invite().await(180);
                town.destroy();
                second.await(480);
            }
            assertThat(town.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(TownRecord.read(record))
                    .extracting(TownCall::ending)
                    .containsExactly(Ending.REFUSED, Ending.TOWN_STOPPED);
            assertThat(log()).contains("the town answers SIP on " + address).doesNotContain("442079");
        } finally {
            town.destroyForcibly();
        }
    }

    @Test
    void aTakenPortIsOneClearMessage() throws Exception {
        try (var taken = new DatagramSocket(0, TestCaller.LOOPBACK)) {
            var town = start("--listen", "127.0.0.1:" + taken.getLocalPort(), "--out", folder + "/t.jsonl");
            assertThat(town.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(town.exitValue()).isEqualTo(2);
            assertThat(log())
                    .contains("cannot listen for SIP on 127.0.0.1:" + taken.getLocalPort())
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void wrongOptionsAreRefusedByName() throws IOException {
        assertThat(TownMain.run("--speed", "0")).isEqualTo(2);
        assertThat(TownMain.run("--listen", "nowhere")).isEqualTo(2);
        assertThat(TownMain.run("--loud")).isEqualTo(2);
        var wrong = Files.writeString(folder.resolve("b.toml"), "\"+1\" = \"sings\"\n");
        assertThat(TownMain.run("--behaviours", wrong.toString())).isEqualTo(2);
        assertThat(TownMain.run("--behaviours", folder + "/missing.toml")).isEqualTo(2);
    }
}
