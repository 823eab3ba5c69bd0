package org.hustings.demo.town;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.hustings.demo.town.TownCall.Ending;
import org.hustings.demo.town.media.Codec;
import org.hustings.demo.town.media.Programme;
import org.hustings.demo.town.media.RtpRoom;
import org.hustings.demo.town.media.Voices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The town is called over real SIP and RTP on the loopback, by many tests at once.
@Execution(ExecutionMode.CONCURRENT)
class TownTest {

    /// Speech is measured in tenths of a second and has pauses: of two seconds, this much is surely heard.
    private static final Duration SURELY_HEARD = Duration.ofMillis(800);

    private static final double SPEED = 40;

    @TempDir
    static Path folder;

    private static final HashMap<String, List<Behaviour>> FIXED = new HashMap<>();
    private static Town town;
    private static RtpRoom room;
    private static Programme microphone;
    private static Programme silence;

    private final List<TestCaller> callers = new ArrayList<>();

    @BeforeAll
    static void openTown() throws Exception {
        for (var behaviour : Behaviour.values()) {
            FIXED.put(number(behaviour), List.of(behaviour));
        }
        room = new RtpRoom(TestCaller.LOOPBACK);
        var voices = Voices.record(folder.resolve("voices"));
        microphone = voices.talk("en", 1);
        silence = voices.silence();
        var options = new Town.Options(
                new InetSocketAddress(TestCaller.LOOPBACK, 0),
                record(),
                1,
                SPEED,
                Optional.of(folder.resolve("captures")),
                FIXED);
        town = Town.open(
                options, new Patience(Duration.ofSeconds(3), Duration.ofSeconds(2)), voices, Clock.systemUTC());
    }

    @AfterAll
    static void closeTown() throws IOException {
        town.close();
        room.close();
    }

    private static Path record() {
        return folder.resolve("town.jsonl");
    }

    private static String number(Behaviour behaviour) {
        return "+44" + (2_079_460_000L + behaviour.ordinal());
    }

    private TestCaller caller(Behaviour behaviour, Codec codec) throws IOException {
        return caller(behaviour, codec, microphone);
    }

    private TestCaller caller(Behaviour behaviour, Codec codec, Programme says) throws IOException {
        var caller = new TestCaller(town.sip(), number(behaviour), room, codec, List.of(says), folder);
        callers.add(caller);
        return caller;
    }

    private static TownCall recorded(TestCaller caller) {
        var found = new ArrayList<TownCall>();
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            TownRecord.read(record()).stream()
                    .filter(call -> call.call().equals(caller.callId()))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    @Test
    void speechIsHeardBothWaysInEveryCodec() throws Exception {
        var talkers = new ArrayList<TestCaller>();
        for (var codec : Codec.values()) {
            talkers.add(caller(Behaviour.TALKS, codec).invite());
        }
        for (var talker : talkers) {
            talker.await(180);
            talker.answered();
            talker.line().play();
        }
        for (var talker : talkers) {
            // The voter ends the call by itself when its talk time is over.
            talker.awaitMessage("BYE ", "Call-ID: " + talker.callId());
            var call = recorded(talker);
            assertThat(call.ending()).isEqualTo(Ending.VOTER_HUNG_UP);
            assertThat(call.number()).isEqualTo(number(Behaviour.TALKS));
            assertThat(call.callerId()).isEqualTo("+442079460999");
            assertThat(call.contactHeader()).isEqualTo(talker.contact());
            assertThat(call.speechHeardMs()).isGreaterThanOrEqualTo(SURELY_HEARD.toMillis());
            assertThat(Duration.between(call.answeredAt().orElseThrow(), call.endedAt()))
                    .isGreaterThanOrEqualTo(Pace.TALK_MIN.minusMillis(50));
            assertThat(talker.speechHeard()).isGreaterThanOrEqualTo(SURELY_HEARD);
            assertThat(folder.resolve("captures").resolve(talker.callId() + ".wav"))
                    .isNotEmptyFile();
        }
    }

    @Test
    void aCallerWhoSaysNothingIsNotHeard() throws Exception {
        var caller = caller(Behaviour.TALKS, Codec.PCMU, silence).invite();
        caller.answered();
        caller.line().play();
        caller.awaitMessage("BYE ", "");
        assertThat(recorded(caller).speechHeardMs()).isZero();
    }

    @Test
    void refusalsHaveTheirStatusAndAreRecorded() throws Exception {
        var statuses = Map.of(
                Behaviour.BUSY, 486,
                Behaviour.NOT_FOUND, 404,
                Behaviour.INCOMPLETE, 484,
                Behaviour.DECLINES, 603,
                Behaviour.NO_ANSWER, 480);
        var calls = new HashMap<Behaviour, TestCaller>();
        for (var behaviour : statuses.keySet()) {
            calls.put(behaviour, caller(behaviour, Codec.PCMU).invite());
        }
        calls.forEach((behaviour, caller) -> {
            caller.await(statuses.getOrDefault(behaviour, 0));
            var call = recorded(caller);
            assertThat(call.behaviour()).isEqualTo(behaviour);
            assertThat(call.sipStatus()).isEqualTo(statuses.get(behaviour));
            assertThat(call.ending()).isEqualTo(Ending.REFUSED);
            assertThat(call.answeredAt()).isEmpty();
        });
    }

    @Test
    void aCancelledCallGets487AndIsRecorded() throws Exception {
        var caller = caller(Behaviour.NO_ANSWER, Codec.PCMU).invite();
        caller.await(180);
        caller.cancel();
        caller.await(487);
        caller.awaitMessage("SIP/2.0 200 ", "CSeq: 1 CANCEL");
        assertThat(recorded(caller).ending()).isEqualTo(Ending.CALLER_CANCELLED);
    }

    @Test
    void theVoicemailGreetsThenBeepsAndTakesAMessage() throws Exception {
        var caller = caller(Behaviour.VOICEMAIL, Codec.PCMA).invite();
        caller.answered();
        caller.line().play();
        caller.awaitMessage("BYE ", "");
        assertThat(caller.speechHeard()).isGreaterThanOrEqualTo(SURELY_HEARD);
        assertThat(Tones.loudestSecondsOf(caller.sound(), 1_000)).isBetween(0.3, 0.6);
        assertThat(recorded(caller).speechHeardMs()).isGreaterThan(2_000);
    }

    @Test
    void anEarlyHangUpComesWithinTwoSeconds() throws Exception {
        var caller = caller(Behaviour.HANGS_UP_EARLY, Codec.PCMU).invite();
        caller.answered();
        caller.awaitMessage("BYE ", "");
        var call = recorded(caller);
        assertThat(Duration.between(call.answeredAt().orElseThrow(), call.endedAt()))
                .isBetween(Pace.EARLY_MIN, Duration.ofSeconds(2));
    }

    @Test
    void anAnnouncementIsHeardBeforeTheCallIsRefused() throws Exception {
        var caller = caller(Behaviour.ANNOUNCEMENT_ONLY, Codec.OPUS).invite();
        assertThat(caller.await(183)).contains("m=audio");
        caller.await(480);
        assertThat(caller.speechHeard()).isGreaterThan(Duration.ofMillis(400));
        assertThat(recorded(caller).answeredAt()).isEmpty();
    }

    @Test
    void anAnnouncementMayBeFollowedByAnAnswer() throws Exception {
        var caller = caller(Behaviour.ANNOUNCEMENT_THEN_TALKS, Codec.PCMU).invite();
        caller.await(183);
        caller.answered();
        caller.line().play();
        caller.hangUp();
        assertThat(recorded(caller).ending()).isEqualTo(Ending.CALLER_HUNG_UP);
    }

    @Test
    void twentyCallsAtOnceAreAllHeard() throws Exception {
        var all = new ArrayList<TestCaller>();
        for (int i = 0; i < 20; i++) {
            all.add(caller(Behaviour.SLOW_ANSWER, i % 2 == 0 ? Codec.OPUS : Codec.PCMU)
                    .invite());
        }
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            all.forEach(caller -> people.execute(() -> {
                caller.answered();
                caller.line().play();
            }));
        }
        for (var caller : all) {
            assertThat(recorded(caller).speechHeardMs()).isGreaterThanOrEqualTo(SURELY_HEARD.toMillis());
            assertThat(caller.speechHeard()).isGreaterThanOrEqualTo(SURELY_HEARD);
        }
    }

    @Test
    void aCallerThatDiedInMidTalkIsHungUpOn() throws Exception {
        // A voicemail lasts longer than the patience of the town in this test.
        var longTalk = caller(Behaviour.VOICEMAIL, Codec.PCMU).invite();
        longTalk.answered();
        longTalk.awaitMessage("BYE ", "");
        assertThat(recorded(longTalk).ending()).isEqualTo(Ending.CALLER_SILENT);
    }

    @Test
    void anAnswerThatIsNeverAcknowledgedEnds() throws Exception {
        var caller = caller(Behaviour.TALKS, Codec.PCMU).invite();
        caller.await(200);
        assertThat(recorded(caller).ending()).isEqualTo(Ending.NO_ACK);
    }

    @Test
    void aRepeatedInviteIsOneCall() throws Exception {
        var caller = caller(Behaviour.BUSY, Codec.PCMU);
        var text = caller.inviteText(Optional.of(caller.offer()));
        caller.send(text);
        caller.send(text);
        caller.await(486);
        recorded(caller);
        caller.send(text);
        var later = caller(Behaviour.BUSY, Codec.PCMU).invite();
        later.await(486);
        recorded(later);
        assertThat(TownRecord.read(record()))
                .filteredOn(call -> call.call().equals(caller.callId()))
                .hasSize(1);
    }

    @Test
    void rubbishDoesNotEndTheTown() throws Exception {
        var hostile = caller(Behaviour.TALKS, Codec.PCMU);
        hostile.send("\0\0\0\0");
        hostile.send("INVITE sip:x SIP/2.0\r\n\r\n");
        hostile.send("INVITE sip:+4420@127.0.0.1 SIP/2.0\r\nVia: nonsense\r\nCSeq: x\r\nFrom: \r\n\r\n");
        hostile.send("BYE sip:x@127.0.0.1 SIP/2.0\r\nContent-Length: -5\r\n\r\n");
        hostile.inviteWithoutOffer();
        hostile.await(488);
        var wrongSdp = caller(Behaviour.TALKS, Codec.PCMU);
        wrongSdp.send(wrongSdp.inviteText(Optional.of("v=0\r\nm=audio x RTP/AVP 0\r\nc=IN IP4 999.1.1\r\n")));
        wrongSdp.await(488);
        try (var socket = new Socket(TestCaller.LOOPBACK, town.sip().getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n\0\0rubbish".getBytes(UTF_8));
            socket.getOutputStream().flush();
        }
        caller(Behaviour.BUSY, Codec.PCMU).invite().await(486);
    }

    @Test
    void callsComeOverTcpToo() throws Exception {
        var caller = caller(Behaviour.BUSY, Codec.PCMU);
        var invite = caller.inviteText(Optional.of(caller.offer())).replace("SIP/2.0/UDP", "SIP/2.0/TCP");
        try (var socket = new Socket(TestCaller.LOOPBACK, town.sip().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(invite.getBytes(UTF_8));
            socket.getOutputStream().flush();
            var in = socket.getInputStream();
            var answer = new StringBuilder();
            while (!answer.toString().contains("SIP/2.0 486 ")) {
                int next = in.read();
                assertThat(next).isNotNegative();
                answer.append((char) next);
            }
        }
        assertThat(recorded(caller).sipStatus()).isEqualTo(486);
    }

    @AfterEach
    void closeCallers() {
        callers.forEach(TestCaller::close);
    }
}
