package org.hustings.station.phone.sip;

import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionTimeoutException;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.station.phone.Phone;
import org.hustings.station.phone.PhoneConfig;
import org.hustings.station.phone.PhoneConfig.Credentials;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.phone.PhoneNews.Ended;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.Headset;
import org.hustings.station.phone.media.Sound;

/// A telephone on the bench, and what it told.
final class Bench implements AutoCloseable {

    static final PhoneNumber NUMBER = new PhoneNumber("+12025550123");
    static final PhoneNumber CALLER = new PhoneNumber("+12025550100");

    /// As usual, but nobody waits in a test: unanswered calls ring for a second.
    static final Limits SHORT = new Limits(
            Duration.ofMillis(600),
            Duration.ofSeconds(8),
            Duration.ofMillis(700),
            Duration.ofSeconds(40),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            3);

    final List<PhoneNews> news = new CopyOnWriteArrayList<>();
    final Phone phone;
    final Path folder;

    Bench(Path folder, InetSocketAddress peer, Transport transport, Optional<Credentials> credentials) {
        this.folder = folder;
        this.phone = SipPhone.open(config(folder, peer, transport, credentials), news::add, SHORT);
    }

    static PhoneConfig config(
            Path folder, InetSocketAddress peer, Transport transport, Optional<Credentials> credentials) {
        return new PhoneConfig(
                peer,
                transport,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(folder.resolve("sip.port")),
                credentials,
                PhoneConfig.Presence.PROBE,
                new Headset.Virtual(
                        Sound.tone(folder.resolve("volunteer.wav"), 300), Optional.of(folder.resolve("captures"))),
                List.of(Codec.values()));
    }

    CallId dial() {
        await().until(phone::isReady);
        var call = new CallId(UUID.randomUUID());
        phone.dial(call, NUMBER, CALLER, 1);
        return call;
    }

    Ended ended(CallId call) {
        return heard(Ended.class, call);
    }

    <T extends PhoneNews> T heard(Class<T> kind, CallId call) {
        try {
            return await().atMost(Duration.ofSeconds(10))
                    .until(() -> find(kind, call), Optional::isPresent)
                    .get();
        } catch (ConditionTimeoutException unheard) {
            throw new AssertionError(
                    "no " + kind.getSimpleName() + " of " + call + " among " + toldButLevels(), unheard);
        }
    }

    private List<PhoneNews> toldButLevels() {
        return news.stream().filter(it -> !(it instanceof PhoneNews.Level)).toList();
    }

    <T extends PhoneNews> Optional<T> find(Class<T> kind, CallId call) {
        return news.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(it -> call.equals(callOf(it)))
                .findFirst();
    }

    private static Object callOf(PhoneNews told) {
        return switch (told) {
            case PhoneNews.Invited it -> it.call();
            case PhoneNews.Ringing it -> it.call();
            case PhoneNews.Answered it -> it.call();
            case Ended it -> it.call();
            case PhoneNews.Level it -> it.call();
            case PhoneNews.Readiness it -> it;
        };
    }

    Path ear(CallId call) {
        return folder.resolve("captures").resolve(call + ".wav");
    }

    @Override
    public void close() {
        phone.close();
    }
}
