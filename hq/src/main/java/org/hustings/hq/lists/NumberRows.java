package org.hustings.hq.lists;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hustings.hq.lists.ImportResult.Rejected;
import org.hustings.hq.lists.NumberKeys.Found;

/// Reads files that are about numbers only, row by row: with a header that names their columns, or numbers alone.
public final class NumberRows {

    /// Numbers that are handed on together.
    private static final int CHUNK = 1_000;

    private final NumberKeys numbers;
    private final Rejects rejected;
    private final Consumer<Set<String>> chunks;
    private final Set<String> chunk = new LinkedHashSet<>();
    private long read;

    private NumberRows(NumberKeys numbers, Rejects rejected, Consumer<Set<String>> chunks) {
        this.numbers = numbers;
        this.rejected = rejected;
        this.chunks = chunks;
    }

    /// `first` are the first rows that could not be read.
    public record Result(long read, long rejected, List<Rejected> first) {}

    /// Hands on the hashes of all numbers of `csv`, some at a time, before the next are read. Rows without a readable
    /// number are listed in `rejects` (line, column, reason).
    ///
    /// Throws an [ImportException] when the file cannot be read to its end; what was handed on by then stays.
    public static Result read(Path csv, Path rejects, NumberKeys numbers, Consumer<Set<String>> chunks) {
        try (var text = CsvText.open(Files.newInputStream(csv));
                var rejected = Rejects.into(rejects);
                var rows = CsvRows.of(text)) {
            return new NumberRows(numbers, rejected, chunks).readAll(rows.iterator());
        } catch (NoSuchFileException missing) {
            throw new ImportException("there is no file " + csv, missing);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new ImportException("cannot read " + csv + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private Result readAll(Iterator<CsvRecord> rows) {
        if (!CsvRows.hasNext(rows, 1)) {
            throw new ImportException("the file is empty");
        }
        var first = rows.next();
        var columns = columns(first.getFields());
        if (columns.isEmpty()) {
            // No header: every row is numbers, this one too.
            columns = IntStream.range(0, first.getFieldCount()).boxed().toList();
            take(first, columns);
        }
        long line = first.getStartingLineNumber();
        while (CsvRows.hasNext(rows, line)) {
            var row = rows.next();
            line = row.getStartingLineNumber();
            take(row, columns);
        }
        handOn();
        rejected.finish();
        return new Result(read, rejected.count(), rejected.first());
    }

    /// The columns of numbers by the header; none if the row is numbers itself.
    private List<Integer> columns(List<String> header) {
        var found = IntStream.range(0, header.size())
                .filter(place -> Column.of(header.get(place))
                        .filter(Column.PHONE::equals)
                        .isPresent())
                .boxed()
                .toList();
        if (found.isEmpty() && header.stream().noneMatch(this::isNumber)) {
            throw new ImportException("line 1: no column holds the phone number; call one \"phone\"");
        }
        return found;
    }

    private boolean isNumber(String text) {
        return numbers.of(text) instanceof Found.Known;
    }

    private void take(CsvRecord row, List<Integer> columns) {
        read++;
        var reasons = new ArrayList<String>();
        var any = false;
        for (var place : columns) {
            if (place >= row.getFieldCount() || row.getField(place).isBlank()) {
                continue;
            }
            switch (numbers.of(row.getField(place).strip())) {
                case Found.Known number -> {
                    any = true;
                    chunk.add(number.keyHex());
                }
                case Found.NoNumber(var reason) -> reasons.add(reason);
            }
        }
        if (!any) {
            rejected.add(row.getStartingLineNumber(), "phone", reasons.isEmpty() ? "is empty" : reasons.getFirst());
        }
        if (chunk.size() >= CHUNK) {
            handOn();
        }
    }

    private void handOn() {
        if (!chunk.isEmpty()) {
            chunks.accept(Set.copyOf(chunk));
            chunk.clear();
        }
    }
}
