package org.hustings.demo.processes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

    private static final String NAME = "hustings-station st-9";

    @TempDir
    private Path folder;

    @Test
    void aKilledProgramIsStartedAgainWithinTwoSecondsUnderItsNameAndSaysSo() throws Exception {
        var news = new CopyOnWriteArrayList<String>();
        try (var children = new Children(news::add, () -> {})) {
            children.start(program("sleep", "60"));
            var before = children.pid(NAME).orElseThrow();
            await().atMost(2, SECONDS).until(() -> commandLine(before).startsWith(NAME));

            children.kill(NAME);

            await().atMost(2, SECONDS)
                    .until(() -> children.pid(NAME).filter(pid -> pid != before).isPresent());
            // The process is there a moment before it is said.
            await().atMost(2, SECONDS)
                    .untilAsserted(() -> assertThat(news)
                            .anyMatch(line -> line.contains("was killed"))
                            .anyMatch(line -> line.contains("runs again")));
            assertThat(children.starts(NAME)).isEqualTo(2);
        }
    }

    @Test
    void aListenerThatFailsDoesNotKeepAProgramDead() throws Exception {
        Runnable fullDisk = () -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        };
        var listener = new AtomicReference<Runnable>(() -> {});
        try (var children = new Children(_ -> {}, () -> listener.get().run())) {
            children.start(program("sleep", "60"));
            var before = children.pid(NAME).orElseThrow();
            listener.set(fullDisk);

            children.kill(NAME);

            await().atMost(2, SECONDS)
                    .until(() -> children.pid(NAME).filter(pid -> pid != before).isPresent());
        }
    }

    @Test
    void onlyAProcessOfTheProgramItselfInThatFolderIsFound() throws Exception {
        var mine = Files.createDirectory(folder.resolve("bank"));
        var neighbour = Files.createDirectory(folder.resolve("bank2"));
        var broker = reading("/usr/sbin/sleeper", Files.createFile(mine.resolve("conf")));
        var others = List.of(
                reading("/usr/sbin/sleeper", Files.createFile(neighbour.resolve("conf"))),
                reading("tail", Files.createFile(mine.resolve("sleeper.log"))));
        try {
            await().atMost(2, SECONDS)
                    .untilAsserted(() -> assertThat(ProcessTable.of("tail", mine))
                            .containsExactly(others.getLast().pid()));
            await().atMost(2, SECONDS)
                    .untilAsserted(
                            () -> assertThat(ProcessTable.of("sleeper", mine)).containsExactly(broker.pid()));
        } finally {
            broker.destroy();
            others.forEach(Process::destroy);
        }
    }

    private static Process reading(String name, Path file) throws IOException {
        return new ProcessBuilder("bash", "-c", "exec -a \"$0\" tail -f \"$1\"", name, file.toString()).start();
    }

    @Test
    void aProgramThatCannotStartIsGivenUpAndNamed() throws Exception {
        try (var children = new Children(_ -> {}, () -> {})) {
            children.start(program("false"));

            await().atMost(20, SECONDS).until(() -> children.givenUp().contains(NAME));
        }
    }

    @Test
    void closingEndsEveryProgram() throws Exception {
        long pid;
        try (var children = new Children(_ -> {}, () -> {})) {
            children.start(program("sleep", "60"));
            pid = children.pid(NAME).orElseThrow();
        }

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aCutRelayClosesAndRefusesAndHealsByItself() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var relay = new Relay(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()))) {
            Thread.ofVirtual().start(() -> echo(server));
            assertThat(asks(relay)).isTrue();

            relay.cut(Duration.ofMillis(600));

            assertThat(relay.isCut()).isTrue();
            assertThat(asks(relay)).isFalse();
            await().atMost(5, SECONDS).until(() -> asks(relay));
        }
    }

    private static boolean asks(Relay relay) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() == 'x';
        } catch (IOException cut) {
            return false;
        }
    }

    private static void echo(ServerSocket server) {
        while (true) {
            try (var socket = server.accept()) {
                socket.getOutputStream().write(socket.getInputStream().read());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Program program(String... command) {
        return new Program("station", "st-9", NAME, List.of(command), Map.of(), folder.resolve("log"));
    }

    private static String commandLine(long pid) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
    }
}
