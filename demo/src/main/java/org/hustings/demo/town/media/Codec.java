package org.hustings.demo.town.media;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// A codec of the telephone line, with its name and clock on the wire and the GStreamer elements that speak it.
///
/// Names, clocks and fixed payload types are those of RFC 3551 (G.711) and RFC 7587 (Opus: always 48000/2 in SDP).
public enum Codec {
    OPUS(
            "opus",
            48_000,
            OptionalInt.empty(),
            "audio/x-raw,rate=48000,channels=1 ! opusenc bitrate=24000 complexity=4 frame-size=20",
            "rtpopuspay",
            "rtpopusdepay",
            "opusparse",
            "opusdec plc=true"),
    PCMU(
            "PCMU",
            8_000,
            OptionalInt.of(0),
            "audio/x-raw,rate=8000,channels=1 ! mulawenc",
            "rtppcmupay min-ptime=20000000 max-ptime=20000000",
            "rtppcmudepay",
            "rawaudioparse use-sink-caps=false format=mulaw sample-rate=8000 num-channels=1",
            "mulawdec"),
    PCMA(
            "PCMA",
            8_000,
            OptionalInt.of(8),
            "audio/x-raw,rate=8000,channels=1 ! alawenc",
            "rtppcmapay min-ptime=20000000 max-ptime=20000000",
            "rtppcmadepay",
            "rawaudioparse use-sink-caps=false format=alaw sample-rate=8000 num-channels=1",
            "alawdec");

    private static final int FIRST_DYNAMIC_PAYLOAD_TYPE = 96;

    private final String wireName;
    private final int clockRate;
    private final OptionalInt fixedPayloadType;
    private final String encoder;
    private final String payloader;
    private final String depayloader;
    private final String parser;
    private final String decoder;

    Codec(
            String wireName,
            int clockRate,
            OptionalInt fixedPayloadType,
            String encoder,
            String payloader,
            String depayloader,
            String parser,
            String decoder) {
        this.wireName = wireName;
        this.clockRate = clockRate;
        this.fixedPayloadType = fixedPayloadType;
        this.encoder = encoder;
        this.payloader = payloader;
        this.depayloader = depayloader;
        this.parser = parser;
        this.decoder = decoder;
    }

    static Optional<Codec> named(String wireName, int clockRate) {
        for (var codec : values()) {
            if (codec.wireName.equalsIgnoreCase(wireName) && codec.clockRate == clockRate) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    static Optional<Codec> ofFixedPayloadType(int payloadType) {
        for (var codec : values()) {
            if (codec.fixedPayloadType.isPresent() && codec.fixedPayloadType.getAsInt() == payloadType) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /// The name in SDP's `a=rtpmap`, with clock and, where it has one, channels.
    String rtpMap() {
        return wireName + "/" + clockRate + (this == OPUS ? "/2" : "");
    }

    /// One that may stand for it.
    int anyPayloadType() {
        return fixedPayloadType.orElse(FIRST_DYNAMIC_PAYLOAD_TYPE);
    }

    /// Complete caps for packets from the network, without which nothing after it can be negotiated.
    String caps(int payloadType) {
        return caps("application/x-rtp", payloadType);
    }

    private String caps(String form, int payloadType) {
        return form + ",media=audio,clock-rate=" + clockRate + ",encoding-name=" + wireName.toUpperCase(Locale.ROOT)
                + ",payload=" + payloadType;
    }

    /// From raw audio to a file of frames of 20 ms, each with its length before it (RFC 4571): a pipeline that reads
    /// them later has them one by one, whatever they are.
    String writer() {
        return encoder + " ! " + payloader + " ! rtpstreampay";
    }

    /// From such a file to frames, each with its time.
    String reader() {
        return caps("application/x-rtp-stream", anyPayloadType()) + " ! rtpstreamdepay ! " + depayloader + " ! "
                + parser;
    }

    /// From frames to RTP packets.
    String payloader() {
        return payloader;
    }

    /// From RTP packets to raw audio.
    String decoder() {
        return depayloader + " ! " + decoder;
    }
}
