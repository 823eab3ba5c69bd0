package org.hustings.demo.town.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two lines of the town call each other.
@Tag("slow")
class RtpLineTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final InetSocketAddress NOBODY = new InetSocketAddress(LOOPBACK, 9);

    @TempDir
    static Path folder;

    private static Voices voices;
    private static RtpRoom room;

    @BeforeAll
    static void speak() throws Exception {
        voices = Voices.record(folder.resolve("voices"));
        room = new RtpRoom(LOOPBACK);
    }

    @AfterAll
    static void close() {
        room.close();
    }

    /// A minute of silence is cut short. What is said goes on for longer than its recording: it is said again.
    @ParameterizedTest
    @EnumSource(Codec.class)
    void theNextProgrammeBeginsAtOnceAndIsRepeated(Codec codec) {
        var talk = voices.announcement("en").first().getFirst();
        var ear = room.open(offer(codec, NOBODY), List.of(), folder.resolve(codec + "-ear.wav"));
        var mouth = room.open(
                offer(codec, ear.local()),
                List.of(voices.silence(), Programme.loop(talk)),
                folder.resolve(codec + "-mouth.wav"));
        ear.listen();
        mouth.play();
        await().atMost(LONG).until(() -> ear.lastHeardNanos().isPresent());
        mouth.play();

        await().atMost(LONG)
                .until(() -> SpeechMeter.speechIn(ear.sound())
                                .compareTo(talk.length().plusSeconds(1))
                        > 0);
        room.close(mouth);
        room.close(ear);
        assertThat(mouth.lastHeardNanos()).isEmpty();
    }

    /// An announcement and the minute of silence behind it are cut short together.
    @ParameterizedTest
    @EnumSource(Codec.class)
    void anAnnouncementGivesWayToTheTalkAtOnce(Codec codec) {
        var announcement = voices.announcement("en");
        var talk = announcement.first().getFirst();
        var ear = room.open(offer(codec, NOBODY), List.of(), folder.resolve(codec + "-heard.wav"));
        var mouth = room.open(
                offer(codec, ear.local()),
                List.of(announcement, Programme.loop(talk)),
                folder.resolve(codec + "-said.wav"));
        ear.listen();
        mouth.play();
        await().atMost(LONG).until(() -> SpeechMeter.speechIn(ear.sound()).toMillis() > 500);
        mouth.play();

        await().atMost(LONG)
                .until(() -> SpeechMeter.speechIn(ear.sound())
                                .compareTo(talk.length().plusSeconds(2))
                        > 0);
        room.close(mouth);
        room.close(ear);
    }

    private static AudioOffer offer(Codec codec, InetSocketAddress remote) {
        return new AudioOffer(codec, codec.anyPayloadType(), remote);
    }
}
