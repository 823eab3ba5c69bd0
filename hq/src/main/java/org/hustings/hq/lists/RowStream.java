package org.hustings.hq.lists;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.hustings.hq.lists.RowReader.Row;

/// The rows of a file, read ahead in batches: one thread cuts the text into rows, as many as there are processors judge
/// them, and whoever asks gets them in the file's order. Bounded by what waits, however long the file is.
final class RowStream implements AutoCloseable {

    private static final int BATCH_ROWS = 2_000;
    /// Rows may be long; a batch of them must not be.
    private static final int BATCH_CHARACTERS = 1 << 20;
    private static final int BATCHES_WAITING_MAX = 4;
    private static final int THREADS_MAX = 4;

    /// `line` is where the row begins in the file.
    record Read(long line, Row row) {}

    /// Some rows, and how many bytes of the file had been read by then.
    record Batch(List<Read> rows, long bytes) {}

    private record Raw(long line, List<String> values) {}

    private final BlockingQueue<Future<Optional<Batch>>> waiting = new ArrayBlockingQueue<>(BATCHES_WAITING_MAX);
    private final ExecutorService judges = Executors.newFixedThreadPool(
            Math.clamp(Runtime.getRuntime().availableProcessors(), 1, THREADS_MAX),
            Thread.ofPlatform().daemon().name("list-rows-", 1).factory());
    private final RowReader reader;
    private final LongSupplier bytes;
    private final Thread cutter;

    private RowStream(Iterator<CsvRecord> rows, RowReader reader, LongSupplier bytes) {
        this.reader = reader;
        this.bytes = bytes;
        this.cutter = Thread.ofPlatform().daemon().name("list-text").unstarted(() -> cut(rows));
    }

    /// Begins to read. `bytes` is asked how much of the file was read.
    static RowStream of(Iterator<CsvRecord> rows, RowReader reader, LongSupplier bytes) {
        var stream = new RowStream(rows, reader, bytes);
        stream.cutter.start();
        return stream;
    }

    /// Empty at the end of the file. Throws what reading threw: an [ImportException] when the whole file is refused.
    Optional<Batch> next() {
        try {
            return waiting.take().get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ImportException("the import was interrupted", stopped);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException refused -> throw refused;
                case Error broken -> throw broken;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private void cut(Iterator<CsvRecord> rows) {
        try {
            try {
                var batch = new ArrayList<Raw>(BATCH_ROWS);
                long line = 1;
                long characters = 0;
                while (CsvRows.hasNext(rows, line)) {
                    var row = rows.next();
                    line = row.getStartingLineNumber();
                    batch.add(new Raw(line, row.getFields()));
                    characters += length(row.getFields());
                    if (batch.size() >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
                        submit(batch);
                        batch = new ArrayList<>(BATCH_ROWS);
                        characters = 0;
                    }
                }
                submit(batch);
                waiting.put(CompletableFuture.completedFuture(Optional.empty()));
            } catch (RuntimeException | Error refused) {
                waiting.put(CompletableFuture.failedFuture(refused));
            }
        } catch (InterruptedException closed) {
            // Nobody listens any more.
        }
    }

    private void submit(List<Raw> batch) throws InterruptedException {
        var read = bytes.getAsLong();
        waiting.put(judges.submit(() -> Optional.of(new Batch(
                batch.stream()
                        .map(raw -> new Read(raw.line(), reader.read(raw.line(), raw.values())))
                        .toList(),
                read))));
    }

    private static long length(List<String> values) {
        long length = 0;
        for (var value : values) {
            length += value.length();
        }
        return length;
    }

    @Override
    public void close() {
        cutter.interrupt();
        judges.shutdownNow();
    }
}
