package org.hustings.demo.town.media;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Something the town says, encoded in every codec: the payloads of its RTP packets, [RtpLine#PACKET_MS] each.
public record Recording(Map<Codec, List<byte[]>> payloads) {

    private static final int RTP_HEADER_BYTES = 12;

    /// 20 ms of G.711 are 160 bytes, of Opus at most 1,275 (RFC 6716 section 3.4).
    private static final int PACKET_BYTES_MAX = RTP_HEADER_BYTES + 1_275;

    public Recording {
        payloads = Map.copyOf(payloads);
    }

    public Duration length() {
        return Duration.ofMillis((long) payloads(Codec.PCMU).size() * RtpLine.PACKET_MS);
    }

    List<byte[]> payloads(Codec codec) {
        return payloads.getOrDefault(codec, List.of());
    }

    /// Reads the files `<stem>.<codec>` of length-prefixed RTP packets (RFC 4571), as GStreamer's `rtpstreampay` wrote
    /// them. Throws if a packet is longer than any of 20 ms: the file is damaged. Its packets
    /// carry neither contributing sources nor extensions, so the header is twelve bytes.
    static Recording read(Path folder, String stem) throws IOException {
        var payloads = new EnumMap<Codec, List<byte[]>>(Codec.class);
        for (var codec : Codec.values()) {
            payloads.put(codec, packets(folder.resolve(stem + "." + codec)));
        }
        return new Recording(payloads);
    }

    private static List<byte[]> packets(Path file) throws IOException {
        var packets = new ArrayList<byte[]>();
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            while (true) {
                var packet = new byte[in.readUnsignedShort()];
                in.readFully(packet);
                if (packet.length <= RTP_HEADER_BYTES || packet.length > PACKET_BYTES_MAX) {
                    throw new IOException("a packet of " + packet.length + " bytes stands in " + file.getFileName());
                }
                packets.add(Arrays.copyOfRange(packet, RTP_HEADER_BYTES, packet.length));
            }
        } catch (EOFException end) {
            return List.copyOf(packets);
        }
    }
}
