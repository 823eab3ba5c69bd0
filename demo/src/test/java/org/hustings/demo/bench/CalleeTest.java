package org.hustings.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CalleeTest {

    private static final int WAIT_MS = 5_000;
    private static final Pattern AUDIO = Pattern.compile("m=audio (\\d+) RTP/AVP 8\r\n");

    @Test
    void aCallIsTimedFromItsInviteToItsFirstPacketOfSound() throws IOException, InterruptedException {
        try (var callee = Callee.open();
                var caller = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            caller.setSoTimeout(WAIT_MS);
            var before = System.nanoTime();
            send(caller, callee, "INVITE", "1 INVITE");
            assertThat(receive(caller)).startsWith("SIP/2.0 180 Ringing\r\n");
            var answer = receive(caller);
            assertThat(answer)
                    .startsWith("SIP/2.0 200 OK\r\n")
                    .contains(
                            ";rport=" + caller.getLocalPort() + ";received=127.0.0.1;branch=z9hG4bK1\r\n",
                            "To: <sip:voter@127.0.0.1>;tag=",
                            "Call-ID: one\r\n",
                            "CSeq: 1 INVITE\r\n");
            send(caller, callee, "ACK", "1 ACK");
            var audio = AUDIO.matcher(answer);
            assertThat(audio.find()).isTrue();
            caller.send(new DatagramPacket(
                    new byte[172], 172, InetAddress.getLoopbackAddress(), Integer.parseInt(audio.group(1))));

            var call = callee.next(WAIT_MS).orElseThrow();
            assertThat(call.awaitWhole(WAIT_MS)).isTrue();
            assertThat(call.toInviteMs(before)).isBetween(0.0, (double) WAIT_MS);
            assertThat(call.toAckMs()).isBetween(0.0, (double) WAIT_MS);
            assertThat(call.toSoundMs()).isBetween(0.0, (double) WAIT_MS);

            send(caller, callee, "BYE", "2 BYE");
            assertThat(receive(caller)).startsWith("SIP/2.0 200 OK\r\n").contains("CSeq: 2 BYE\r\n");
            assertThat(call.awaitEnd(WAIT_MS)).isTrue();
        }
    }

    private static void send(DatagramSocket caller, Callee callee, String method, String sequence) throws IOException {
        var text = String.join(
                "\r\n",
                method + " sip:voter@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + caller.getLocalPort() + ";rport;branch=z9hG4bK1",
                "From: <sip:bench@127.0.0.1>;tag=a",
                "To: <sip:voter@127.0.0.1>",
                "Call-ID: one",
                "CSeq: " + sequence,
                "Content-Length: 0",
                "",
                "");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var port = Integer.parseInt(callee.address().split(":", 2)[1]);
        caller.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private static String receive(DatagramSocket caller) throws IOException {
        var packet = new DatagramPacket(new byte[2_000], 2_000);
        caller.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
}
