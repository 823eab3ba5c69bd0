package org.hustings.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What the robot volunteers say: spoken once by espeak-ng, looped by the stations' virtual headsets.
final class Microphones {

    private static final int SPEAKING_MAX_SECONDS = 30;
    private static final List<String> VOICES = List.of("en-gb", "en-us+f3", "en-gb+m3");
    /// Short pauses: every two seconds of a call hold words.
    private static final String WORDS = "Hello, may I speak with you for a moment? I am a volunteer for the library."
            + " Would you like it to stay open on Saturdays? That is good to hear, thank you very much for your time.";

    private Microphones() {}

    /// The WAV file of the `index`-th volunteer.
    static Path speak(Path folder, int index) throws IOException, InterruptedException, CannotStartException {
        var voice = Math.floorMod(index, VOICES.size());
        var wav = folder.resolve("volunteer-" + voice + ".wav");
        if (Files.exists(wav)) {
            return wav;
        }
        try {
            var process = new ProcessBuilder(
                            "espeak-ng", "-v", VOICES.get(voice), "-s", "165", "-w", wav.toString(), WORDS)
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start();
            if (process.waitFor(SPEAKING_MAX_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return wav;
            }
            process.destroyForcibly();
        } catch (IOException missing) {
            throw new CannotStartException(
                    CannotStartException.CONFIGURATION,
                    "espeak-ng is missing, and the volunteers cannot speak; install Debian's package espeak-ng");
        }
        throw new CannotStartException(CannotStartException.CONFIGURATION, "espeak-ng failed; try it: espeak-ng hello");
    }
}
