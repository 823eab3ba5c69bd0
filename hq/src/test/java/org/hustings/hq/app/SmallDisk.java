package org.hustings.hq.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A real file system of a few megabytes, in memory, that can be filled. Needs the right to mount one.
record SmallDisk(Path folder) {

    private static final String HOG = "hog";
    private static final int CHUNK_BYTES = 64 << 10;

    /// Skips the test, and says so, where none can be mounted.
    static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=700", "hustings", folder.toString()),
                "SKIPPED: a full disk is tried on a tmpfs, and this user may not mount one; run the test as root");
        return new SmallDisk(folder);
    }

    boolean makeReadOnly() throws IOException, InterruptedException {
        return run("mount", "-o", "remount,ro", folder.toString());
    }

    /// To the last byte, as a program that has gone wild does.
    void fill() {
        var chunk = new byte[CHUNK_BYTES];
        try (var hog = Files.newOutputStream(folder.resolve(HOG))) {
            writeUntilFull(hog, chunk);
        } catch (IOException full) {
            // What was asked for.
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void writeUntilFull(OutputStream hog, byte[] chunk) throws IOException {
        while (true) {
            hog.write(chunk);
        }
    }

    void free() throws IOException {
        Files.delete(folder.resolve(HOG));
    }

    void unmount() throws IOException, InterruptedException {
        // Lazily: a child that is still ending must not leave the mount behind.
        if (!run("umount", folder.toString())) {
            run("umount", "--lazy", folder.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
