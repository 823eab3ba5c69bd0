package org.hustings.demo.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Something to say for a phone that reads its microphone from a file: 440 Hz, mono, 16 bits.
final class Tone {

    private static final int HEADER_BYTES = 44;
    private static final double HERTZ = 440;
    private static final double LOUDNESS = 8_000;
    private static final short PCM = 1;

    private Tone() {}

    static byte[] wav(int rate, int seconds) {
        var samples = rate * seconds;
        var out = ByteBuffer.allocate(HEADER_BYTES + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + 2 * samples).put(ascii("WAVE"));
        out.put(ascii("fmt ")).putInt(16).putShort(PCM).putShort((short) 1);
        out.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
        out.put(ascii("data")).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            out.putShort((short) (LOUDNESS * Math.sin(2 * Math.PI * HERTZ * i / rate)));
        }
        return out.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
