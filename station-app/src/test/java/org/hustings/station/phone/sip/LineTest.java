package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Result;
import org.hustings.station.phone.PhoneConfig;
import org.hustings.station.phone.PhoneConfig.Credentials;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneException;
import org.hustings.station.phone.PhoneNews.Answered;
import org.hustings.station.phone.PhoneNews.Readiness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The line around the calls: who we are to the peer, what the peer and strangers may ask, what may go wrong.
@Tag("slow")
class LineTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Optional<Credentials> SECRET = Optional.of(new Credentials("station", "secret"));

    @TempDir
    Path folder;

    @Test
    void aChallengeIsMetAndTheNextCallProvesItselfAtOnce() {
        try (var uas = new PlainUas(Transport.UDP, (it, request) -> {
                    if (request.method().equals("INVITE")) {
                        var proven = request.header("Proxy-Authorization").contains("response=");
                        it.reply(request, proven ? 486 : 407, proven ? "" : """
                                Proxy-Authenticate: Digest realm="r", nonce="n1", algorithm=MD5, qop="auth"\r
                                Proxy-Authenticate: Digest realm="r", nonce="n2", algorithm=SHA-256, qop="auth"\r
                                """, "");
                    }
                });
                var bench = new Bench(folder, uas.address(), Transport.UDP, SECRET)) {
            assertThat(bench.ended(bench.dial()).result()).isEqualTo(Result.BUSY);
            assertThat(bench.ended(bench.dial()).result()).isEqualTo(Result.BUSY);

            var invites = uas.received("INVITE");
            assertThat(invites).hasSize(3);
            assertThat(invites.get(1).header("CSeq")).startsWith("2 ");
            assertThat(invites.get(1).header("Proxy-Authorization")).contains("SHA-256", "n2", "nc=00000001");
            assertThat(invites.get(2).header("Proxy-Authorization")).contains("nc=00000002");
        }
    }

    @Test
    void aWrongPasswordFailsTheCallAfterThreeAttempts() {
        try (var uas = new PlainUas(Transport.UDP, (it, request) -> {
                    if (request.method().equals("INVITE")) {
                        var nonce = "n" + it.received("INVITE").size();
                        it.reply(request, 401, "WWW-Authenticate: Digest realm=\"r\", nonce=\"" + nonce + "\"\r\n", "");
                    }
                });
                var bench = new Bench(folder, uas.address(), Transport.UDP, SECRET)) {
            assertThat(bench.ended(bench.dial()).sipStatus()).contains(401);
            assertThat(uas.received("INVITE")).hasSize(3);
        }
    }

    @Test
    void aRegistrationIsMadeAndTakenBack() {
        try (var uas = new PlainUas(
                Transport.UDP,
                (it, request) -> it.reply(
                        request,
                        request.header("Authorization").isEmpty() ? 401 : 200,
                        "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\nExpires: 60\r\n",
                        ""))) {
            var plain = Bench.config(folder, uas.address(), Transport.UDP, SECRET);
            var config = new PhoneConfig(
                    plain.peer(),
                    plain.transport(),
                    plain.listen(),
                    plain.portMemory(),
                    SECRET,
                    PhoneConfig.Presence.REGISTER,
                    plain.headset(),
                    plain.codecs());
            try (var phone = SipPhone.open(config, news -> {}, Bench.SHORT)) {
                await().atMost(LONG).until(phone::isReady);
            }
            await().untilAsserted(() -> assertThat(uas.received("REGISTER"))
                    .extracting(it -> it.header("Expires"))
                    .containsExactly("300", "300", "0"));
        }
    }

    @Test
    void whatTheFarEndMayAskInACallIsAnsweredAndTheCallGoesOn() {
        try (var uas = new PlainUas(Transport.UDP, FarEnd::answer);
                var bench = bench(uas)) {
            var call = bench.dial();
            bench.heard(Answered.class, call);
            var invite = uas.received("INVITE").getFirst();

            uas.request(invite, "INFO", 1, "", "");
            uas.request(invite, "INVITE", 2, "", FarEnd.DISCARD + "a=sendonly\r\n");
            uas.request(invite, "REFER", 3, "Refer-To: <sip:elsewhere@127.0.0.1>\r\n", "");
            await().untilAsserted(() -> assertThat(uas.methods()).contains("405"));
            assertThat(uas.received("200"))
                    .hasSize(2)
                    .last()
                    .satisfies(it -> assertThat(it.body()).contains("a=recvonly", "PCMA/8000"));
            // Its tags are a stranger's: refused.
            uas.request(invite, "BYE", 4, "X-Odd: 1\r\n", "");
            bench.ended(call);
        }
    }

    @Test
    void strangersAreRefusedAndNonsenseIsSurvived() {
        try (var uas = new PlainUas(Transport.UDP, FarEnd.refusing(486));
                var bench = bench(uas)) {
            bench.ended(bench.dial());
            var contact = uas.received("INVITE").getFirst().header("Contact").replaceAll(".*:(\\d+)>.*", "$1");
            var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(contact));
            for (var nonsense : NONSENSE) {
                uas.send(nonsense.replace("\n", "\r\n"), to);
            }
            uas.send(stranger("INVITE", uas.address().getPort()), to);

            await().until(() -> uas.received("403").size() == 1);
            assertThat(bench.ended(bench.dial()).result()).isEqualTo(Result.BUSY);
        }
    }

    private static final List<String> NONSENSE = List.of(
            "\u0000\u0001\u0002",
            "INVITE\n\n",
            "INVITE sip:x SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1:1;branch=z9hG4bKa\nCSeq: 99999999999999 INVITE\n\n",
            "BYE sip:a@b SIP/2.0\nVia: ;;;\nFrom: <sip:a@b\nTo: >\nCall-ID: \nCSeq: x\n\n",
            "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 127.0.0.1:1;branch=z9hG4bKb\nCall-ID: x\nCSeq: 1 INVITE\n"
                    + "From: <sip:a@b>;tag=1\nTo: <sip:a@b>;tag=2\nContent-Length: -5\n\n",
            "SIP/2.0 99999 \nCSeq: 1 INVITE\n\n",
            "OPTIONS sip:a@b SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1:1;branch=z9hG4bKc\nMax-Forwards: 999\n\n");

    private static String stranger(String method, int port) {
        return """
                %s sip:station@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bKstranger
                From: <sip:x@127.0.0.1>;tag=1
                To: <sip:station@127.0.0.1>
                Call-ID: stranger
                CSeq: 1 %s
                Max-Forwards: 70
                Contact: <sip:x@127.0.0.1:%d>
                Content-Length: 0

                """.formatted(method, port, method, port).replace("\n", "\r\n");
    }

    @Test
    void anAbsentPeerIsToldAndACallToItFails() {
        var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        try (var bench = new Bench(folder, nobody, Transport.TCP, Optional.empty())) {
            await().atMost(LONG)
                    .until(() -> bench.news.stream()
                            .anyMatch(it -> it instanceof Readiness told
                                    && !told.ready()
                                    && told.reason().contains("SIP peer")));
            assertThat(bench.phone.isReady()).isFalse();
            var call = new org.hustings.protocol.CallId(java.util.UUID.randomUUID());
            bench.phone.dial(call, Bench.NUMBER, Bench.CALLER, 20);

            assertThat(bench.ended(call).result()).isEqualTo(Result.FAILED);
        }
    }

    @Test
    void aTakenPortIsOneClearMessage() throws IOException {
        try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var plain = Bench.config(folder, new InetSocketAddress("127.0.0.1", 9), Transport.UDP, Optional.empty());
            var config = new PhoneConfig(
                    plain.peer(),
                    plain.transport(),
                    new InetSocketAddress("127.0.0.1", taken.getLocalPort()),
                    Optional.empty(),
                    Optional.empty(),
                    PhoneConfig.Presence.PROBE,
                    plain.headset(),
                    plain.codecs());

            assertThatThrownBy(() -> SipPhone.open(config, news -> {}))
                    .isInstanceOf(PhoneException.class)
                    .hasMessageContaining("sip.listen = 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void fiftyCallsLeaveNoThreadAndNoSocketBehind() throws IOException {
        try (var uas = new PlainUas(Transport.UDP, (it, request) -> {
                    if (it.received("INVITE").size() % 2 == 0) {
                        FarEnd.answer(it, request);
                    } else {
                        FarEnd.refusing(486).accept(it, request);
                    }
                });
                var bench = bench(uas)) {
            call(bench, 6);
            await().until(bench.phone::isReady);
            var threads = Thread.activeCount();
            var files = openFiles();
            call(bench, 50);

            await().untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(files + 4));
            await().untilAsserted(() -> assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 4));
        }
    }

    private static void call(Bench bench, int times) {
        for (var i = 0; i < times; i++) {
            var call = bench.dial();
            await().until(() -> bench.find(Answered.class, call).isPresent()
                    || bench.find(org.hustings.station.phone.PhoneNews.Ended.class, call)
                            .isPresent());
            bench.phone.hangUp(call);
            bench.ended(call);
        }
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private Bench bench(PlainUas uas) {
        return new Bench(folder, uas.address(), Transport.UDP, Optional.empty());
    }
}
