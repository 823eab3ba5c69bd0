package org.hustings.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsReadByTypeAndItsPathsCountFromItsFolder() throws IOException {
        var settings = settings("""
                station = "st-1"
                [broker]
                port = 8883
                ca = "ca.crt"
                [sip]
                register = false
                [media]
                codecs = ["opus", "pcma"]
                """, Map.of());

        assertThat(settings.parsed("station", StationId::new)).contains(new StationId("st-1"));
        assertThat(settings.integer("broker.port", 1, 65_535)).hasValue(8883);
        assertThat(settings.path("broker.ca")).contains(folder.resolve("ca.crt"));
        assertThat(settings.flag("sip.register")).contains(false);
        assertThat(settings.texts("media.codecs", "opus", "pcma", "pcmu").orElseThrow())
                .containsExactly("opus", "pcma");
        assertThat(settings.text("absent")).isEmpty();
        settings.refuseUnknown();
    }

    @Test
    void theEnvironmentStandsAboveTheFile() throws IOException {
        var settings = settings(
                "[broker]\nport = 1\n", Map.of("HUSTINGS_X_BROKER_PORT", "2", "HUSTINGS_X_MEDIA_CODECS", "opus, pcmu"));

        assertThat(settings.integer("broker.port", 1, 9)).hasValue(2);
        assertThat(settings.texts("media.codecs").orElseThrow()).containsExactly("opus", "pcmu");
        assertThat(settings.mentions("media")).isTrue();
        assertThat(settings.mentions("sip")).isFalse();
    }

    @Test
    void anUnknownKeyIsRefusedWithThoseThatExist() throws IOException {
        var settings = settings("[broker]\nprot = 1\n", Map.of());
        settings.integer("broker.port", 1, 9);

        assertThatThrownBy(settings::refuseUnknown)
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("broker.prot is not a setting")
                .hasMessageContaining("broker.port");
    }

    @Test
    void aWrongValueIsNamedWithItsKeyAndWhatIsAllowed() throws IOException {
        var settings = settings("desk = 4\nport = 70000\ntransport = \"sctp\"\nid = \"No\"\n", Map.of());

        assertThatThrownBy(() -> settings.text("desk"))
                .hasMessageEndingWith("desk is \"4\"; allowed: a text in quotes");
        assertThatThrownBy(() -> settings.integer("port", 1, 65_535))
                .hasMessageEndingWith("port is \"70000\"; allowed: a whole number from 1 to 65535");
        assertThatThrownBy(() -> settings.choice("transport", "udp", "tcp"))
                .hasMessageEndingWith("transport is \"sctp\"; allowed: one of udp, tcp");
        assertThatThrownBy(() -> settings.parsed("id", StationId::new)).hasMessageContaining("id is \"No\"; allowed: ");
        assertThatThrownBy(() -> settings.requiredText("station"))
                .hasMessageContaining("station is missing")
                .hasMessageContaining("HUSTINGS_X_STATION");
    }

    @Test
    void aFileThatIsNoTomlIsNamedWithItsLine() {
        assertThatThrownBy(() -> settings("a = 1\nb = = 2\n", Map.of()))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("x.toml, line 2: not TOML");
    }

    private Settings settings(String toml, Map<String, String> environment) throws IOException {
        var file = Files.writeString(folder.resolve("x.toml"), toml);
        return Settings.read(file, "HUSTINGS_X", environment);
    }
}
