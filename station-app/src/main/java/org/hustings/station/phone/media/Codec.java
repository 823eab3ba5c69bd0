package org.hustings.station.phone.media;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The speech codecs we offer, with how GStreamer writes and reads each.
///
/// Opus is RFC 6716 in the RTP form of RFC 7587; the two laws of G.711 have the static payload types 8 and 0 of RFC
/// 3551.
public enum Codec {
    /// In-band FEC stays off: reading it costs 116 ms of delay, and concealment alone left 0.1 % of frames silent at
    /// 4.6 % loss. The payload type is ours to choose from the dynamic range; 111 is what most peers use.
    OPUS(
            111,
            "opus/48000/2",
            "opusenc audio-type=voice bandwidth=wideband bitrate=24000 frame-size=20 ! rtpopuspay",
            "rtpopusdepay ! opusdec plc=true use-inband-fec=false"),
    /// `min-ptime` below a piece: the resampler's first piece is 4 ms short, and a payloader that insists on 20 ms
    /// would wait for the next one, at the answer and with every packet since.
    PCMA(
            8,
            "PCMA/8000",
            "audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay min-ptime=10000000 max-ptime=20000000",
            "rtppcmadepay ! alawdec"),
    /// No concealment for G.711: the one GStreamer has (`spanplc`) crashed the process on lossy lines.
    PCMU(
            0,
            "PCMU/8000",
            "audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay min-ptime=10000000 max-ptime=20000000",
            "rtppcmudepay ! mulawdec");

    private final int payloadType;
    private final String rtpmap;
    private final String encoder;
    private final String decoder;

    Codec(int payloadType, String rtpmap, String encoder, String decoder) {
        this.payloadType = payloadType;
        this.rtpmap = rtpmap;
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /// The codec of an `a=rtpmap` value such as `opus/48000/2`; names are read in any case (RFC 8866 section 6.6).
    public static Optional<Codec> ofRtpmap(String rtpmap) {
        var wanted = rtpmap.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(codec -> wanted.equals(codec.rtpmap.toLowerCase(Locale.ROOT))
                        || wanted.equals(codec.rtpmap.toLowerCase(Locale.ROOT) + "/1"))
                .findFirst();
    }

    /// The codec a configuration names: `opus`, `pcma` or `pcmu`.
    public static Optional<Codec> named(String word) {
        return Arrays.stream(values())
                .filter(codec -> codec.word().equals(word))
                .findFirst();
    }

    /// Its name in configuration and reports: lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The payload type we offer it under.
    public int payloadType() {
        return payloadType;
    }

    /// Its `a=rtpmap` value.
    public String rtpmap() {
        return rtpmap;
    }

    /// From raw audio to RTP packets; the payloader is the last element.
    String encoder() {
        return encoder;
    }

    /// From RTP packets to raw audio.
    String decoder() {
        return decoder;
    }

    /// Complete caps for packets from the network, without which nothing after it can be negotiated.
    String caps(int payload) {
        var name = rtpmap.split("/", -1);
        return "application/x-rtp,media=audio,clock-rate=" + name[1] + ",encoding-name="
                + name[0].toUpperCase(Locale.ROOT) + ",payload=" + payload;
    }
}
