package org.hustings.demo.town;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hustings.protocol.Json;

/// The town's own record of who was called when, `town.jsonl`: the demo's invariants are judged by it, so it is
/// written by nobody who is judged. One line per call, in one write, when the call has ended.
///
/// Safe from any thread.
public final class TownRecord implements AutoCloseable {

    private final FileChannel file;

    private TownRecord(FileChannel file) {
        this.file = file;
    }

    /// Continues the file, or begins it. Half a line that a killed town left at its end is cut off.
    public static TownRecord open(Path path) throws IOException {
        var file = opened(path);
        try {
            long end = endOfLastLine(path);
            file.truncate(end);
            file.position(end);
            return new TownRecord(file);
        } catch (IOException unreadable) {
            file.close();
            throw unreadable;
        }
    }

    private static FileChannel opened(Path path) throws IOException {
        try {
            var folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            throw new IOException("the town's record (--out) cannot be written: " + refused, refused);
        }
    }

    /// All whole lines of a record, in the order the calls ended; also while the town is writing it. A file that is not
    /// there yet is an empty record. Throws an [IOException] that names the line if one is no call.
    public static List<TownCall> read(Path path) throws IOException {
        var calls = new ArrayList<TownCall>();
        if (!Files.exists(path)) {
            return calls;
        }
        var text = Files.readString(path, StandardCharsets.UTF_8);
        var whole = text.substring(0, text.lastIndexOf('\n') + 1);
        int number = 0;
        for (var line : whole.lines().toList()) {
            number++;
            switch (Json.read(line.getBytes(StandardCharsets.UTF_8), TownCall.class)) {
                case Json.Read.Message<TownCall>(var call) -> calls.add(call);
                case Json.Read.Unreadable<TownCall>(var reason) ->
                    throw new IOException(path + " line " + number + " is no call of the town: " + reason);
            }
        }
        return calls;
    }

    /// How often each number has been called.
    static Map<String, Integer> callsByNumber(List<TownCall> calls) {
        var byNumber = new HashMap<String, Integer>();
        calls.forEach(call -> byNumber.merge(call.number(), 1, Integer::sum));
        return byNumber;
    }

    /// Appends one line, whole or, with an [IOException], not at all; it is with the operating system when this
    /// returns, so it survives the town's death.
    synchronized void append(TownCall call) throws IOException {
        var json = Json.write(call);
        var line =
                ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        while (line.hasRemaining()) {
            file.write(line);
        }
    }

    private static long endOfLastLine(Path path) throws IOException {
        var bytes = Files.readAllBytes(path);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
