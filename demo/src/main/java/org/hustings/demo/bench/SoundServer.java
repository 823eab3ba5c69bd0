package org.hustings.demo.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hustings.demo.BareBank;
import org.hustings.demo.CannotStartException;
import org.hustings.demo.processes.Program;

/// A headset for both phones on a machine without a sound card: a PulseAudio of our own with a sink that plays to
/// nobody, its monitor the microphone. A file would be no microphone: its first packet need not be waited for, while a
/// headset gives 20 ms of sound every 20 ms.
final class SoundServer {

    private static final String PROGRAM = "pulseaudio";
    private static final long START_MAX_MS = 15_000;
    private static final long LOOK_MS = 50;

    private final Path socket;

    private SoundServer(Path socket) {
        this.socket = socket;
    }

    /// Starts it as a child of the bank.
    static SoundServer start(BareBank bank) throws IOException, InterruptedException, CannotStartException {
        if (!isInstalled()) {
            throw new CannotStartException(
                    CannotStartException.CONFIGURATION,
                    "pulseaudio or ALSA's plug-in for it is missing, and the phones have no headset; install them with:"
                            + " apt-get install pulseaudio libasound2-plugins");
        }
        var folder = Files.createDirectories(bank.folder().resolve("sound"));
        var server = new SoundServer(folder.resolve("native"));
        bank.children()
                .start(new Program(
                        "sound",
                        PROGRAM,
                        PROGRAM,
                        List.of(
                                PROGRAM,
                                "-n",
                                "--daemonize=no",
                                "--use-pid-file=no",
                                "--exit-idle-time=-1",
                                "--disallow-exit",
                                "-L",
                                "module-null-sink sink_name=headset",
                                "-L",
                                "module-native-protocol-unix auth-anonymous=1 socket=" + server.socket),
                        Map.of(
                                "HOME", folder.toString(),
                                "XDG_RUNTIME_DIR", folder.toString(),
                                "XDG_CONFIG_HOME", folder.toString()),
                        folder.resolve("log")));
        server.awaitSocket();
        return server;
    }

    /// For whoever is to hear and speak through it.
    Map<String, String> environment() {
        return Map.of("PULSE_SERVER", "unix:" + socket);
    }

    private void awaitSocket() throws InterruptedException, CannotStartException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MAX_MS);
        while (!Files.exists(socket)) {
            if (System.nanoTime() > deadline) {
                throw new CannotStartException(
                        CannotStartException.UNREACHABLE, "pulseaudio did not open " + socket + " in time");
            }
            Thread.sleep(LOOK_MS);
        }
    }

    private static boolean isInstalled() {
        var folders = System.getenv().getOrDefault("PATH", "/usr/bin").split(File.pathSeparator, -1);
        return Stream.of(folders).anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM))) && hasPlugIn();
    }

    /// Debian keeps it below the name of the architecture.
    private static boolean hasPlugIn() {
        try (var libraries = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            for (var library : libraries) {
                if (Files.exists(library.resolve("alsa-lib/libasound_module_pcm_pulse.so"))) {
                    return true;
                }
            }
            return false;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
