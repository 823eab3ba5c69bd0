package org.hustings.demo.town.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hustings.station.phone.media.WavFile;

/// How much of a stretch of sound is speech: the sum of the tenths of a second louder than a threshold.
///
/// Both ends of a quiet line decode to below -60 dB of full scale; espeak-ng's and people's speech lies at -15 to -35.
public final class SpeechMeter {

    static final double THRESHOLD_DBFS = -45;

    private static final Duration WINDOW = Duration.ofMillis(100);
    private static final double FULL_SCALE = 32_768;

    private SpeechMeter() {}

    /// Speech in what a line heard.
    public static Duration speechIn(Path sound) throws IOException {
        return speechIn(Files.readAllBytes(sound), WavFile.HEADER_BYTES, RtpLine.RATE);
    }

    /// `pcm` is signed 16 bit, little-endian, one channel. A last window that is not full does not count.
    static Duration speechIn(byte[] pcm, int offset, int rate) {
        int windowSamples = (int) (rate * WINDOW.toMillis() / 1_000);
        var heard = Duration.ZERO;
        for (int at = offset; at + windowSamples * 2 <= pcm.length; at += windowSamples * 2) {
            if (dbfs(pcm, at, windowSamples) > THRESHOLD_DBFS) {
                heard = heard.plus(WINDOW);
            }
        }
        return heard;
    }

    private static double dbfs(byte[] pcm, int at, int samples) {
        double squares = 0;
        for (int i = 0; i < samples; i++) {
            int low = pcm[at + 2 * i] & 0xff;
            double sample = ((pcm[at + 2 * i + 1] << 8) | low) / FULL_SCALE;
            squares += sample * sample;
        }
        return 10 * Math.log10(squares / samples);
    }
}
