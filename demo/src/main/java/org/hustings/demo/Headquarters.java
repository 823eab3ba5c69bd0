package org.hustings.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hustings.demo.processes.Children;
import org.hustings.demo.processes.Program;
import org.hustings.hq.app.HqMain;
import org.hustings.provisioning.HqFile;

/// Headquarters as a child: started on ports of its own, fed with the campaign and the list.
final class Headquarters {

    static final String NAME = "hustings-hq";
    /// The first start unpacks PostgreSQL, which takes up to 16 s on a busy machine.
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final long LOOK_MS = 100;

    private final Places places;
    private final Children children;

    Headquarters(Places places, Children children) {
        this.places = places;
        this.children = children;
    }

    /// Returns when headquarters has said where it is.
    HqFile start() throws IOException, InterruptedException, CannotStartException {
        // It chooses its ports itself and keeps them, so that everybody finds it again after a kill.
        var arguments = List.of("run", "--data", places.hq().toString());
        Files.deleteIfExists(places.hqFile());
        children.start(Program.ofJava(
                "hq",
                "hq",
                NAME,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-Xss512k", "--enable-native-access=ALL-UNNAMED"),
                HqMain.class.getName(),
                arguments,
                places.log("hq")));
        var deadline = System.nanoTime() + START_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            var told = told();
            if (told.isPresent()) {
                return told.get();
            }
            if (!children.givenUp().isEmpty()
                    || children.exitCode(NAME)
                            .filter(code -> code == 2 || code == 3)
                            .isPresent()) {
                break;
            }
            Thread.sleep(LOOK_MS);
        }
        throw new CannotStartException(
                children.exitCode(NAME)
                        .filter(code -> code == CannotStartException.UNREACHABLE)
                        .orElse(CannotStartException.CONFIGURATION),
                "headquarters did not start: " + LogTail.of(places.log("hq")));
    }

    /// What headquarters last wrote, if it is the one that runs now.
    Optional<HqFile> told() {
        try {
            return Files.exists(places.hqFile()) ? Optional.of(HqFile.read(places.hq())) : Optional.empty();
        } catch (IOException halfGone) {
            return Optional.empty();
        }
    }

    /// Puts the campaign; `file` is its TOML.
    void campaign(Path file) throws CannotStartException {
        run("campaign", "--data", places.hq().toString(), file.toString());
    }

    /// Lets it call at once, without a rehearsal; `why` stays in the audit.
    void release(String campaign, String why) throws CannotStartException {
        run("release", "--data", places.hq().toString(), "--without-test-calls", "--why", why, campaign);
    }

    void imports(String campaign, Path list) throws CannotStartException {
        run("import", "--data", places.hq().toString(), "--campaign", campaign, list.toString());
    }

    private void run(String... arguments) throws CannotStartException {
        var code = HqMain.run(arguments);
        if (code != 0) {
            throw new CannotStartException(
                    code, "headquarters refused \"" + arguments[0] + "\"; it has said why above");
        }
    }

    static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
