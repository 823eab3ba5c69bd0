package org.hustings.hq.lists;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Iterator;

/// The rows of a CSV text.
final class CsvRows {

    /// One row, quotes and all. More is no row of contacts.
    private static final int ROW_CHARACTERS_MAX = 1 << 20;

    private CsvRows() {}

    static CsvReader<CsvRecord> of(CsvText text) {
        return CsvReader.builder()
                .fieldSeparator(text.separator())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .skipEmptyLines(true)
                .maxBufferSize(ROW_CHARACTERS_MAX)
                .ofCsvRecord(text);
    }

    /// Throws an [ImportException] if what comes after `line` is no row.
    static boolean hasNext(Iterator<CsvRecord> rows, long line) {
        try {
            return rows.hasNext();
        } catch (CsvParseException broken) {
            if (broken.getCause() instanceof ImportException ours) {
                throw ours;
            }
            // The parser's own words may quote the row.
            throw new ImportException(
                    "after line " + line + ": a row is longer than " + ROW_CHARACTERS_MAX
                            + " characters or cannot be read; is a quotation mark left open?",
                    broken);
        }
    }
}
