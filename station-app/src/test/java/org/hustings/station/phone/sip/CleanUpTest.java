package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.protocol.CallId;
import org.hustings.station.phone.Dialog;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A killed process leaves its call on the network; the next one must end it.
@Tag("slow")
class CleanUpTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final CallId call = new CallId(UUID.randomUUID());

    @Test
    void aDeadProcessesInviteIsCancelled() throws IOException {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::ring)) {
            killAfter("ringing", uas);
            try (var bench = new Bench(folder, uas.address(), Transport.UDP, Optional.empty())) {
                bench.phone.cleanUp(call, Bench.NUMBER, Optional.of(Bench.CALLER), Optional.empty());

                await().atMost(LONG).until(() -> !uas.received("CANCEL").isEmpty());
                assertThat(uas.received("CANCEL").getFirst().header("Via"))
                        .isEqualTo(uas.received("INVITE").getFirst().header("Via"));
                assertThat(uas.received("CANCEL").getFirst().header("From"))
                        .isEqualTo(uas.received("INVITE").getFirst().header("From"))
                        .contains(Bench.CALLER.e164());
                await().atMost(LONG).until(() -> !uas.received("ACK").isEmpty());
                assertThat(bench.news).noneMatch(it -> it.toString().contains(call.toString()));
            }
        }
    }

    @Test
    void aDeadProcessesAnswerThatComesOnlyNowIsEnded() throws IOException {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::ring)) {
            killAfter("ringing", uas);
            try (var bench = new Bench(folder, uas.address(), Transport.UDP, Optional.empty())) {
                await().until(bench.phone::isReady);
                uas.reply(uas.received("INVITE").getFirst(), 200, "", FarEnd.DISCARD);

                await().atMost(LONG).until(() -> uas.received("BYE").size() == 1);
            }
        }
    }

    @Test
    void aDeadProcessesTalkIsEndedByBye() throws IOException {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::answer)) {
            var fields = killAfter("answered", uas).split("\t", -1);
            var dialog = new Dialog(fields[1], fields[2], fields[3], List.of(), Long.parseLong(fields[4]));
            try (var bench = new Bench(folder, uas.address(), Transport.UDP, Optional.empty())) {
                bench.phone.cleanUp(call, Bench.NUMBER, Optional.of(Bench.CALLER), Optional.of(dialog));

                await().atMost(LONG).until(() -> !uas.received("BYE").isEmpty());
                var bye = uas.received("BYE").getFirst();
                assertThat(bye.callId()).isEqualTo(call.toString());
                assertThat(bye.header("From")).contains("tag=" + fields[1]);
                assertThat(bye.header("To")).contains("tag=" + PlainUas.TAG);
                assertThat(bye.header("CSeq")).isEqualTo("2 BYE");
            }
        }
    }

    @Test
    void anAnswerThatTheDeskCouldNotSaveBeforeTheProcessDiedIsEndedByBye() throws IOException {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::answer)) {
            killAfter("answered", uas);
            assertThat(folder.resolve("sip.dialog")).content().doesNotContain("2025550123");
            try (var bench = new Bench(folder, uas.address(), Transport.UDP, Optional.empty())) {
                bench.phone.cleanUp(call, Bench.NUMBER, Optional.of(Bench.CALLER), Optional.empty());

                await().atMost(LONG).until(() -> !uas.received("BYE").isEmpty());
                var bye = uas.received("BYE").getFirst();
                assertThat(bye.first())
                        .contains("sip:voter@127.0.0.1:" + uas.address().getPort());
                assertThat(bye.header("To")).contains("tag=" + PlainUas.TAG);
                assertThat(bye.header("From"))
                        .isEqualTo(uas.received("INVITE").getFirst().header("From"));
                assertThat(uas.received("CANCEL")).isEmpty();
            }
        }
    }

    @Test
    void cleaningUpDoesNotWaitForTheWarmUp() {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::know)) {
            var limits = new Limits(LONG, LONG, LONG, LONG, LONG, LONG, 1_000_000); // A second of warm-up.
            var config = Bench.config(folder, uas.address(), Transport.UDP, Optional.empty());
            try (var phone = SipPhone.open(config, news -> {}, limits)) {
                phone.cleanUp(call, Bench.NUMBER, Optional.of(Bench.CALLER), Optional.empty());

                await().pollInterval(Duration.ofMillis(5))
                        .until(() -> !uas.received("CANCEL").isEmpty());
                assertThat(uas.probes()).isZero();
            }
        }
    }

    /// Runs a station's process up to the moment named, and kills it (SIGKILL).
    private String killAfter(String moment, PlainUas uas) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedStation.class.getName(),
                        folder.toString(),
                        Integer.toString(uas.address().getPort()),
                        call.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(moment)) {
                    return line;
                }
            }
            throw new IOException("the station's process ended before it was " + moment);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }
}
