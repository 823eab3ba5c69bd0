package org.hustings.hq.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hustings.protocol.WrongSettingException;
import org.hustings.provisioning.PemFiles;

/// The data directory, held by one headquarters. The lock dies with the process, however it dies.
record DataFolder(FileChannel channel) implements AutoCloseable {

    /// Makes the directory if there is none. Throws a [WrongSettingException] when headquarters cannot write there or
    /// another one runs on it, an [IOException] when the disk is full.
    static DataFolder lock(Path data) throws IOException {
        try {
            PemFiles.createPrivateFolder(data);
            return take(data);
        } catch (IOException refused) {
            var reason = String.valueOf(refused.getMessage());
            if (reason.contains("No space left")) {
                throw new IOException("the disk of " + data + " is full: make room there and start again", refused);
            }
            throw new WrongSettingException("--data is \"" + data + "\", where headquarters cannot write ("
                    + why(refused) + "); name another directory, or let " + System.getProperty("user.name")
                    + " write in this one");
        }
    }

    private static String why(IOException refused) {
        return switch (refused) {
            case FileAlreadyExistsException _ -> "it is no directory";
            case AccessDeniedException _ -> "access is denied";
            case FileSystemException named when named.getReason() != null -> named.getReason();
            default -> String.valueOf(refused.getMessage());
        };
    }

    private static DataFolder take(Path data) throws IOException {
        var file = data.resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                var pid = ProcessHandle.current().pid() + "\n";
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
                return new DataFolder(channel);
            }
        } catch (OverlappingFileLockException ourselves) {
            // Another headquarters in this very process (a test): told like one in another process.
        } catch (IOException full) {
            channel.close();
            throw full;
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
