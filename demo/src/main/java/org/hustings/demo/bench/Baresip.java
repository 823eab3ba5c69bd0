package org.hustings.demo.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hustings.demo.BareBank;
import org.hustings.demo.processes.Program;

/// The phone we are measured against, driven through its own control port (module `ctrl_tcp`: JSON in netstrings).
/// The dial is stamped before the command is written, so its socket's hop is in the time as the panel's is in ours.
final class Baresip implements Dialler {

    private static final String PROGRAM = "baresip";
    private static final int RATE = 8_000;
    /// Longer than a call here; short, because baresip loads the whole file when a call opens.
    private static final int MICROPHONE_SECONDS = 20;

    private static final long START_MAX_MS = 15_000;
    private static final long LOOK_MS = 100;
    private static final long INVITE_MAX_MS = 5_000;
    private static final long SOUND_MAX_MS = 5_000;
    private static final long END_MAX_MS = 5_000;
    /// As long as a station's keys rest.
    private static final long REST_MS = 200;

    private final Socket control;
    private final OutputStream commands;
    private final Callee callee;

    private Baresip(Socket control, Callee callee) throws IOException {
        this.control = control;
        this.commands = control.getOutputStream();
        this.callee = callee;
        Thread.ofPlatform().daemon().name("baresip-answers").start(this::drain);
    }

    static boolean isInstalled() {
        return modules().isPresent() && onPath().isPresent();
    }

    /// Starts it as a child of the bank; its files lie in the bank's folder.
    static Baresip start(BareBank bank, Callee callee) throws IOException, InterruptedException {
        var folder = Files.createDirectories(bank.folder().resolve(PROGRAM));
        var sipPort = freePort();
        var controlPort = freePort();
        Files.write(folder.resolve("microphone.wav"), Tone.wav(RATE, MICROPHONE_SECONDS));
        Files.writeString(
                folder.resolve("config"), configuration(folder, modules().orElseThrow(), sipPort, controlPort));
        Files.writeString(folder.resolve("accounts"), "<sip:bench@127.0.0.1:" + sipPort + ">;regint=0\n");
        bank.children()
                .start(new Program(
                        PROGRAM,
                        PROGRAM,
                        PROGRAM,
                        List.of(onPath().orElseThrow().toString(), "-f", folder.toString()),
                        Map.of(),
                        folder.resolve("log")));
        return new Baresip(connect(controlPort), callee);
    }

    /// G.711 alone, no encryption, no filters: the least work it can do. It finds no interface `lo`, but listens where
    /// `sip_listen` says; the address in its session description stays unused, as the callee sends no media.
    ///
    /// Both phones read their microphone from a file. Ours cuts it into pieces of 20 ms held to the clock, as a
    /// headset gives them; baresip's reader has its first piece at once, which no headset could, so its time to
    /// the first packet is up to 20 ms better than with one. (Tried: both on one PulseAudio. Through ALSA's plug-in
    /// baresip took four fifths of a processor, and that was measured.)
    private static String configuration(Path folder, Path modules, int sipPort, int controlPort) {
        return """
                sip_listen 127.0.0.1:%d
                ctrl_tcp_listen 127.0.0.1:%d
                module_path %s
                module g711.so
                module aufile.so
                module aubridge.so
                module ctrl_tcp.so
                module_app menu.so
                module_app account.so
                audio_source aufile,%s
                audio_player aubridge,ear
                audio_alert aubridge,bell
                """.formatted(sipPort, controlPort, modules, folder.resolve("microphone.wav"));
    }

    @Override
    public Optional<Measured> call() throws IOException, InterruptedException {
        Thread.sleep(REST_MS);
        callee.forget();
        var dialled = System.nanoTime();
        command("{\"command\":\"dial\",\"params\":\"sip:voter@" + callee.address() + "\"}");
        var heard = callee.next(INVITE_MAX_MS);
        if (heard.isEmpty()) {
            return Optional.empty();
        }
        var call = heard.get();
        var whole = call.awaitWhole(SOUND_MAX_MS);
        Thread.sleep(REST_MS);
        command("{\"command\":\"hangup\"}");
        var ended = call.awaitEnd(END_MAX_MS);
        return whole && ended
                ? Optional.of(new Measured(call.toInviteMs(dialled), call.toAckMs(), call.toSoundMs()))
                : Optional.empty();
    }

    private void command(String json) throws IOException {
        commands.write((json.length() + ":" + json + ",").getBytes(StandardCharsets.US_ASCII));
    }

    /// Its answers and events are not needed, but it stops when nobody takes them.
    private void drain() {
        try (var in = control.getInputStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // It or we have ended.
        }
    }

    private static Socket connect(int port) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MAX_MS);
        while (true) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return socket;
            } catch (IOException notThereYet) {
                socket.close();
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "baresip did not open its control port within " + START_MAX_MS / 1_000 + " s", notThereYet);
                }
                Thread.sleep(LOOK_MS);
            }
        }
    }

    private static Optional<Path> onPath() {
        var folders = System.getenv().getOrDefault("PATH", "/usr/bin").split(File.pathSeparator, -1);
        return List.of(folders).stream()
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Debian has put them in either place.
    private static Optional<Path> modules() {
        var places = new ArrayList<>(
                List.of(Path.of("/usr/lib/baresip/modules"), Path.of("/usr/local/lib/baresip/modules")));
        return places.stream()
                .filter(place -> Files.exists(place.resolve("ctrl_tcp.so")))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
    }
}
