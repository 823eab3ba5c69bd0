package org.hustings.provisioning;

import java.util.ArrayList;
import java.util.List;
import org.hustings.protocol.StationId;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a station's settings say that headquarters does not know, and the file they make.
final class StationChoices {

    @Option(names = "--desk", required = true, paramLabel = "NAME", description = "The place, such as \"Ashford 4\".")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    String desk;

    @Option(names = "--language", paramLabel = "TAG", description = "Of screen and buttons: en, fr or de.")
    private String language = "en";

    @Option(names = "--sip", paramLabel = "HOST:PORT", description = "Where calls go.")
    private String sip = "127.0.0.1:5060";

    @Option(names = "--sip-transport", paramLabel = "udp|tcp")
    private String sipTransport = "udp";

    @Option(names = "--sip-user", paramLabel = "NAME", description = "If the SIP peer asks who we are.")
    private @Nullable String sipUser;

    @Option(
            names = "--sip-password",
            paramLabel = "WORD",
            description = "Better given in the variable HUSTINGS_SIP_PASSWORD, which other users cannot see.")
    private @Nullable String sipPassword;

    @Option(names = "--sip-register", description = "Register with the SIP peer.")
    private boolean sipRegister;

    @Option(names = "--sip-no-probe", description = "The SIP peer answers no OPTIONS: take it to be there.")
    private boolean sipNoProbe;

    @Option(names = "--sip-listen", paramLabel = "HOST:PORT", description = "Port 0: any free one.")
    private String sipListen = "127.0.0.1:0";

    @Option(names = "--headset", paramLabel = "virtual|pulse|alsa")
    private String headset = "pulse";

    @Option(names = "--device", paramLabel = "NAME", description = "ALSA: the sound device, if not the default one.")
    private @Nullable String device;

    @Option(names = "--input", paramLabel = "NAME", description = "Pulse: the microphone's source, if not the default.")
    private @Nullable String input;

    @Option(names = "--output", paramLabel = "NAME", description = "Pulse: the ear piece's sink, if not the default.")
    private @Nullable String output;

    @Option(names = "--microphone", paramLabel = "FILE", description = "Virtual headset: the sound to speak.")
    private @Nullable String microphone;

    @Option(names = "--capture", paramLabel = "DIR", description = "Virtual headset: where what was heard is kept.")
    private @Nullable String capture;

    @Option(names = "--codecs", split = ",", paramLabel = "NAME", description = "Best first.")
    private List<String> codecs = new ArrayList<>(List.of("opus", "pcma", "pcmu"));

    @Option(names = "--window", paramLabel = "none|desk|kiosk")
    private String window = "desk";

    @Option(names = "--panel", paramLabel = "desk|socket|both")
    private String panel = "desk";

    @Option(names = "--data", paramLabel = "DIR", description = "Where the station keeps its calls.")
    private String data = "data";

    /// Throws when a value is none that a station knows: better here than at the desk.
    void check() {
        oneOf("--language", language, "en", "fr", "de");
        oneOf("--sip-transport", sipTransport, "udp", "tcp");
        oneOf("--headset", headset, "virtual", "pulse", "alsa");
        oneOf("--window", window, "none", "desk", "kiosk");
        oneOf("--panel", panel, "desk", "socket", "both");
        codecs.forEach(codec -> oneOf("--codecs", codec, "opus", "pcma", "pcmu"));
        if (headset.equals("virtual") && microphone == null) {
            throw new WrongSettingException("--microphone is missing: a virtual headset needs a WAV file to speak");
        }
        if (headset.equals("pulse") && device != null) {
            throw new WrongSettingException("--device is \"" + device
                    + "\", but the headset is pulse: name its source with --input and its sink with --output");
        }
        if (!sip.matches(".+:[0-9]{1,5}")) {
            throw new WrongSettingException("--sip is \"" + sip + "\"; allowed: HOST:PORT");
        }
    }

    private static void oneOf(String option, String value, String... allowed) {
        if (!List.of(allowed).contains(value)) {
            throw new WrongSettingException(option + " is \"" + value + "\"; allowed: " + String.join(", ", allowed));
        }
    }

    /// The file's text.
    String toml(StationId station, HqFile.Mqtt mqtt) {
        var text = new StringBuilder();
        line(text, "station", station.value());
        line(text, "desk", desk);
        line(text, "data", data);
        line(text, "language", language);
        text.append("\n[broker]\n");
        line(text, "host", mqtt.host());
        text.append("port = ").append(mqtt.port()).append('\n');
        line(text, "ca", "ca.crt");
        line(text, "certificate", "station.crt");
        line(text, "key", "station.key");
        text.append("\n[sip]\n");
        line(text, "peer", sip);
        line(text, "transport", sipTransport);
        line(text, "user", sipUser);
        line(text, "password", sipPassword == null ? System.getenv("HUSTINGS_SIP_PASSWORD") : sipPassword);
        text.append("register = ").append(sipRegister).append('\n');
        text.append("probe = ").append(!sipNoProbe).append('\n');
        line(text, "listen", sipListen);
        text.append("\n[media]\n");
        line(text, "headset", headset);
        line(text, "device", device);
        line(text, "input", input);
        line(text, "output", output);
        line(text, "microphone", microphone);
        line(text, "capture", capture);
        text.append("codecs = [")
                .append(String.join(
                        ", ", codecs.stream().map(StationChoices::quoted).toList()))
                .append("]\n\n[window]\n");
        line(text, "mode", window);
        text.append("\n[panel]\n");
        line(text, "kind", panel);
        line(text, "socket", "panel.sock");
        text.append("\n[store]\n");
        line(text, "key", "store.key");
        return text.toString();
    }

    private static void line(StringBuilder text, String key, @Nullable String value) {
        if (value != null) {
            text.append(key).append(" = ").append(quoted(value)).append('\n');
        }
    }

    /// A basic string of TOML 1.0: backslash, quote and control characters are escaped.
    private static String quoted(String value) {
        var text = new StringBuilder("\"");
        value.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                text.append('\\').append((char) character);
            } else if (character < 0x20 || character == 0x7f) {
                text.append(String.format("\\u%04x", character));
            } else {
                text.append((char) character);
            }
        });
        return text.append('"').toString();
    }
}
