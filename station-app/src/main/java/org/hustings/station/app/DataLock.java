package org.hustings.station.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hustings.protocol.WrongSettingException;

/// One process owns a station's data: two would call the same people. The kernel gives the lock back however the
/// process
/// ends.
record DataLock(Path data, FileChannel channel) implements AutoCloseable {

    /// Throws a [WrongSettingException] when another process has it.
    static DataLock take(Path data) {
        try {
            Files.createDirectories(data);
            var channel =
                    FileChannel.open(data.resolve("station.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(channel)) {
                channel.close();
                throw new WrongSettingException("data: " + data
                        + " is in use by another station process; end that one, or name another folder");
            }
            return new DataLock(data, channel);
        } catch (IOException unusable) {
            throw new WrongSettingException("data: " + data + " cannot be used: " + unusable.getMessage()
                    + "; name a folder that this user may write");
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException alreadyInThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            throw new IllegalStateException("the lock on " + data + " cannot be given back", alreadyGone);
        }
    }

    @Override
    public String toString() {
        return data.toString();
    }
}
