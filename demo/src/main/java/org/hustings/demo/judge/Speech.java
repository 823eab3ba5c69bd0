package org.hustings.demo.judge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Is there speech in a recording? Judged by the sound itself: the root mean square of 20 ms frames. Comfort noise and
/// silence stay below the limit; espeak's voices and people lie 20 dB above it. The station's own ringing tone is as
/// loud as speech and proves nothing about the line: a frame that is almost all 425 Hz does not count.
public final class Speech {

    private static final int FRAME_MS = 20;
    /// -40 dB below full scale.
    private static final double SPEECH_RMS = 32_768 * 0.01;
    /// A call of an hour at 48 kHz; more is not a recording of ours.
    private static final long FILE_BYTES_MAX = 400L << 20;
    private static final int RIFF_HEADER = 12;
    private static final int RINGING_HERTZ = 425;
    /// A vowel spreads over several harmonics; the tone's share is all but 1.
    private static final double RINGING_SHARE = 0.8;

    private Speech() {}

    /// How many milliseconds of the WAV file (16 bit PCM) hold speech, leaving out its first `fromMs`: what
    /// rings or is announced before the answer is no talk. A file whose writer was killed has wrong lengths in its
    /// header: what is there is read. A file that is no WAV at all holds none.
    public static long spokenMs(Path wav, long fromMs) throws IOException {
        if (!Files.exists(wav) || Files.size(wav) > FILE_BYTES_MAX) {
            return 0;
        }
        var bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < RIFF_HEADER + 8 || bytes.getInt(0) != 0x46464952) {
            return 0;
        }
        int rate = 8_000;
        int channels = 1;
        bytes.position(RIFF_HEADER);
        while (bytes.remaining() >= 8) {
            var chunk = bytes.getInt();
            var length = Integer.toUnsignedLong(bytes.getInt());
            if (chunk == 0x20746d66 && bytes.remaining() >= 16) {
                channels = bytes.getShort(bytes.position() + 2);
                rate = bytes.getInt(bytes.position() + 4);
            }
            if (chunk == 0x61746164) {
                return spokenMs(bytes.slice().order(ByteOrder.LITTLE_ENDIAN), rate, Math.max(1, channels), fromMs);
            }
            bytes.position((int) Math.min(bytes.limit(), bytes.position() + length));
        }
        return 0;
    }

    private static long spokenMs(ByteBuffer samples, int rate, int channels, long fromMs) {
        var frame = new short[Math.max(1, rate * channels * FRAME_MS / 1_000)];
        var skipped = Math.max(0, fromMs) / FRAME_MS * frame.length * 2;
        samples.position((int) Math.min(samples.limit(), skipped));
        long spoken = 0;
        while (samples.remaining() >= 2 * frame.length) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = samples.getShort();
            }
            if (isSpeech(frame, rate * channels)) {
                spoken += FRAME_MS;
            }
        }
        return spoken;
    }

    private static boolean isSpeech(short[] frame, int samplesPerSecond) {
        double energy = 0;
        for (var sample : frame) {
            energy += (double) sample * sample;
        }
        return Math.sqrt(energy / frame.length) >= SPEECH_RMS
                && ringing(frame, samplesPerSecond) < RINGING_SHARE * energy;
    }

    /// The energy of the frame at the ringing tone's frequency (Goertzel's algorithm).
    private static double ringing(short[] frame, int samplesPerSecond) {
        var turn = 2 * Math.cos(2 * Math.PI * RINGING_HERTZ / samplesPerSecond);
        double last = 0;
        double before = 0;
        for (var sample : frame) {
            var now = sample + turn * last - before;
            before = last;
            last = now;
        }
        return (last * last + before * before - turn * last * before) * 2 / frame.length;
    }
}
