package org.hustings.station.phone.media;

/// Where the far end hears, as its session description says, and the codec both ends chose.
///
/// `payload` is the RTP payload type the far end gave that codec; `host` is an address literal.
public record RemoteMedia(Codec codec, int payload, String host, int port, int rtcpPort) {}
