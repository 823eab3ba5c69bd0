package org.hustings.demo.town.media;

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
            "audio/x-raw,rate=48000,channels=1 ! opusenc bitrate=24000 complexity=4 frame-size=20 ! rtpopuspay",
            "rtpopusdepay ! opusdec"),
    PCMU(
            "PCMU",
            8_000,
            OptionalInt.of(0),
            "audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay min-ptime=20000000 max-ptime=20000000",
            "rtppcmudepay ! mulawdec"),
    PCMA(
            "PCMA",
            8_000,
            OptionalInt.of(8),
            "audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay min-ptime=20000000 max-ptime=20000000",
            "rtppcmadepay ! alawdec");

    private static final int FIRST_DYNAMIC_PAYLOAD_TYPE = 96;

    private final String wireName;
    private final int clockRate;
    private final OptionalInt fixedPayloadType;
    private final String encoder;
    private final String decoder;

    Codec(String wireName, int clockRate, OptionalInt fixedPayloadType, String encoder, String decoder) {
        this.wireName = wireName;
        this.clockRate = clockRate;
        this.fixedPayloadType = fixedPayloadType;
        this.encoder = encoder;
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

    String encodingName() {
        return wireName.toUpperCase(java.util.Locale.ROOT);
    }

    /// GStreamer's caps must name a payload type; which one, no depayloader asks.
    int anyPayloadType() {
        return fixedPayloadType.orElse(FIRST_DYNAMIC_PAYLOAD_TYPE);
    }

    /// Ticks of the RTP clock in one packet of [RtpLine#PACKET_MS].
    int ticksPerPacket() {
        return clockRate * RtpLine.PACKET_MS / 1_000;
    }

    String encoder() {
        return encoder;
    }

    String decoder() {
        return decoder;
    }

    int clockRate() {
        return clockRate;
    }
}
