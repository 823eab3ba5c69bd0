package org.hustings.demo.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What counts as hearing somebody. Recordings of the station hold everything that was in the ear, its own ringing tone
/// too.
class SpeechTest {

    private static final int RATE = 16_000;
    private static final int SECOND = 1_000;

    @TempDir
    private Path folder;

    @Test
    void aVoiceIsSpeech() throws IOException {
        assertThat(Speech.spokenMs(wav(SpeechTest::voice), 0)).isGreaterThan(2 * SECOND - 100);
    }

    @Test
    void theRingingToneIsNotSpeech() throws IOException {
        assertThat(Speech.spokenMs(wav(sample -> 4_500 * sine(425, sample)), 0)).isZero();
    }

    @Test
    void silenceAndComfortNoiseAreNotSpeech() throws IOException {
        var noise = new SplittableRandom(1);
        assertThat(Speech.spokenMs(wav(_ -> noise.nextDouble(-100, 100)), 0)).isZero();
    }

    @Test
    void whatWasHeardBeforeTheAnswerDoesNotCount() throws IOException {
        var announcement = wav(sample -> sample < RATE ? voice(sample) : 0);

        assertThat(Speech.spokenMs(announcement, 0)).isGreaterThan(SECOND - 100);
        assertThat(Speech.spokenMs(announcement, SECOND)).isZero();
        assertThat(Speech.spokenMs(announcement, 10 * SECOND)).isZero();
    }

    @Test
    void aRecordingThatIsNotThereHoldsNoSpeech() throws IOException {
        assertThat(Speech.spokenMs(folder.resolve("none.wav"), 0)).isZero();
    }

    /// A vowel: a pitch of 120 Hz and its harmonics, strongest near the ringing tone's 425 Hz.
    private static double voice(int sample) {
        return 1_000 * sine(120, sample)
                + 1_500 * sine(240, sample)
                + 2_500 * sine(360, sample)
                + 2_000 * sine(480, sample)
                + 800 * sine(600, sample);
    }

    private static double sine(int hertz, int sample) {
        return Math.sin(2 * Math.PI * hertz * sample / RATE);
    }

    /// Two seconds, 16 bit, mono; the lengths in the header are wrong, as after a kill.
    private Path wav(IntToDoubleFunction wave) throws IOException {
        var bytes = ByteBuffer.allocate(44 + 2 * 2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(Integer.MAX_VALUE);
        for (int sample = 0; sample < 2 * RATE; sample++) {
            bytes.putShort((short) wave.applyAsDouble(sample));
        }
        return Files.write(folder.resolve("heard.wav"), bytes.array());
    }
}
