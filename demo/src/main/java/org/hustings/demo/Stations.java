package org.hustings.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.demo.processes.Children;
import org.hustings.demo.processes.Program;
import org.hustings.demo.processes.Relay;
import org.hustings.provisioning.HqFile;
import org.hustings.provisioning.ProvisionMain;

/// The stations of the demo: provisioned like real ones, each with a network cable that can be cut, each a process.
final class Stations implements AutoCloseable {

    static final String SPARE = "spare";
    private static final String STATION_MAIN = "org.hustings.station.app.StationMain";
    /// Settings of a station that are the demo's own stand above its file as environment variables.
    private static final String PREFIX = "HUSTINGS_STATION_";
    /// Of a headless station; the window needs more.
    private static final String HEAP = "-Xmx96m";

    private static final String HEAP_WITH_WINDOW = "-Xmx128m";

    private final Places places;
    private final Children children;
    private final HqFile hq;
    private final String sip;
    private final Map<String, Relay> relays = new LinkedHashMap<>();

    Stations(Places places, Children children, HqFile hq, String sip) {
        this.places = places;
        this.children = children;
        this.hq = hq;
        this.sip = sip;
    }

    static String id(int number) {
        return "st-" + number;
    }

    static String program(String station) {
        return "hustings-station " + station;
    }

    List<String> ids() {
        return List.copyOf(relays.keySet());
    }

    /// Makes a station's files and certificate; on a folder of an earlier run they are there already.
    void provision(String id, String desk) throws IOException, InterruptedException, CannotStartException {
        if (Files.exists(places.station(id).resolve("station.toml"))) {
            return;
        }
        var code = ProvisionMain.run(
                "station",
                id,
                "--hq",
                places.hq().toString(),
                "--out",
                places.station(id).toString(),
                "--desk",
                desk,
                "--sip",
                sip,
                "--headset",
                "virtual",
                "--microphone",
                Microphones.speak(places.samples(), 0).toString(),
                "--capture",
                places.captures(id).toString(),
                "--window",
                "none",
                "--panel",
                "socket");
        if (code != 0) {
            throw new CannotStartException(
                    code, "station " + id + " could not be provisioned; the reason stands above");
        }
    }

    /// Starts the station's process. With a display, its window shows there.
    void start(String id, int number, Optional<Display> display, String headset)
            throws IOException, InterruptedException, CannotStartException {
        var relay = new Relay(new InetSocketAddress(hq.mqtt().host(), hq.mqtt().port()));
        relays.put(id, relay);
        Files.createDirectories(places.captures(id));
        var settings = new HashMap<String, String>();
        settings.put(PREFIX + "BROKER_PORT", Integer.toString(relay.port()));
        settings.put(PREFIX + "SIP_PEER", sip);
        settings.put(PREFIX + "MEDIA_HEADSET", headset);
        if (headset.equals("virtual")) {
            settings.put(
                    PREFIX + "MEDIA_MICROPHONE",
                    Microphones.speak(places.samples(), number).toString());
            settings.put(PREFIX + "MEDIA_CAPTURE", places.captures(id).toString());
        }
        settings.put(PREFIX + "PANEL_SOCKET", places.panel(id).toString());
        settings.put(PREFIX + "PANEL_KIND", display.isPresent() ? "both" : "socket");
        settings.put(PREFIX + "WINDOW_MODE", display.isPresent() ? "desk" : "none");
        display.ifPresent(there -> settings.put("DISPLAY", there.name()));
        children.start(Program.ofJava(
                        "station",
                        id,
                        program(id),
                        flags(display.isPresent()),
                        STATION_MAIN,
                        List.of(
                                "--config",
                                places.station(id).resolve("station.toml").toString()),
                        places.log(id))
                .with(settings));
    }

    private static List<String> flags(boolean window) {
        var flags = new ArrayList<>(List.of(
                window ? HEAP_WITH_WINDOW : HEAP,
                "-XX:+UseSerialGC",
                "-Xss512k",
                // Many short-lived JVMs on few cores: the second compiler would cost more than it gives.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        if (window) {
            flags.add("-Dprism.order=sw");
        }
        return flags;
    }

    void cut(String id, Duration length) {
        var relay = relays.get(id);
        if (relay != null) {
            relay.cut(length);
        }
    }

    boolean isCut(String id) {
        var relay = relays.get(id);
        return relay != null && relay.isCut();
    }

    @Override
    public void close() {
        relays.values().forEach(Relay::close);
    }
}
