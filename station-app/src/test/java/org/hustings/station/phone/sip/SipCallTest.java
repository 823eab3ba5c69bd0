package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.hustings.protocol.CallId;
import org.hustings.protocol.Result;
import org.hustings.station.phone.Dialog;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.phone.PhoneNews.Ended;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.MediaLeg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SipCallTest {

    @TempDir
    Path folder;

    @Test
    void anyFaultOfTheSoundAfterTheAnswerEndsTheCallByBye() {
        try (var uas = new PlainUas(Transport.UDP, (it, request) -> {})) {
            var config = Bench.config(folder, uas.address(), Transport.UDP, Optional.empty());
            var here = LocalAddress.of(config).orElseThrow();
            var answer = new AtomicReference<Response>();
            var wire = new Wire(here, Transport.UDP, new Kept(answer));
            try {
                var board = new Board(wire, uas.address());
                var leg = MediaLeg.prepare(
                        config.headset(), config.codecs(), InetAddress.getLoopbackAddress(), news -> {});
                var party = new Requests.Party(new CallId(UUID.randomUUID()), Bench.NUMBER, Optional.of(Bench.CALLER));
                var call = new SipCall(board, party, leg, 20);
                call.begin(false, 7);
                leg.close(); // From here on it throws what no sound device does.
                await().until(() -> !uas.received("INVITE").isEmpty());
                uas.reply(uas.received("INVITE").getFirst(), 200, "", FarEnd.DISCARD);
                await().until(() -> answer.get() != null);
                call.response(answer.get());

                assertThat(call.isOver()).isTrue();
                assertThat(board.goodbyes).hasSize(1);
                assertThat(board.told)
                        .last()
                        .isInstanceOfSatisfying(
                                Ended.class, it -> assertThat(it.result()).isEqualTo(Result.FAILED));
                await().until(() -> !uas.received("ACK").isEmpty());
            } finally {
                wire.close();
            }
        }
    }

    private record Kept(AtomicReference<Response> answer) implements Wire.Inbox {

        @Override
        public void request(Request request) {}

        @Override
        public void response(Response response) {
            answer.set(response);
        }

        @Override
        public void unanswered(Request request) {}
    }

    /// A telephone with a network and nothing else.
    private static final class Board implements Switchboard {

        private final Wire wire;
        private final Requests requests;
        private final Authenticator authenticator = new Authenticator(Optional.empty());
        private final List<PhoneNews> told = new CopyOnWriteArrayList<>();
        private final List<Dialog> goodbyes = new CopyOnWriteArrayList<>();

        Board(Wire wire, InetSocketAddress peer) {
            this.wire = wire;
            this.requests = new Requests(wire, peer);
        }

        @Override
        public Wire wire() {
            return wire;
        }

        @Override
        public Requests requests() {
            return requests;
        }

        @Override
        public Authenticator authenticator() {
            return authenticator;
        }

        @Override
        public Limits limits() {
            return Bench.SHORT;
        }

        @Override
        public List<Codec> codecs() {
            return List.of(Codec.values());
        }

        @Override
        public Consumer<PhoneNews> news() {
            return told::add;
        }

        @Override
        public DialogMemory dialogs() {
            return new DialogMemory(Optional.empty());
        }

        @Override
        public void post(Runnable task) {
            task.run();
        }

        @Override
        public Future<?> after(Duration wait, Runnable task) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void sayGoodbye(Requests.Party party, Dialog dialog) {
            goodbyes.add(dialog);
        }

        @Override
        public void soundless(String reason) {}

        @Override
        public void over(SipCall call) {}
    }
}
