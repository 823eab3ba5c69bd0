package org.hustings.hardware.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Light;
import org.hustings.hardware.Panel.Move;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SocketPanelTest {

    @TempDir
    Path folder;

    /// One process at the other end.
    private record Client(SocketChannel channel, BufferedReader lines) implements AutoCloseable {
        static Client at(Path file) throws IOException {
            var channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
            return new Client(
                    channel, new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8)));
        }

        void say(String line) throws IOException {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private Path file() {
        return folder.resolve("panel.sock");
    }

    private static List<String> moves(org.hustings.hardware.Panel panel) {
        var moves = new CopyOnWriteArrayList<String>();
        panel.onMove((Move move) -> moves.add(move.button() + (move.down() ? " down" : " up")));
        return moves;
    }

    @Test
    void tellsTheLastLineOnConnectAndEachChangeToEverybody() throws IOException {
        try (var panel = SocketPanel.at(file())) {
            panel.tell("{\"phase\":\"waiting\"}");
            try (var first = Client.at(file());
                    var second = Client.at(file())) {
                assertThat(first.lines().readLine()).isEqualTo("{\"phase\":\"waiting\"}");
                assertThat(second.lines().readLine()).isEqualTo("{\"phase\":\"waiting\"}");
                panel.tell("{\"phase\":\"waiting\"}");
                panel.tell("{\"phase\":\"offered\"}");
                assertThat(first.lines().readLine()).isEqualTo("{\"phase\":\"offered\"}");
                assertThat(second.lines().readLine()).isEqualTo("{\"phase\":\"offered\"}");
            }
        }
    }

    @Test
    void aSentPressArrivesAsAMove() throws IOException {
        try (var panel = SocketPanel.at(file());
                var client = Client.at(file())) {
            var moves = moves(panel);
            client.say("{\"button\":\"CALL\",\"down\":true}\n{\"button\":\"CALL\",\"down\":false}");
            await().until(() -> moves.equals(List.of("CALL down", "CALL up")));
        }
    }

    @Test
    void aLineThatIsNoPressIsAnsweredAndChangesNothing() throws IOException {
        try (var panel = SocketPanel.at(file());
                var client = Client.at(file())) {
            var moves = moves(panel);
            for (var bad :
                    List.of("hello", "[1]", "{\"button\":\"FIRE\",\"down\":true}", "{\"button\":\"CALL\"}", "{}")) {
                client.say(bad);
                assertThat(client.lines().readLine()).as(bad).startsWith("{\"error\":");
            }
            client.say("{\"button\":\"KEY_6\",\"down\":true}");
            await().until(() -> moves.equals(List.of("KEY_6 down")));
        }
    }

    @Test
    void theSocketBelongsToItsOwnerAlone() throws IOException {
        try (var panel = SocketPanel.at(file())) {
            panel.tell("{}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void aSocketLeftByADeadProcessIsReplaced() throws IOException {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(file()))
                .close();
        assertThat(file()).exists();
        try (var panel = SocketPanel.at(file());
                var client = Client.at(file())) {
            panel.tell("{}");
            assertThat(client.lines().readLine()).isEqualTo("{}");
        }
    }

    @Test
    void aServedSocketAFileAndALongPathAreRefusedWithTheSetting() throws IOException {
        try (var panel = SocketPanel.at(file())) {
            panel.tell("{}");
            assertThatThrownBy(() -> SocketPanel.at(file()))
                    .hasMessageContaining("panel.socket")
                    .hasMessageContaining("another");
        }
        var plain = Files.writeString(folder.resolve("plain"), "");
        assertThatThrownBy(() -> SocketPanel.at(plain)).hasMessageContaining("is no socket");
        assertThatThrownBy(() -> SocketPanel.at(folder.resolve("x".repeat(120))))
                .hasMessageContaining("longer than");
    }

    @Test
    void aClientThatDoesNotReadNeverHoldsTheDesk() throws IOException {
        try (var panel = SocketPanel.at(file());
                var slow = Client.at(file());
                var quick = Client.at(file())) {
            panel.tell("{}");
            assertThat(quick.lines().readLine()).isEqualTo("{}");
            var long4k = "x".repeat(4_000);
            for (int i = 0; i < 400; i++) {
                var line = "{\"" + i + "\":\"" + long4k + "\"}";
                panel.tell(line);
                assertThat(quick.lines().readLine()).isEqualTo(line);
            }
            assertThat(slow.channel().isOpen()).isTrue();
            var got = 0;
            while (slow.lines().readLine() != null) {
                got++;
            }
            assertThat(got).as("lines before it was dropped").isLessThan(400);
        }
    }

    @Test
    void joinedPanelsPressAsOneAndShowTheSame() {
        var left = new DeskPanel();
        var right = new DeskPanel();
        try (var both = Panels.join(left, right)) {
            var moves = moves(both);
            left.press(Button.CALL);
            right.release(Button.CALL);
            await().until(() -> moves.size() == 2);
            both.show(Map.of(Button.CALL, Light.BLINKING, Button.SOFTER, Light.STEADY));
            assertThat(left.lamps())
                    .isEqualTo(Map.of(Button.CALL, Light.BLINKING))
                    .isEqualTo(right.lamps());
            assertThat(left.lamp(Button.HELP)).isEqualTo(Light.OFF);
            assertThat(left.lastPress()).isPresent();
            assertThat(right.lastPress()).isEmpty();
        }
    }

    @Test
    void aFailingListenerHearsTheNextMove() {
        try (var panel = new DeskPanel()) {
            var heard = new CopyOnWriteArrayList<Button>();
            panel.onMove(move -> {
                heard.add(move.button());
                throw new IllegalStateException("this listener always fails");
            });
            panel.press(Button.KEY_1);
            panel.press(Button.KEY_2);
            await().untilAsserted(() -> assertThat(heard).containsExactly(Button.KEY_1, Button.KEY_2));
        }
    }
}
