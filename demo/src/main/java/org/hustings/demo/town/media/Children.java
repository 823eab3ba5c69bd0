package org.hustings.demo.town.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the programs that turn one file into another: `gst-launch-1.0` and `espeak-ng`.
final class Children {

    private Children() {}

    /// Runs a GStreamer pipeline to its end of stream. `#0`, `#1` … in it stand for `files`, which may hold blanks:
    /// gst-launch takes each argument as one word.
    static void pipeline(Duration max, String pipeline, List<Path> files) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
        for (var word : pipeline.split(" +")) {
            int mark = word.indexOf("=#");
            command.add(
                    mark < 0
                            ? word
                            : word.substring(0, mark + 1)
                                    + files.get(Integer.parseInt(word.substring(mark + 2)))
                                            .toAbsolutePath());
        }
        run(max, command);
    }

    /// Runs a program that must end by itself with exit code 0.
    static void run(Duration max, List<String> command) throws IOException, InterruptedException {
        var program = command.getFirst();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(program + " did not end within " + max.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(program + " ended with exit code " + process.exitValue());
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
