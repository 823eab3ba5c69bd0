package org.hustings.station.phone.media;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The 44 bytes before the samples of a recording (RIFF WAVE, PCM, 16 bit, mono).
///
/// They are written before the first sample, with the largest length there is, so that a recording cut short by a power
/// failure can be played up to its end; [#finish] writes the true length.
public final class WavFile {

    public static final int HEADER_BYTES = 44;
    private static final int FORMAT_BYTES = 16;
    private static final short PCM = 1;
    private static final short CHANNELS = 1;
    private static final short SAMPLE_BYTES = 2;
    private static final int UNKNOWN = Integer.MAX_VALUE - HEADER_BYTES;

    private WavFile() {}

    /// A new file with a header only, replacing an older one; folders are made as needed.
    public static void begin(Path file, int rate) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, header(rate, UNKNOWN));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the recording " + file, failed);
        }
    }

    /// Writes the true length over the provisional one.
    public static void finish(Path file, int rate) {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.write(header(rate, (int) Math.min(UNKNOWN, Math.max(0, open.length() - HEADER_BYTES))));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot finish the recording " + file, failed);
        }
    }

    private static byte[] header(int rate, int sampleBytes) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER_BYTES - 8 + sampleBytes)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(FORMAT_BYTES)
                .putShort(PCM)
                .putShort(CHANNELS)
                .putInt(rate)
                .putInt(rate * CHANNELS * SAMPLE_BYTES)
                .putShort((short) (CHANNELS * SAMPLE_BYTES))
                .putShort((short) (SAMPLE_BYTES * Byte.SIZE))
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(sampleBytes)
                .array();
    }
}
