package org.hustings.station.phone.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hustings.protocol.CallId;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaLegTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    Path folder;

    private final List<MediaNews> news = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource(Codec.class)
    void speechFlowsBothWaysInEveryCodec(Codec codec) {
        var low = Sound.tone(folder.resolve("low.wav"), 300);
        var high = Sound.tone(folder.resolve("high.wav"), 900);
        var mine = new CallId(UUID.randomUUID());
        var theirs = new CallId(UUID.randomUUID());
        try (var station = leg(low);
                var voter = leg(high)) {
            station.play(mine);
            voter.play(theirs);
            station.open(at(voter, codec));
            voter.open(at(station, codec));

            await().atMost(Duration.ofSeconds(8)).until(() -> Sound.loudSeconds(captured(mine)) > 0.8);
            await().atMost(Duration.ofSeconds(8)).until(() -> Sound.loudSeconds(captured(theirs)) > 0.8);
            assertThat(station.quality()).hasValueSatisfying(quality -> {
                assertThat(quality.codec()).isEqualTo(codec.word());
                assertThat(quality.lossPct()).isLessThan(5);
            });
        }
        assertThat(Sound.hertz(captured(mine))).isBetween(850.0, 950.0);
        assertThat(Sound.hertz(captured(theirs))).isBetween(270.0, 330.0);
        assertThat(news).hasAtLeastOneElementOfType(MediaNews.Levels.class);
    }

    private Path captured(CallId call) {
        return folder.resolve("ear").resolve(call + ".wav");
    }

    private MediaLeg leg(Path microphone) {
        return MediaLeg.prepare(
                new Headset.Virtual(microphone, Optional.of(folder.resolve("ear"))),
                List.of(Codec.values()),
                HERE,
                news::add);
    }

    private static RemoteMedia at(MediaLeg leg, Codec codec) {
        return new RemoteMedia(codec, codec.payloadType(), HERE.getHostAddress(), leg.port(), leg.port() + 1);
    }
}
