package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.hustings.protocol.WrongSettingException;
import org.hustings.station.phone.media.Headset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsetSettingsTest {

    @TempDir
    Path folder;

    @Test
    void aSoundServersSourceAndSinkHaveNamesOfTheirOwn() throws IOException {
        var config = read("headset = \"pulse\"\ninput = \"mono.in\"\noutput = \"stereo.out\"");

        assertThat(StationDevices.headset(config.media()))
                .isEqualTo(new Headset.Pulse(Optional.of("mono.in"), Optional.of("stereo.out")));
    }

    @Test
    void oneDeviceForBothIsAlsasAlone() throws IOException {
        var alsa = read("headset = \"alsa\"\ndevice = \"plughw:1\"");

        assertThat(StationDevices.headset(alsa.media())).isEqualTo(new Headset.Alsa(Optional.of("plughw:1")));
        assertThatThrownBy(() -> read("headset = \"pulse\"\ndevice = \"plughw:1\""))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContainingAll("media.device", "plughw:1", "media.input", "media.output");
    }

    private StationConfig read(String media) throws IOException {
        var file = Files.writeString(folder.resolve("station.toml"), """
                station = "st-1"
                desk = "Ashford 1"
                data = "data"
                [broker]
                host = "127.0.0.1"
                ca = "ca.crt"
                certificate = "station.crt"
                key = "station.key"
                [sip]
                peer = "127.0.0.1:5070"
                [store]
                key = "store.key"
                [media]
                """ + media + "\n");
        return StationConfig.read(file, Map.of());
    }
}
