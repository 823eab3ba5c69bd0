package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hustings.protocol.Result;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneNews.Answered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a far end that others wrote: SIPp judges what we send.
class SippTest {

    private static final Path SIPP = Path.of("/usr/bin/sipp");

    /// It answers our probe, which is one call to SIPp, and takes a call, the other, whose BYE it waits for.
    private static final String SCENARIO = """
            <?xml version="1.0" encoding="ISO-8859-1" ?>
            <scenario name="answers">
              <recv request="OPTIONS" optional="true" next="probed"/>
              <recv request="INVITE"><action>
                <ereg regexp="m=audio [0-9]+ RTP/AVP 111 8 0" search_in="body" check_it="true" assign_to="offer"/>
                <log message="[$offer]"/>
              </action></recv>
              <send><![CDATA[
                SIP/2.0 180 Ringing
                [last_Via:]
                [last_From:]
                [last_To:];tag=sipp[call_number]
                [last_Call-ID:]
                [last_CSeq:]
                Contact: <sip:[local_ip]:[local_port];transport=[transport]>
                Content-Length: 0

              ]]></send>
              <send retrans="500"><![CDATA[
                SIP/2.0 200 OK
                [last_Via:]
                [last_From:]
                [last_To:];tag=sipp[call_number]
                [last_Call-ID:]
                [last_CSeq:]
                Record-Route: <sip:[local_ip]:[local_port];lr>
                Contact: <sip:[local_ip]:[local_port];transport=[transport]>
                Content-Type: application/sdp
                Content-Length: [len]

                v=0
                o=sipp 1 1 IN IP[local_ip_type] [local_ip]
                s=-
                c=IN IP[media_ip_type] [media_ip]
                t=0 0
                m=audio [media_port] RTP/AVP 0
                a=rtpmap:0 PCMU/8000
              ]]></send>
              <recv request="ACK"/>
              <recv request="BYE"/>
              <send><![CDATA[
                SIP/2.0 200 OK
                [last_Via:]
                [last_From:]
                [last_To:]
                [last_Call-ID:]
                [last_CSeq:]
                Content-Length: 0

              ]]></send>
              <nop next="end"/>
              <label id="probed"/>
              <send><![CDATA[
                SIP/2.0 200 OK
                [last_Via:]
                [last_From:]
                [last_To:];tag=probe
                [last_Call-ID:]
                [last_CSeq:]
                Content-Length: 0

              ]]></send>
              <label id="end"/>
            </scenario>
            """;

    @TempDir
    Path folder;

    @Test
    void sippIsContentWithAWholeCall() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SIPP), "SKIPPED: " + SIPP + " is missing (Debian package sip-tester)");
        var port = freePort();
        Files.writeString(folder.resolve("answers.xml"), SCENARIO);
        var sipp = new ProcessBuilder(
                        SIPP.toString(),
                        "-sf",
                        "answers.xml",
                        "-i",
                        "127.0.0.1",
                        "-p",
                        "" + port,
                        "-m",
                        "1",
                        "-nostdin",
                        "-timeout",
                        "20s",
                        "-timeout_error")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sipp.log").toFile())
                .start();
        try (var bench = new Bench(folder, new InetSocketAddress("127.0.0.1", port), Transport.UDP, Optional.empty())) {
            var call = bench.dial();
            bench.heard(Answered.class, call);
            bench.phone.hangUp(call);

            assertThat(bench.ended(call).result()).isEqualTo(Result.ANSWERED);
            assertThat(sipp.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sipp.exitValue())
                    .as(() -> read(folder.resolve("sipp.log")))
                    .isZero();
        } finally {
            sipp.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
