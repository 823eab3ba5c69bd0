package org.hustings.hq.people;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.hustings.hq.lists.NumberKeys;
import org.hustings.hq.lists.NumberRows;
import org.hustings.hq.people.Ground.Named;

/// Reads a file of numbers into the book, some at a time: calls go on meanwhile, and what was read stands even if the
/// rest cannot be.
public record OptOutFile(OptOuts optOuts, NumberKeys numbers) {

    /// `isNew` are numbers that did not stand on this source's word yet.
    public record Result(NumberRows.Result rows, long isNew, long revoked) {}

    /// `progress` hears how many numbers were entered so far. Throws an [org.hustings.hq.lists.ImportException] when
    /// the file cannot be read to its end; reading it again, mended, changes nothing of what stands.
    public Result read(Path csv, Path rejects, Named ground, LongConsumer progress) {
        var isNew = new AtomicLong();
        var revoked = new AtomicLong();
        var entered = new AtomicLong();
        optOuts.audit(ground.who(), "opt-outs imported", ground.source(), "begun");
        try {
            var rows = NumberRows.read(csv, rejects, numbers, keys -> {
                var added = optOuts.addQuietly(keys, ground);
                isNew.addAndGet(added.isNew());
                revoked.addAndGet(added.revoked().size());
                progress.accept(entered.addAndGet(keys.size()));
            });
            return new Result(rows, isNew.get(), revoked.get());
        } finally {
            optOuts.audit(
                    ground.who(), "opt-outs imported", ground.source(), "ended: " + isNew.get() + " numbers are new");
        }
    }
}
