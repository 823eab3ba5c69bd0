package org.hustings.hq.lists;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// How a file is to be read. `columns` says what a heading means, above our own guess (heading → `phone`, `given name`,
/// …, or `ignore`). `list` is the list it goes into, the file's name if empty. `source` is where the data were had
/// from,
/// for the bad-number rate. `screenedOn` is when the whole list was held against the national register of objections.
/// In a dry run everything is read and judged and nothing is written.
public record ImportOptions(
        Map<String, String> columns,
        Optional<String> list,
        Optional<String> source,
        Optional<LocalDate> screenedOn,
        boolean isDryRun) {

    public static final ImportOptions NONE =
            new ImportOptions(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public ImportOptions {
        columns = Map.copyOf(columns);
    }
}
