package org.hustings.hq.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hustings.protocol.WrongSettingException;

/// One headquarters for one data directory. The lock dies with the process, however it dies.
record DataLock(FileChannel channel) implements AutoCloseable {

    static DataLock take(Path data) throws IOException {
        var file = data.resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                var pid = ProcessHandle.current().pid() + "\n";
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
                return new DataLock(channel);
            }
        } catch (OverlappingFileLockException ourselves) {
            // Another headquarters in this very process (a test): told like one in another process.
        }
        channel.close();
        throw new WrongSettingException("--data is \"" + data + "\", but headquarters with pid "
                + Files.readString(file).strip() + " runs on it; stop that one or name another directory");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
