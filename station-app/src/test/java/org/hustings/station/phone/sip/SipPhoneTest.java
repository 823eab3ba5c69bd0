package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hustings.protocol.Result;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneNews.Answered;
import org.hustings.station.phone.PhoneNews.Invited;
import org.hustings.station.phone.PhoneNews.Level;
import org.hustings.station.phone.PhoneNews.Ringing;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SipPhoneTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anAnsweredCallIsHeardAtBothEnds(Transport transport) {
        try (var voter = voter(Codec.OPUS);
                var uas = new PlainUas(transport, (it, request) -> {
                    switch (request.method()) {
                        case "INVITE" -> {
                            it.reply(request, 100, "", "");
                            it.reply(request, 180, "", "");
                            it.reply(request, 200, "", voter.answer(request.body()));
                        }
                        case "BYE" -> it.reply(request, 200, "", "");
                        default -> {}
                    }
                });
                var bench = new Bench(folder, uas.address(), transport, Optional.empty())) {
            var call = bench.dial();

            bench.heard(Invited.class, call);
            bench.heard(Ringing.class, call);
            var answered = bench.heard(Answered.class, call);
            assertThat(answered.dialog().remoteTag()).isEqualTo(PlainUas.TAG);
            await().atMost(LONG).until(() -> Sound.loudSeconds(voter.heard()) > 0.7);
            await().atMost(LONG).until(() -> Sound.loudSeconds(bench.ear(call)) > 0.7);
            assertThat(bench.find(Level.class, call)).isPresent();
            bench.phone.hangUp(call);
            var ended = bench.ended(call);

            assertThat(ended.result()).isEqualTo(Result.ANSWERED);
            assertThat(ended.quality())
                    .hasValueSatisfying(quality -> assertThat(quality.codec()).isEqualTo("opus"));
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(uas.methods()).containsExactly("INVITE", "ACK", "BYE"));
            assertThat(uas.received("INVITE").getFirst().callId()).isEqualTo(call.toString());
            assertThat(Sound.hertz(voter.heard())).isBetween(270.0, 330.0);
        }
    }

    @Test
    void anAnnouncementIsHeardBeforeAnyAnswer() {
        try (var voter = voter(Codec.PCMA);
                var uas = new PlainUas(Transport.UDP, (it, request) -> {
                    if (request.method().equals("INVITE")) {
                        it.reply(request, 183, "", voter.answer(request.body()));
                    } else {
                        FarEnd.ring(it, request);
                    }
                });
                var bench = bench(uas)) {
            var call = bench.dial();

            bench.heard(Ringing.class, call);
            await().atMost(LONG).until(() -> Sound.loudSeconds(bench.ear(call)) > 0.5);
            assertThat(Sound.hertz(bench.ear(call))).isBetween(850.0, 950.0);
            assertThat(bench.find(Answered.class, call)).isEmpty();
            assertThat(Sound.loudSeconds(voter.heard())).isZero();
        }
    }

    @Test
    void ringingIsHeardWhileTheFarEndRings() {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::ring);
                var bench = bench(uas)) {
            var call = bench.dial();

            await().atMost(LONG).until(() -> Sound.loudSeconds(bench.ear(call)) > 0.2);
            assertThat(Sound.hertz(bench.ear(call))).isBetween(400.0, 450.0);
        }
    }

    @Test
    void mutedMeansSilenceOnTheWire() {
        try (var voter = voter(Codec.PCMU);
                var uas = new PlainUas(Transport.UDP, (it, request) -> {
                    switch (request.method()) {
                        case "INVITE" -> it.reply(request, 200, "", voter.answer(request.body()));
                        default -> FarEnd.ring(it, request);
                    }
                });
                var bench = bench(uas)) {
            var call = bench.dial();
            await().atMost(LONG).until(() -> Sound.loudSeconds(voter.heard()) > 0.3);
            bench.phone.mute(true);

            await().atMost(LONG).until(() -> Sound.quietAtEndSeconds(voter.heard()) > 0.5);
            bench.phone.mute(false);
            await().atMost(LONG).until(() -> Sound.quietAtEndSeconds(voter.heard()) < 0.1);
            bench.phone.hangUp(call);
            bench.ended(call);
        }
    }

    private Bench bench(PlainUas uas) {
        return new Bench(folder, uas.address(), Transport.UDP, Optional.empty());
    }

    private Voter voter(Codec codec) {
        return new Voter(Sound.tone(folder.resolve("voter.wav"), 900), folder.resolve("voters"), codec);
    }
}
