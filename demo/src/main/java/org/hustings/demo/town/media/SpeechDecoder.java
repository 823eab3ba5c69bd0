package org.hustings.demo.town.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what a line captured into sound, after the call, and measures the speech in it. A child process decodes faster
/// than time (about 20 ms for a call), so nothing of it weighs on the calls that are still running.
public final class SpeechDecoder {

    /// Decoding ten minutes takes under a second on a loaded machine.
    private static final Duration DECODE_MAX = Duration.ofSeconds(10);

    static final int RATE = 8_000;
    private static final Logger LOG = LoggerFactory.getLogger(SpeechDecoder.class);

    private SpeechDecoder() {}

    /// Decodes `capture` (length-prefixed RTP packets, RFC 4571) into the WAV file `sound` and returns how long speech
    /// was in it; nothing captured is no speech and leaves no file. A failure is told in the log and counts as no
    /// speech: the call's record must not be lost for it.
    public static Duration speechIn(Path capture, Codec codec, Path sound) throws InterruptedException {
        try {
            if (!Files.exists(capture) || Files.size(capture) == 0) {
                return Duration.ZERO;
            }
            Children.pipeline(DECODE_MAX, pipeline(codec), List.of(capture, sound));
            var wav = Files.readAllBytes(sound);
            return SpeechMeter.speechIn(wav, dataOffset(wav), RATE);
        } catch (IOException failed) {
            LOG.warn("a call's sound could not be decoded, its speech counts as 0 ms: {}", failed.getMessage());
            return Duration.ZERO;
        }
    }

    private static String pipeline(Codec codec) {
        return "filesrc location=#0 ! application/x-rtp-stream,media=audio,clock-rate=" + codec.clockRate()
                + ",encoding-name=" + codec.encodingName()
                + ",payload=" + codec.anyPayloadType()
                + " ! rtpstreamdepay ! " + codec.decoder()
                + " ! audioconvert ! audioresample ! audio/x-raw,format=S16LE,channels=1,rate=" + RATE
                + " ! wavenc ! filesink location=#1";
    }

    /// Where the samples begin: after the header of the RIFF chunk named `data`.
    static int dataOffset(byte[] wav) throws IOException {
        var bytes = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (at + 8 <= wav.length) {
            var name = new String(wav, at, 4, StandardCharsets.US_ASCII);
            if (name.equals("data")) {
                return at + 8;
            }
            at += 8 + Math.max(0, bytes.getInt(at + 4));
        }
        throw new IOException("no sound was decoded");
    }
}
