package org.hustings.demo.town;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.hustings.demo.town.media.AudioOffer;
import org.hustings.demo.town.media.Codec;
import org.hustings.demo.town.media.Programme;
import org.hustings.demo.town.media.RtpLine;
import org.hustings.demo.town.media.RtpRoom;
import org.hustings.demo.town.media.SpeechMeter;

/// A caller that writes SIP as plain text over UDP, so that the town is not tested with its own library, and has a
/// line of sound of its own.
final class TestCaller implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern TO = Pattern.compile("(?im)^To: *(.+)$");

    private final InetSocketAddress town;
    private final String number;
    private final DatagramSocket socket;
    private final RtpRoom room;
    private final Codec codec;
    private final RtpLine line;
    private final String callId = UUID.randomUUID().toString();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile String to = "";

    /// `microphone` is what [RtpLine#play] will say.
    TestCaller(
            InetSocketAddress town, String number, RtpRoom room, Codec codec, List<Programme> microphone, Path folder)
            throws IOException {
        this.town = town;
        this.number = number;
        this.room = room;
        this.codec = codec;
        socket = new DatagramSocket(0, LOOPBACK);
        // Where to send is learnt from what arrives.
        var anywhere = new InetSocketAddress(LOOPBACK, 9);
        line = room.open(
                new AudioOffer(codec, payloadType(), anywhere), microphone, folder.resolve(callId + ".ear.wav"));
        Thread.ofVirtual().start(this::read);
    }

    String callId() {
        return callId;
    }

    RtpLine line() {
        return line;
    }

    String contact() {
        return "sip:st-1@127.0.0.1:" + socket.getLocalPort();
    }

    private int payloadType() {
        return switch (codec) {
            case OPUS -> 111;
            case PCMU -> 0;
            case PCMA -> 8;
        };
    }

    TestCaller invite() {
        line.listen();
        send(inviteText(Optional.of(offer())));
        return this;
    }

    void inviteWithoutOffer() {
        send(inviteText(Optional.empty()));
    }

    String inviteText(Optional<String> sdp) {
        return request("INVITE", 1, "z9hG4bKi" + callId, "<sip:" + number + "@127.0.0.1>", sdp);
    }

    String offer() {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + line.local().getPort() + " RTP/AVP " + payloadType() + " 101\r\n"
                + (codec == Codec.OPUS ? "a=rtpmap:111 opus/48000/2\r\n" : "")
                + "a=rtpmap:101 telephone-event/8000\r\n";
    }

    /// Waits for a response to our INVITE with this status; remembers the town's tag.
    String await(int status) {
        var found = awaitMessage("SIP/2.0 " + status + " ", "CSeq: 1 INVITE");
        var matcher = TO.matcher(found);
        if (matcher.find()) {
            to = matcher.group(1).strip();
        }
        return found;
    }

    String awaitMessage(String start, String containing) {
        Awaitility.await(start)
                .atMost(PATIENCE)
                .until(() -> seen(start, containing).isPresent());
        return seen(start, containing).orElseThrow();
    }

    Optional<String> seen(String start, String containing) {
        return messages.stream()
                .filter(message -> message.startsWith(start) && message.contains(containing))
                .findFirst();
    }

    long count(String start) {
        return messages.stream().filter(message -> message.startsWith(start)).count();
    }

    /// ACK of a 200.
    void acknowledge() {
        send(request("ACK", 1, "z9hG4bKa" + callId, to, Optional.empty()));
    }

    void cancel() {
        send(request("CANCEL", 1, "z9hG4bKi" + callId, "<sip:" + number + "@127.0.0.1>", Optional.empty()));
    }

    void hangUp() {
        send(request("BYE", 2, "z9hG4bKb" + callId, to, Optional.empty()));
        awaitMessage("SIP/2.0 200 ", "CSeq: 2 BYE");
    }

    /// Rings through to the answer and acknowledges it.
    void answered() {
        await(200);
        acknowledge();
    }

    /// What was heard on our side so far; the line is closed with it.
    Duration speechHeard() throws IOException {
        room.close(line);
        return SpeechMeter.speechIn(line.sound());
    }

    Path sound() {
        return line.sound();
    }

    private String request(String method, int sequence, String branch, String toHeader, Optional<String> sdp) {
        var body = sdp.orElse("");
        return method + " sip:" + number + "@127.0.0.1:" + town.getPort() + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";rport;branch=" + branch + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:+442079460999@127.0.0.1>;tag=" + callId.substring(0, 8) + "\r\n"
                + "To: " + toHeader + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + sequence + " " + method + "\r\n"
                + "Contact: <" + contact() + ">\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    void send(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, town));
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private void read() {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                messages.add(text);
                reply(text);
            } catch (SocketException closed) {
                return;
            } catch (IOException lost) {
                throw new UncheckedIOException(lost);
            }
        }
    }

    /// 200 to the town's BYE; ACK to a refusal, so that it is not repeated.
    private void reply(String message) {
        if (message.startsWith("BYE ")) {
            var headers = message.lines()
                    .filter(l -> l.matches("(?i)(Via|From|To|Call-ID|CSeq): ?.*"))
                    .toList();
            send("SIP/2.0 200 OK\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: 0\r\n\r\n");
        } else if (message.matches("(?s)SIP/2.0 [4-6].*") && message.contains("CSeq: 1 INVITE")) {
            var matcher = TO.matcher(message);
            if (matcher.find()) {
                send(request("ACK", 1, "z9hG4bKi" + callId, matcher.group(1).strip(), Optional.empty()));
            }
        }
    }

    @Override
    public void close() {
        room.close(line);
        socket.close();
    }
}
