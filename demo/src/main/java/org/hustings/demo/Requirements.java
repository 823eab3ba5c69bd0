package org.hustings.demo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What the machine must have before anything is started.
final class Requirements {

    private static final int ASKING_SECONDS = 3;

    private Requirements() {}

    static void check(Options options) throws CannotStartException {
        need("mosquitto", "mosquitto");
        need("espeak-ng", "espeak-ng");
        need(
                "gst-launch-1.0",
                "gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good" + " gstreamer1.0-plugins-bad");
        need("setpriv", "util-linux");
        need("bash", "bash");
        if (options.port().isPresent()) {
            portIsFree(options.port().get());
        }
        if (options.report().isPresent()) {
            canBeWritten(options.report().get());
        }
        if (options.sip().isPresent() != options.list().isPresent()) {
            throw wrong("--sip and --list belong together: who is called, and through which SIP peer");
        }
        if (options.list().isPresent() && !Files.isReadable(options.list().get())) {
            throw wrong("--list " + options.list().get() + " cannot be read: name a CSV file with the columns"
                    + " first name, last name and phone");
        }
    }

    /// Told before anything is started; the page itself is served last.
    private static void portIsFree(int port) throws CannotStartException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw wrong("--port " + port + " is taken by another program: choose another, or leave it out");
        }
    }

    /// Found out before an hour of calls, not after it.
    private static void canBeWritten(Path report) throws CannotStartException {
        var folder = report.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder) || Files.isDirectory(report)) {
            throw wrong("--report " + report + " cannot be written: name a file in a folder that is there and yours");
        }
    }

    private static void need(String program, String packages) throws CannotStartException {
        if (!isThere(program)) {
            throw wrong(program + " is missing; install it with: apt-get install " + packages);
        }
    }

    private static boolean isThere(String program) {
        for (var folder : System.getenv().getOrDefault("PATH", "/usr/bin").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        // Debian keeps servers where only root's PATH looks.
        return Files.isExecutable(Path.of("/usr/sbin", program));
    }

    /// True when a sound server answers and has something that hears: else the headset is a virtual one.
    static boolean hasSound() throws InterruptedException {
        try {
            var asked = new ProcessBuilder(List.of("pactl", "list", "short", "sources"))
                    .redirectErrorStream(true)
                    .start();
            if (!asked.waitFor(ASKING_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return false;
            }
            var told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return asked.exitValue() == 0 && told.lines().anyMatch(line -> !line.contains(".monitor"));
        } catch (IOException missing) {
            return false;
        }
    }

    private static CannotStartException wrong(String message) {
        return new CannotStartException(CannotStartException.CONFIGURATION, message);
    }
}
