package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneNews.Answered;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.Sound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The announcement comes from one place, the answer from another: each has its own port, codec and sound.
@Tag("slow")
class ForkedCallTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    /// What the jitter buffer may still hold of the announcement when the answer has come.
    private static final double LAST_OF_IT_SECONDS = 0.2;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Codec.class)
    void theVoterIsHeardInAnyCodecAfterAnAnnouncementInPcmu(Codec answering) {
        try (var gateway = voter("gateway", 900, Codec.PCMU);
                var voter = voter("voter", 600, answering);
                var uas = new PlainUas(Transport.UDP, (it, request) -> {
                    switch (request.method()) {
                        case "INVITE" -> it.reply(request, 183, "", gateway.answer(request.body()));
                        case "BYE" -> it.reply(request, 200, "", "");
                        default -> {}
                    }
                });
                var bench = new Bench(folder, uas.address(), Transport.UDP, Optional.empty())) {
            var call = bench.dial();
            var ear = bench.ear(call);
            await().atMost(LONG).until(() -> Sound.loudSeconds(ear) > 0.4);
            assertThat(Sound.hertz(ear)).isBetween(850.0, 950.0);

            gateway.stop();
            var invite = uas.received("INVITE").getFirst();
            uas.reply(invite, 200, "", voter.answer(invite.body()));
            bench.heard(Answered.class, call);
            var answered = Sound.seconds(ear) + LAST_OF_IT_SECONDS;

            await().atMost(LONG).until(() -> Sound.loudSeconds(ear, answered) > 0.8);
            assertThat(Sound.hertz(ear, answered)).isBetween(570.0, 630.0);
            await().atMost(LONG).until(() -> Sound.loudSeconds(voter.heard()) > 0.5);
            assertThat(Sound.hertz(voter.heard())).isBetween(270.0, 330.0);
            bench.phone.hangUp(call);
            assertThat(bench.ended(call).quality())
                    .hasValueSatisfying(quality -> assertThat(quality.codec()).isEqualTo(answering.word()));
        }
    }

    private Voter voter(String name, int hertz, Codec codec) {
        return new Voter(Sound.tone(folder.resolve(name + ".wav"), hertz), folder.resolve(name), codec);
    }
}
