package org.hustings.hq.link;

import java.util.concurrent.atomic.AtomicBoolean;
import org.hustings.hq.tables.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database is away, said once when it goes and once when it is back. Safe from any thread.
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final AtomicBoolean away = new AtomicBoolean();

    void begin(Throwable failed) {
        if (away.compareAndSet(false, true)) {
            LOG.warn(
                    "{}: nothing is receipted or leased until it is back",
                    Database.isFull(failed) ? "the database has a full disk" : "the database is away");
        }
    }

    void over() {
        if (away.compareAndSet(true, false)) {
            LOG.info("the database is back");
        }
    }
}
