package org.hustings.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hustings.demo.processes.Children;
import org.hustings.demo.processes.Program;
import org.hustings.demo.town.TownMain;
import org.hustings.protocol.Json;

/// The town as a child. Its port is chosen once, so that stations find it again after a kill.
final class TownProcess {

    static final String NAME = "hustings-town";
    /// It speaks and encodes every sentence first.
    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final long LOOK_MS = 100;

    private final Places places;
    private final Children children;

    private record Ready(String sip) {}

    TownProcess(Places places, Children children) {
        this.places = places;
        this.children = children;
    }

    /// Returns its SIP address when it can be called.
    String start(double speed, long seed) throws IOException, InterruptedException, CannotStartException {
        Files.deleteIfExists(places.townReady());
        var arguments = new ArrayList<>(List.of(
                "--listen",
                "127.0.0.1:" + Headquarters.freePort(),
                "--out",
                places.town().toString(),
                "--seed",
                Long.toString(seed),
                "--speed",
                Double.toString(speed),
                "--ready-file",
                places.townReady().toString()));
        children.start(Program.ofJava(
                "town",
                "town",
                NAME,
                List.of("-Xmx192m", "-XX:+UseSerialGC", "-Xss512k", "--enable-native-access=ALL-UNNAMED"),
                TownMain.class.getName(),
                arguments,
                places.log("town")));
        var deadline = System.nanoTime() + START_MAX.toNanos();
        while (System.nanoTime() < deadline && children.exitCode(NAME).isEmpty()) {
            if (Files.exists(places.townReady())
                    && Json.read(Files.readAllBytes(places.townReady()), Ready.class)
                            instanceof Json.Read.Message<Ready>(var ready)) {
                return ready.sip();
            }
            Thread.sleep(LOOK_MS);
        }
        throw new CannotStartException(
                CannotStartException.CONFIGURATION, "the town did not start: " + LogTail.of(places.log("town")));
    }
}
