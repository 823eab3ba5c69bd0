package org.hustings.demo.town.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Something the town says, encoded once: a file for each codec. The files must outlive the lines that play them.
public record Recording(Map<Codec, Path> files, Duration length) {

    /// Of G.711 in a file: its length, an RTP header and 160 samples of one byte, which are 20 ms.
    private static final int PACKET_BYTES = 2 + 12 + 160;

    public Recording {
        files = Map.copyOf(files);
    }

    /// The files `<stem>.<codec>`.
    static Recording read(Path folder, String stem) throws IOException {
        var files = new EnumMap<Codec, Path>(Codec.class);
        for (var codec : Codec.values()) {
            files.put(codec, folder.resolve(stem + "." + codec));
        }
        return new Recording(
                files,
                Duration.ofMillis(
                        Files.size(folder.resolve(stem + "." + Codec.PCMU)) / PACKET_BYTES * RtpLine.PACKET_MS));
    }

    /// The file of a codec as a value of a pipeline's description.
    String file(Codec codec) {
        var file = files.get(codec);
        if (file == null) {
            throw new IllegalArgumentException("there is no recording in " + codec);
        }
        return Quoted.path(file);
    }
}
