package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hustings.protocol.CallId;
import org.hustings.protocol.Result;
import org.hustings.station.phone.PhoneConfig;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.phone.PhoneNews.Ended;
import org.hustings.station.phone.PhoneNews.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station that starts before its network does.
class NetworkTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final List<PhoneNews> news = new CopyOnWriteArrayList<>();
    private final CallId call = new CallId(UUID.randomUUID());

    @Test
    void anUnknownPeerIsToldAndEndsNothing() {
        var unknown = InetSocketAddress.createUnresolved("nobody.invalid", 5060);
        var plain = Bench.config(folder, unknown, Transport.UDP, Optional.empty());
        var config = new PhoneConfig(
                unknown,
                Transport.UDP,
                new InetSocketAddress("0.0.0.0", 0),
                plain.portMemory(),
                Optional.empty(),
                PhoneConfig.Presence.PROBE,
                plain.headset(),
                plain.codecs());
        try (var phone = SipPhone.open(config, news::add)) {
            await().atMost(LONG)
                    .until(() -> news.stream()
                            .anyMatch(it -> it instanceof Readiness(var ready, var reason)
                                    && !ready
                                    && reason.contains("sip.peer = nobody.invalid")));
            assertThat(phone.isReady()).isFalse();
            phone.dial(call, Bench.NUMBER, Bench.CALLER, 20);
            await().atMost(LONG)
                    .until(() ->
                            news.stream().anyMatch(it -> it instanceof Ended ended && ended.result() == Result.FAILED));
        }
    }

    @Test
    void theTelephoneOpensByItselfWhenTheNetworkComesAndThenEndsWhatADeadProcessLeft() {
        var network = new AtomicBoolean();
        try (var uas = new PlainUas(Transport.UDP, FarEnd::know)) {
            var config = Bench.config(folder, uas.address(), Transport.UDP, Optional.empty());
            try (var phone = PhoneInWaiting.open(
                    () -> network.get() ? LocalAddress.of(config) : Optional.empty(),
                    local -> SipPhone.open(config, news::add, Bench.SHORT),
                    "the peer",
                    news::add)) {
                phone.cleanUp(call, Bench.NUMBER, Optional.of(Bench.CALLER), Optional.empty());
                assertThat(phone.isReady()).isFalse();
                network.set(true);

                await().atMost(LONG).until(() -> !uas.received("CANCEL").isEmpty());
                await().atMost(LONG).until(phone::isReady);
                assertThat(uas.received("CANCEL").getFirst().callId()).isEqualTo(call.toString());
            }
        }
    }
}
