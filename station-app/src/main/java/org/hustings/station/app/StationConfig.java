package org.hustings.station.app;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hustings.protocol.Language;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.Settings;
import org.hustings.protocol.StationId;
import org.hustings.protocol.WrongSettingException;

/// The station's settings, as `station.toml` and the environment give them. Relative paths count from the file.
public record StationConfig(
        StationId station,
        String desk,
        Path data,
        Language language,
        Broker broker,
        Sip sip,
        Media media,
        WindowMode window,
        PanelSettings panel,
        Path storeKey) {

    /// What stands before the names of environment variables: `HUSTINGS_STATION_BROKER_HOST`.
    static final String PREFIX = "HUSTINGS_STATION";

    private static final List<String> LANGUAGES = List.of("en", "fr", "de");

    public record Broker(String host, int port, MutualTls tls) {}

    /// The SIP peer. With neither `register` nor `probe` it is taken to be there.
    public record Sip(
            InetSocketAddress peer,
            String transport,
            Optional<String> user,
            Optional<String> password,
            boolean register,
            boolean probe,
            InetSocketAddress listen) {

        @Override
        public String toString() {
            return transport + " to " + peer;
        }
    }

    /// The headset. `device` is ALSA's; `input` and `output` are a sound server's source and sink, which never share a
    /// name. `microphone` is the WAV that the virtual one speaks, `capture` the folder it hears into.
    public record Media(
            String headset,
            Optional<String> device,
            Optional<String> input,
            Optional<String> output,
            Optional<Path> microphone,
            Optional<Path> capture,
            List<String> codecs) {}

    public enum WindowMode {
        NONE,
        DESK,
        KIOSK
    }

    /// `socket` is there when `kind` is socket or both.
    public record PanelSettings(String kind, Optional<Path> socket) {

        boolean isSocket() {
            return socket.isPresent();
        }
    }

    /// Throws a [WrongSettingException] that names key, value and cure.
    public static StationConfig read(Path file, Map<String, String> environment) {
        var settings = Settings.read(file, PREFIX, environment);
        var config = new StationConfig(
                settings.required("station", settings.parsed("station", StationId::new)),
                settings.requiredText("desk"),
                settings.required("data", settings.path("data")),
                new Language(settings.choice("language", LANGUAGES.toArray(String[]::new))
                        .orElse("en")),
                broker(settings),
                sip(settings),
                media(settings),
                WindowMode.valueOf(settings.choice("window.mode", "none", "desk", "kiosk")
                        .orElse("none")
                        .toUpperCase(Locale.ROOT)),
                panel(settings),
                settings.required("store.key", settings.path("store.key")));
        settings.refuseUnknown();
        return config;
    }

    private static Broker broker(Settings settings) {
        var tls = new MutualTls(
                settings.required("broker.ca", settings.path("broker.ca")),
                settings.required("broker.certificate", settings.path("broker.certificate")),
                settings.required("broker.key", settings.path("broker.key")));
        var port = settings.integer("broker.port", 1, 65_535).orElse(8_883);
        return new Broker(
                settings.required("broker.host", settings.parsed("broker.host", StationConfig::host)), port, tls);
    }

    private static Sip sip(Settings settings) {
        return new Sip(
                settings.required("sip.peer", settings.parsed("sip.peer", StationConfig::address)),
                settings.choice("sip.transport", "udp", "tcp").orElse("udp"),
                settings.text("sip.user"),
                settings.text("sip.password"),
                settings.flag("sip.register").orElse(false),
                settings.flag("sip.probe").orElse(true),
                settings.parsed("sip.listen", StationConfig::address)
                        .orElse(InetSocketAddress.createUnresolved("0.0.0.0", 0)));
    }

    private static Media media(Settings settings) {
        var headset =
                settings.choice("media.headset", "virtual", "pulse", "alsa").orElse("alsa");
        var microphone = settings.path("media.microphone");
        if (headset.equals("virtual") && microphone.isEmpty()) {
            throw new WrongSettingException(
                    "media.microphone is missing: a virtual headset speaks a WAV file; name one");
        }
        var device = settings.text("media.device");
        if (headset.equals("pulse") && device.isPresent()) {
            throw new WrongSettingException("media.device is \"" + device.get() + "\", but media.headset is \"pulse\":"
                    + " name its source with media.input and its sink with media.output");
        }
        return new Media(
                headset,
                device,
                settings.text("media.input"),
                settings.text("media.output"),
                microphone,
                settings.path("media.capture"),
                settings.texts("media.codecs", "opus", "pcma", "pcmu").orElse(List.of("opus", "pcma", "pcmu")));
    }

    private static PanelSettings panel(Settings settings) {
        var kind = settings.choice("panel.kind", "desk", "socket", "both").orElse("desk");
        var socket = settings.path("panel.socket");
        if (!kind.equals("desk") && socket.isEmpty()) {
            throw new WrongSettingException("panel.socket is missing: panel.kind is \"" + kind
                    + "\", so name the file of its socket, as in \"panel.sock\"");
        }
        return new PanelSettings(kind, kind.equals("desk") ? Optional.empty() : socket);
    }

    private static String host(String text) {
        if (!text.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+]")) {
            throw new IllegalArgumentException(
                    "a host's name or address alone, as in hq.example (the port is broker.port)");
        }
        return text;
    }

    private static InetSocketAddress address(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("host and port, as in sbc.example:5060");
        }
        var port = Integer.parseInt(text.substring(colon + 1));
        if (port > 65_535) {
            throw new IllegalArgumentException("a port from 0 to 65535");
        }
        return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
    }
}
