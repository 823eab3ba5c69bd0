package org.hustings.demo.town.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hustings.demo.town.Behaviour;
import org.hustings.demo.town.Town;
import org.hustings.demo.town.TownRecord;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.station.phone.PhoneConfig;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.Headset;
import org.hustings.station.phone.media.WavFile;
import org.hustings.station.phone.sip.SipPhone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The station's own phone calls the town: what each heard of the other is in their captures.
@Tag("slow")
class BothWaysTest {

    private static final String NUMBER = "+442079460001";
    private static final Duration SURELY_HEARD = Duration.ofMillis(1_000);

    /// The rate of the virtual headset's captures.
    private static final int EAR_RATE = 16_000;

    @TempDir
    Path folder;

    @Test
    void aStationAndAVoterHearEachOther() throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        Voices.record(folder.resolve("voices"));
        var microphone = folder.resolve("voices").resolve("talk-en-1.wav");
        var options = new Town.Options(
                new InetSocketAddress(loopback, 0),
                folder.resolve("town.jsonl"),
                1,
                20,
                Optional.empty(),
                Map.of(NUMBER, List.of(Behaviour.TALKS)));
        try (var town = Town.open(options, Clock.systemUTC())) {
            var ears = Files.createDirectories(folder.resolve("ear"));
            var config = new PhoneConfig(
                    town.sip(),
                    PhoneConfig.Transport.UDP,
                    new InetSocketAddress(loopback, 0),
                    Optional.empty(),
                    Optional.empty(),
                    PhoneConfig.Presence.PROBE,
                    new Headset.Virtual(microphone, Optional.of(ears)),
                    List.of(Codec.OPUS));
            var ear = Files.readAllBytes(ears.resolve(talk(config) + ".wav"));
            assertThat(SpeechMeter.speechIn(ear, WavFile.HEADER_BYTES, EAR_RATE))
                    .isGreaterThanOrEqualTo(SURELY_HEARD);
        }
        assertThat(TownRecord.read(folder.resolve("town.jsonl")))
                .singleElement()
                .satisfies(call -> assertThat(call.speechHeardMs()).isGreaterThanOrEqualTo(SURELY_HEARD.toMillis()));
    }

    /// One call from dialing until the voter hangs up.
    private static CallId talk(PhoneConfig config) {
        var news = new CopyOnWriteArrayList<PhoneNews>();
        var call = new CallId(UUID.randomUUID());
        try (var phone = SipPhone.open(config, news::add)) {
            await().atMost(Duration.ofSeconds(20)).until(phone::isReady);
            phone.dial(call, new PhoneNumber(NUMBER), new PhoneNumber("+443069990001"), 20);
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> news.stream().anyMatch(PhoneNews.Ended.class::isInstance));
        }
        return call;
    }
}
