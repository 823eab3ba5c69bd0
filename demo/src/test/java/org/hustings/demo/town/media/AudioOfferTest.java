package org.hustings.demo.town.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AudioOfferTest {

    private static final String SESSION = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n";

    @Test
    void theFirstCodecWeKnowIsTaken() {
        var offer = AudioOffer.parse(SESSION + "m=audio 4000 RTP/AVP 9 101 96 8 0\r\na=rtpmap:9 G722/8000\r\n"
                        + "a=rtpmap:101 telephone-event/8000\r\na=rtpmap:96 opus/48000/2\r\n")
                .orElseThrow();
        assertThat(offer).isEqualTo(new AudioOffer(Codec.OPUS, 96, new InetSocketAddress("127.0.0.1", 4000)));
    }

    @Test
    void fixedPayloadTypesNeedNoName() {
        assertThat(AudioOffer.parse(SESSION + "m=audio 4000 RTP/AVP 8 0\r\n")
                        .orElseThrow()
                        .codec())
                .isEqualTo(Codec.PCMA);
    }

    @Test
    void aPayloadTypeNamedOtherwiseIsNotTakenForItsFixedMeaning() {
        assertThat(AudioOffer.parse(SESSION + "m=audio 4000 RTP/AVP 8\r\na=rtpmap:8 speex/8000\r\n"))
                .isEmpty();
    }

    @Test
    void theAudioSectionsOwnAddressWins() {
        var sdp = SESSION + "m=video 5000 RTP/AVP 31\r\nc=IN IP4 127.0.0.9\r\n"
                + "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 127.0.0.2\r\n";
        assertThat(AudioOffer.parse(sdp).orElseThrow().remote()).isEqualTo(new InetSocketAddress("127.0.0.2", 4000));
    }

    @Test
    void whatIsNoOfferOfPlainAudioIsRefused() {
        assertThat(AudioOffer.parse("")).isEmpty();
        assertThat(AudioOffer.parse("hello")).isEmpty();
        assertThat(AudioOffer.parse(SESSION + "m=audio x RTP/AVP 0\r\n")).isEmpty();
        assertThat(AudioOffer.parse(SESSION + "m=audio 4000 RTP/SAVP 0\r\n")).isEmpty();
        assertThat(AudioOffer.parse(SESSION + "m=audio 0 RTP/AVP 0\r\n")).isEmpty();
        assertThat(AudioOffer.parse(SESSION + "m=audio 4000 RTP/AVP\r\n")).isEmpty();
        assertThat(AudioOffer.parse("c=IN IP4 voters.example\r\nm=audio 4000 RTP/AVP 0\r\n"))
                .isEmpty();
    }

    @Test
    void ourAnswerIsReadAsTheSameCodec() {
        var offer = AudioOffer.parse(SESSION + "m=audio 4000 RTP/AVP 111\r\na=rtpmap:111 OPUS/48000/2\r\n")
                .orElseThrow();
        var answer = offer.answer(new InetSocketAddress("127.0.0.1", 6000), 1);
        assertThat(AudioOffer.parse(answer).orElseThrow())
                .isEqualTo(new AudioOffer(Codec.OPUS, 111, new InetSocketAddress("127.0.0.1", 6000)));
    }
}
