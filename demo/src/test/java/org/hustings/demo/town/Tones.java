package org.hustings.demo.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds a pure tone in a WAV of 8 kHz, 16 bit, one channel.
final class Tones {

    private static final int RATE = 8_000;
    private static final int WINDOW = RATE / 50;
    private static final int HEADER_BYTES = 44;

    private Tones() {}

    /// For how many seconds nearly all of the sound was this one pitch.
    static double loudestSecondsOf(Path wav, double hertz) throws IOException {
        var bytes = Files.readAllBytes(wav);
        int windows = 0;
        for (int at = HEADER_BYTES; at + WINDOW * 2 <= bytes.length; at += WINDOW * 2) {
            double re = 0;
            double im = 0;
            double energy = 0;
            for (int i = 0; i < WINDOW; i++) {
                double sample = (bytes[at + 2 * i + 1] << 8) | (bytes[at + 2 * i] & 0xff);
                double angle = 2 * Math.PI * hertz * i / RATE;
                re += sample * Math.cos(angle);
                im += sample * Math.sin(angle);
                energy += sample * sample;
            }
            // A pure tone of amplitude a has energy a²N/2 and |sum| aN/2.
            boolean isTone = energy / WINDOW > 1e5 && (re * re + im * im) / (energy * WINDOW / 2) > 0.9;
            windows += isTone ? 1 : 0;
        }
        return (double) windows * WINDOW / RATE;
    }
}
