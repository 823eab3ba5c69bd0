package org.hustings.hq.lists;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hustings.hq.lists.ImportResult.Rejected;

/// The file of rejected rows: line, column, reason. It repeats no value of the list.
final class Rejects implements AutoCloseable {

    /// What a summary shows; the file has all.
    private static final int FIRST_MAX = 20;

    private final Path path;
    private final CsvWriter file;
    private final List<Rejected> first = new ArrayList<>();
    private long count;

    private Rejects(Path path, CsvWriter file) {
        this.path = path;
        this.file = file;
    }

    /// Throws an [ImportException] that names the file when it cannot be written, as do [#list] and [#finish].
    static Rejects into(Path path) {
        try {
            var rejects = new Rejects(path, CsvWriter.builder().build(path));
            rejects.write("line", "column", "reason");
            return rejects;
        } catch (IOException refused) {
            throw unwritable(path, refused);
        }
    }

    /// Listed, but not counted: its person is imported by another row.
    void list(long line, String column, String reason) {
        write(Long.toString(line), harmless(column), reason);
    }

    /// Brings everything into the file: before the import is kept, because nobody would look for rows that are listed
    /// nowhere.
    void finish() {
        try {
            file.flush();
        } catch (IOException refused) {
            throw unwritable(path, refused);
        }
    }

    private void write(String... fields) {
        try {
            file.writeRecord(fields);
        } catch (UncheckedIOException refused) {
            throw unwritable(path, Objects.requireNonNull(refused.getCause()));
        }
    }

    private static ImportException unwritable(Path path, IOException refused) {
        return new ImportException(
                "cannot write " + path + ", the file of rejected rows: " + refused.getMessage(), refused);
    }

    void add(long line, String column, String reason) {
        list(line, column, reason);
        if (count++ < FIRST_MAX) {
            first.add(new Rejected(line, column, reason));
        }
    }

    long count() {
        return count;
    }

    List<Rejected> first() {
        return List.copyOf(first);
    }

    /// A heading comes from the list; a spreadsheet would run one that begins like a formula.
    private static String harmless(String heading) {
        return !heading.isEmpty() && "=+-@".indexOf(heading.charAt(0)) >= 0 ? "'" + heading : heading;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
