package org.hustings.hq.lists;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hustings.hq.lists.ImportResult.Rejected;

/// The file of rejected rows: line, column, reason. It repeats no value of the list.
final class Rejects implements AutoCloseable {

    /// What a summary shows; the file has all.
    private static final int FIRST_MAX = 20;

    private final CsvWriter file;
    private final List<Rejected> first = new ArrayList<>();
    private long count;

    private Rejects(CsvWriter file) {
        this.file = file;
    }

    static Rejects into(Path path) throws IOException {
        var file = CsvWriter.builder().build(path);
        file.writeRecord("line", "column", "reason");
        return new Rejects(file);
    }

    /// Listed, but not counted: its person is imported by another row.
    void list(long line, String column, String reason) {
        file.writeRecord(Long.toString(line), harmless(column), reason);
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
