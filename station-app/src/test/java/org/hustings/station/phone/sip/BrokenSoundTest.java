package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Result;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneNews.Answered;
import org.hustings.station.phone.PhoneNews.Readiness;
import org.hustings.station.phone.media.Sound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A headset that is missing, or fails.
@Tag("slow")
class BrokenSoundTest {

    private static final Duration LONG = Duration.ofSeconds(12);

    @TempDir
    Path folder;

    @Test
    void aMissingMicrophoneIsToldAtTheStartAndFoundWhenItComes() throws IOException {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::answer)) {
            var config = Bench.config(folder, uas.address(), Transport.UDP, Optional.empty());
            Files.delete(folder.resolve("volunteer.wav"));
            var news = new java.util.concurrent.CopyOnWriteArrayList<org.hustings.station.phone.PhoneNews>();
            try (var phone = SipPhone.open(config, news::add, Bench.SHORT)) {
                await().atMost(LONG)
                        .until(() -> news.stream()
                                .anyMatch(it -> it instanceof Readiness(var ready, var reason)
                                        && !ready
                                        && reason.contains("media.microphone = ")));
                assertThat(phone.hasSound()).isFalse();
                Sound.tone(folder.resolve("volunteer.wav"), 300);

                await().atMost(LONG).until(phone::isReady);
                assertThat(phone.hasSound()).isTrue();
            }
        }
    }

    @Test
    void afterSoundFailedInACallNobodysTelephoneRingsBeforeItIsHeardAgain() throws IOException {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::answer);
                var bench = new Bench(folder, uas.address(), Transport.UDP, Optional.empty())) {
            await().atMost(LONG).until(bench.phone::isReady);
            Files.writeString(folder.resolve("volunteer.wav"), "this fails only when it plays");
            assertThat(bench.ended(bench.dial()).result()).isIn(Result.FAILED, Result.ANSWERED);
            await().atMost(LONG).until(() -> !bench.phone.hasSound());
            assertThat(uas.received("INVITE")).hasSize(1);

            assertThat(bench.ended(bench.dial()).result()).isEqualTo(Result.FAILED);
            assertThat(uas.received("INVITE")).hasSize(1);
            assertThat(bench.phone.isReady()).isFalse();

            Sound.tone(folder.resolve("volunteer.wav"), 300);
            bench.heard(Answered.class, bench.dial());
            assertThat(uas.received("INVITE")).hasSize(2);
            assertThat(bench.news.stream()
                            .filter(Readiness.class::isInstance)
                            .map(it -> ((Readiness) it).ready())
                            .toList())
                    .endsWith(List.of(false, true, false, true).toArray(Boolean[]::new));
        }
    }
}
