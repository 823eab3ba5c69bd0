package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.RemoteMedia;
import org.junit.jupiter.api.Test;

class SdpTest {

    private static final List<Codec> ALL = List.of(Codec.values());

    @Test
    void ourOfferIsReadBack() {
        var offer = Sdp.describe("192.0.2.7", 16_400, Sdp.Format.usual(ALL), 42, 1, "sendrecv");

        assertThat(Sdp.read(offer, ALL)).contains(new RemoteMedia(Codec.OPUS, 111, "192.0.2.7", 16_400, 16_401));
    }

    @Test
    void theFarEndsFirstKnownCodecAndItsOwnPayloadTypeCount() {
        var answer = """
                v=0
                o=x 1 1 IN IP4 198.51.100.1
                s=-
                c=IN IP4 198.51.100.1
                t=0 0
                m=audio 4000 RTP/AVP 3 96 0
                c=IN IP4 198.51.100.2
                a=rtpmap:96 OPUS/48000/2
                a=rtcp:5001 IN IP4 198.51.100.2
                m=video 0 RTP/AVP 34
                c=IN IP4 203.0.113.9
                """;

        assertThat(Sdp.read(answer, ALL)).contains(new RemoteMedia(Codec.OPUS, 96, "198.51.100.2", 4000, 5001));
        assertThat(Sdp.read(answer, List.of(Codec.PCMU)))
                .contains(new RemoteMedia(Codec.PCMU, 0, "198.51.100.2", 4000, 5001));
        assertThat(Sdp.read(answer, List.of(Codec.PCMA))).isEmpty();
    }

    @Test
    void aRefusedOrSenselessStreamIsNone() {
        assertThat(Sdp.read("c=IN IP4 192.0.2.1\nm=audio 0 RTP/AVP 8\n", ALL)).isEmpty();
        assertThat(Sdp.read("c=IN IP4 192.0.2.1\nm=audio 99999 RTP/AVP 8\n", ALL))
                .isEmpty();
        assertThat(Sdp.read("c=IN IP4 \"; quit\nm=audio 4000 RTP/AVP 8\n", ALL)).isEmpty();
        assertThat(Sdp.read("m=audio 4000 RTP/SAVP 8\nc=IN IP4 192.0.2.1\n", ALL))
                .isEmpty();
    }

    @Test
    void aHeldLineIsAnsweredInMirror() {
        assertThat(Sdp.mirrored("a=sendonly")).isEqualTo("recvonly");
        assertThat(Sdp.mirrored("a=inactive")).isEqualTo("inactive");
    }

    @Property(tries = 300)
    void noTextBreaksTheReader(@ForAll String text) {
        assertThat(Sdp.read("m=audio " + text, ALL)).isNotNull();
        assertThat(Sdp.read("v=0\nc=IN IP4 1.2.3.4\nm=audio 4 RTP/AVP 8\n" + text, ALL))
                .isNotNull();
    }
}
