package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hustings.protocol.WrongSettingException;
import org.hustings.station.screen.StationWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationMainTest {

    private static final String GOOD = """
            station = "st-1"
            desk = "Ashford 1"
            data = "data"
            language = "en"
            [broker]
            host = "127.0.0.1"
            port = 8883
            ca = "ca.crt"
            certificate = "station.crt"
            key = "station.key"
            [sip]
            peer = "127.0.0.1:5070"
            transport = "udp"
            [media]
            headset = "virtual"
            microphone = "mic.wav"
            [window]
            mode = "none"
            [panel]
            kind = "socket"
            socket = "panel.sock"
            [store]
            key = "store.key"
            """;

    @TempDir
    Path folder;

    @Test
    void aWholeFileIsReadAndItsPathsCountFromIt() throws Exception {
        var config = read(GOOD);

        assertThat(config.data()).isEqualTo(folder.resolve("data"));
        assertThat(config.sip().peer().getPort()).isEqualTo(5070);
        assertThat(config.panel().socket()).contains(folder.resolve("panel.sock"));
    }

    @Test
    void eachWrongKeyGetsOneMessageThatNamesIt() {
        refused(GOOD.replace("station = \"st-1\"", ""), "station is missing");
        refused(GOOD.replace("\"st-1\"", "\"ST 1\""), "station");
        refused(GOOD.replace("mode = \"none\"", "mode = \"wall\""), "window.mode is \"wall\"");
        refused(GOOD.replace("port = 8883", "port = 0"), "broker.port");
        refused(GOOD.replace("127.0.0.1:5070", "nowhere"), "sip.peer");
        refused(GOOD.replace("host = \"127.0.0.1\"", "host = \"ssl://hq.example\""), "broker.host");
        refused(GOOD.replace("host = \"127.0.0.1\"", "host = \"hq example\""), "broker.host");
        refused(GOOD.replace("socket = \"panel.sock\"", ""), "panel.socket is missing");
        refused(GOOD + "colour = \"red\"\n", "store.colour is not a setting");
    }

    @Test
    void whatTheTelephoneRefusesIsAWrongSettingAndNoBug() throws Exception {
        phoneRefuses(GOOD.replace("[media]", "register = true\n[media]"), "sip.user");
        phoneRefuses(GOOD.replace("[media]", "user = 'a\"b'\n[media]"), "sip.user");
        phoneRefuses(GOOD.replace("127.0.0.1:5070", "127.0.0.1:0"), "sip.peer");
        phoneRefuses(GOOD.replace("[media]", "listen = \"no-such-host.invalid:0\"\n[media]"), "sip.listen");
        phoneRefuses(GOOD.replace("[window]", "codecs = []\n[window]"), "media.codecs");
    }

    private void phoneRefuses(String toml, String words) throws Exception {
        var config = read(toml);
        var devices = StationDevices.of(config, new NoWindow());
        assertThatThrownBy(() -> devices.phone().apply(_ -> {}))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining(words);
        devices.panel().close();
    }

    private static final class NoWindow implements StationWindow.Ends {

        @Override
        public void closed() {}

        @Override
        public void broken() {}
    }

    @Test
    void aMissingFileAndAMissingCertificateEndWithExitCodeTwo() throws Exception {
        assertThat(StationMain.run("--config", folder.resolve("none.toml").toString()))
                .isEqualTo(2);
        var file = folder.resolve("station.toml");
        Files.writeString(file, GOOD);
        Files.writeString(folder.resolve("store.key"), "bm8gc2VjcmV0LCBidXQgdGhpcnR5LXR3byBieXRlcyE=");
        assertThat(StationMain.run("--config", file.toString())).isEqualTo(2);
    }

    @Test
    void aSecondProcessOnTheSameDataIsRefused() {
        try (var first = DataLock.take(folder)) {
            assertThat(first.data()).isEqualTo(folder);
            assertThatThrownBy(() -> DataLock.take(folder))
                    .isInstanceOf(WrongSettingException.class)
                    .hasMessageContaining("in use by another station process");
        }
    }

    private StationConfig read(String toml) throws Exception {
        var file = folder.resolve("station.toml");
        Files.writeString(file, toml);
        return StationConfig.read(file, Map.of());
    }

    private void refused(String toml, String words) {
        assertThatThrownBy(() -> read(toml))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining(words);
    }
}
