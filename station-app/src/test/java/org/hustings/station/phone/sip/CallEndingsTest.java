package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hustings.protocol.Result;
import org.hustings.station.phone.PhoneConfig.Credentials;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneNews.Answered;
import org.hustings.station.phone.PhoneNews.Invited;
import org.hustings.station.phone.PhoneNews.Ringing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class CallEndingsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"486, BUSY", "484, INVALID_NUMBER", "480, NO_ANSWER", "603, DECLINED", "503, FAILED"})
    void aRefusalBecomesAResult(int status, Result result) {
        try (var uas = new PlainUas(Transport.UDP, FarEnd.refusing(status));
                var bench = bench(uas)) {
            var ended = bench.ended(bench.dial());

            assertThat(ended.result()).isEqualTo(result);
            assertThat(ended.sipStatus()).contains(status);
            await().until(() -> !uas.received("ACK").isEmpty());
        }
    }

    @Test
    void hangingUpBeforeTheAnswerCancelsWithTheInvitesOwnBranch() {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::ring);
                var bench = bench(uas)) {
            var call = bench.dial();
            bench.heard(Ringing.class, call);
            bench.phone.hangUp(call);

            assertThat(bench.ended(call).result()).isEqualTo(Result.CANCELLED);
            assertThat(bench.ended(call).sipStatus()).contains(487);
            var cancel = uas.received("CANCEL").getFirst();
            assertThat(cancel.header("Via"))
                    .isEqualTo(uas.received("INVITE").getFirst().header("Via"))
                    .contains("branch=" + new CallNames(call).inviteBranch(1));
            assertThat(cancel.header("From")).contains("tag=" + new CallNames(call).localTag());
        }
    }

    @Test
    void anAnswerThatCrossesTheCancelIsConfirmedAndEnded() {
        try (var uas = new PlainUas(Transport.UDP, (it, request) -> {
                    if (request.method().equals("CANCEL")) {
                        it.reply(request, 200, "", "");
                        it.reply(it.received("INVITE").getFirst(), 200, "", FarEnd.DISCARD);
                    } else {
                        FarEnd.ring(it, request);
                    }
                });
                var bench = bench(uas)) {
            var call = bench.dial();
            bench.heard(Ringing.class, call);
            bench.phone.hangUp(call);

            assertThat(bench.ended(call).result()).isEqualTo(Result.CANCELLED);
            await().untilAsserted(() -> assertThat(uas.methods()).containsExactly("INVITE", "CANCEL", "ACK", "BYE"));
            assertThat(bench.find(Answered.class, call)).isEmpty();
        }
    }

    @Test
    void aCallGivenUpBeforeAnyResponseIsCancelledWhenOneComes() {
        try (var uas = new PlainUas(Transport.UDP, (it, request) -> {
                    if (!request.method().equals("INVITE")) {
                        FarEnd.ring(it, request);
                    }
                });
                var bench = bench(uas)) {
            var call = bench.dial();
            bench.heard(Invited.class, call);
            bench.phone.hangUp(call);

            assertThat(bench.ended(call).result()).isEqualTo(Result.CANCELLED);
            assertThat(uas.received("CANCEL")).isEmpty();
            uas.reply(uas.received("INVITE").getFirst(), 180, "", "");
            await().until(() -> uas.received("CANCEL").size() == 1);
        }
    }

    @Test
    void aSecondAttemptGivenUpBeforeItsOwnFirstResponseIsNotYetCancelled() {
        try (var uas = new PlainUas(Transport.UDP, (it, request) -> {
                    if (request.header("CSeq").equals("1 INVITE")) {
                        it.reply(request, 100, "", "");
                        it.reply(request, 401, "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n", "");
                    } else if (!request.method().equals("INVITE")) {
                        FarEnd.ring(it, request);
                    }
                });
                var bench = new Bench(
                        folder, uas.address(), Transport.UDP, Optional.of(new Credentials("station", "secret")))) {
            var call = bench.dial();
            await().until(() -> uas.received("INVITE").size() == 2);
            bench.phone.hangUp(call);

            assertThat(bench.ended(call).result()).isEqualTo(Result.CANCELLED);
            assertThat(uas.received("CANCEL")).isEmpty();
            uas.reply(uas.received("INVITE").getLast(), 180, "", "");
            await().until(() -> uas.received("CANCEL").size() == 1);
        }
    }

    @Test
    void aRecordingThatCannotBeFinishedDoesNotKeepTheLine() throws IOException {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::answer);
                var bench = bench(uas)) {
            var call = bench.dial();
            bench.heard(Answered.class, call);
            Files.delete(bench.ear(call));
            Files.createDirectory(bench.ear(call)); // Its length cannot be written there.
            bench.phone.hangUp(call);
            bench.ended(call);

            bench.heard(Answered.class, bench.dial());
        }
    }

    @Test
    void theFarEndHangsUp() {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::answer);
                var bench = bench(uas)) {
            var call = bench.dial();
            bench.heard(Answered.class, call);
            uas.request(uas.received("INVITE").getFirst(), "BYE", 1, "", "");

            assertThat(bench.ended(call).result()).isEqualTo(Result.ANSWERED);
            await().until(() -> uas.received("200").size() == 1);
        }
    }

    @Test
    void nobodyAnswersWithinTheRingingTime() {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::ring);
                var bench = bench(uas)) {
            var call = bench.dial();
            var rang = bench.heard(Ringing.class, call);
            var ended = bench.ended(call);

            assertThat(ended.result()).isEqualTo(Result.NO_ANSWER);
            assertThat(ended.nanos() - rang.nanos())
                    .isGreaterThan(Bench.SHORT.ringLeast().toNanos());
            assertThat(uas.received("CANCEL")).hasSize(1);
        }
    }

    @Test
    void aLateAnswerOfADeadProcessIsConfirmedAndEnded() {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::ring);
                var bench = bench(uas)) {
            var call = bench.dial();
            bench.heard(Ringing.class, call);
            var stray = uas.received("INVITE").getFirst();
            // Another call of ours, whose process is gone: the same wire, an id it has never heard of.
            var other = new org.hustings.protocol.CallId(java.util.UUID.randomUUID());
            var text = stray.text()
                    .replace(call.toString(), other.toString())
                    .replace(new CallNames(call).localTag(), new CallNames(other).localTag());
            uas.reply(new PlainUas.Message(text, stray.back()), 200, "", FarEnd.DISCARD);

            await().until(() ->
                    uas.received("BYE").stream().anyMatch(it -> it.callId().equals(other.toString())));
            assertThat(uas.received("ACK")).anyMatch(it -> it.callId().equals(other.toString()));
            assertThat(bench.find(Ringing.class, other)).isEmpty();
        }
    }

    private Bench bench(PlainUas uas) {
        return new Bench(folder, uas.address(), Transport.UDP, Optional.empty());
    }
}
