package org.hustings.hq.lists;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// The characters of a list, decoded strictly: a wrong byte stops the import at its line instead of becoming a wrong
/// letter in somebody's name.
final class CsvText extends Reader {

    /// Enough for any first line that [Header] accepts.
    private static final int HEAD_BYTES = 64 * 1024;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream bytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer waiting = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private final char separator;
    private boolean ended;
    private long line = 1;
    private final AtomicLong bytesRead = new AtomicLong();

    private CsvText(InputStream bytes, char separator) {
        this.bytes = bytes;
        this.separator = separator;
    }

    /// Looks at the first bytes: a byte order mark, another encoding, another kind of file, the separator.
    static CsvText open(InputStream source) throws IOException {
        var bytes = new BufferedInputStream(source, HEAD_BYTES);
        bytes.mark(HEAD_BYTES);
        var head = bytes.readNBytes(HEAD_BYTES - 1);
        bytes.reset();
        if (head.length == 0) {
            throw new ImportException("the file is empty");
        }
        FileKind.refuseOthers(head);
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
        }
        return new CsvText(bytes, separator(new String(head, StandardCharsets.UTF_8)));
    }

    private static boolean starts(byte[] head, int... signature) {
        return head.length >= signature.length
                && Arrays.equals(
                        Arrays.stream(signature).map(b -> (byte) b).toArray(),
                        java.util.stream.IntStream.range(0, signature.length)
                                .map(place -> head[place])
                                .toArray());
    }

    /// The one that splits the first line most often, outside quotation marks.
    private static char separator(String head) {
        var counts = new int[3];
        var candidates = ",;\t";
        var quoted = false;
        for (int place = 0; place < head.length(); place++) {
            var c = head.charAt(place);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted && candidates.indexOf(c) >= 0) {
                counts[candidates.indexOf(c)]++;
            }
        }
        var best = 0;
        for (int place = 1; place < counts.length; place++) {
            best = counts[place] > counts[best] ? place : best;
        }
        return candidates.charAt(best);
    }

    /// How much of the file has been taken in. Safe from any thread.
    long bytesRead() {
        return bytesRead.get();
    }

    char separator() {
        return separator;
    }

    @Override
    public int read(char[] into, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        var letters = CharBuffer.wrap(into, from, count).slice();
        while (letters.position() == 0) {
            var result = decoder.decode(waiting, letters, ended);
            if (result.isError()) {
                countLines(into, from, letters.position());
                throw new ImportException(
                        "line " + line + ": a byte there is not UTF-8 (it may be Windows-1252 or Latin-1,"
                                + " a spreadsheet's plain CSV); save the file as CSV in UTF-8");
            }
            if (letters.position() == 0) {
                if (ended) {
                    return -1;
                }
                refill();
            }
        }
        countLines(into, from, letters.position());
        return letters.position();
    }

    private void refill() throws IOException {
        waiting.compact();
        var read = bytes.read(waiting.array(), waiting.position(), waiting.remaining());
        if (read < 0) {
            ended = true;
        } else {
            waiting.position(waiting.position() + read);
            bytesRead.addAndGet(read);
        }
        waiting.flip();
    }

    private void countLines(char[] letters, int from, int count) {
        for (int place = from; place < from + count; place++) {
            line += letters[place] == '\n' ? 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
