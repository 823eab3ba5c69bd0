package org.hustings.station.phone.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes microphones for virtual headsets, and listens to what their ears heard.
public final class Sound {

    private static final int RATE = 16_000;
    private static final int HEADER_BYTES = 44;
    private static final int FRAME = RATE / 50;
    private static final double LOUD = 0.02 * Short.MAX_VALUE;

    private Sound() {}

    /// Two seconds of a sine at a quarter of full scale.
    public static Path tone(Path file, int hertz) {
        var samples = ByteBuffer.allocate(2 * 2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < 2 * RATE; i++) {
            samples.putShort((short) (Short.MAX_VALUE / 4.0 * Math.sin(2 * Math.PI * hertz * i / RATE)));
        }
        try {
            WavFile.begin(file, RATE);
            Files.write(file, samples.array(), java.nio.file.StandardOpenOption.APPEND);
            WavFile.finish(file, RATE);
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Seconds of the recording that are louder than 34 dB below full scale, counted in frames of 20 ms.
    public static double loudSeconds(Path file) {
        return loudSeconds(file, 0);
    }

    /// The same of what follows the first `from` seconds.
    public static double loudSeconds(Path file, double from) {
        var samples = samples(file);
        var loud = 0;
        for (var start = first(from); start + FRAME <= samples.limit(); start += FRAME) {
            loud += rms(samples, start) > LOUD ? 1 : 0;
        }
        return loud / 50.0;
    }

    /// Seconds of silence that the recording ends with.
    public static double quietAtEndSeconds(Path file) {
        var samples = samples(file);
        var quiet = 0;
        for (var start = samples.limit() - FRAME; start >= 0 && rms(samples, start) <= LOUD; start -= FRAME) {
            quiet++;
        }
        return quiet / 50.0;
    }

    /// Seconds recorded.
    public static double seconds(Path file) {
        return samples(file).limit() / (double) RATE;
    }

    /// The pitch of the loud part, from its zero crossings.
    public static double hertz(Path file) {
        return hertz(file, 0);
    }

    /// The same of what follows the first `from` seconds.
    public static double hertz(Path file, double from) {
        var samples = samples(file);
        var crossings = 0;
        var counted = 0;
        for (var start = first(from); start + FRAME <= samples.limit(); start += FRAME) {
            if (rms(samples, start) > LOUD) {
                counted += FRAME - 1;
                for (var i = start + 1; i < start + FRAME; i++) {
                    crossings += (samples.get(i - 1) < 0) != (samples.get(i) < 0) ? 1 : 0;
                }
            }
        }
        return counted == 0 ? 0 : crossings / 2.0 * RATE / counted;
    }

    private static int first(double seconds) {
        return (int) (seconds * RATE);
    }

    private static double rms(ShortBuffer samples, int start) {
        var squares = 0.0;
        for (var i = start; i < start + FRAME; i++) {
            squares += (double) samples.get(i) * samples.get(i);
        }
        return Math.sqrt(squares / FRAME);
    }

    private static ShortBuffer samples(Path file) {
        if (!Files.exists(file)) {
            return ShortBuffer.allocate(0);
        }
        try {
            var bytes = Files.readAllBytes(file);
            return ByteBuffer.wrap(
                            bytes, Math.min(HEADER_BYTES, bytes.length), Math.max(0, bytes.length - HEADER_BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
