package org.hustings.demo.town.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeechMeterTest {

    private static final int RATE = 8_000;

    /// A second of a tone of this amplitude (full scale is 1), then a second of silence.
    private static byte[] toneThenSilence(double amplitude) {
        var pcm = new byte[RATE * 2 * 2];
        for (int i = 0; i < RATE; i++) {
            int sample = (int) (amplitude * 32_767 * Math.sin(2 * Math.PI * 440 * i / RATE));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }

    @Test
    void loudTenthsOfASecondAreCountedAndSilentOnesAreNot() {
        assertThat(SpeechMeter.speechIn(toneThenSilence(0.1), 0, RATE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theNoiseOfAQuietLineIsNoSpeech() {
        assertThat(SpeechMeter.speechIn(toneThenSilence(0.002), 0, RATE)).isZero();
    }

    @Test
    void aCaptureShorterThanATenthOfASecondIsNothing() {
        assertThat(SpeechMeter.speechIn(new byte[100], 0, RATE)).isZero();
    }
}
