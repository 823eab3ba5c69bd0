package org.hustings.station.app;

import org.hustings.protocol.StationEvent;
import org.hustings.station.call.Desk;
import org.hustings.station.store.Change;
import org.hustings.station.store.OutboxMessage;
import org.hustings.station.store.StationStore;
import org.hustings.station.store.StoreFullException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the desk writes down, its steps and its events for HQ, and whether the disk takes it.
///
/// Not thread-safe: the loop owns it.
final class DeskLedger {

    private static final Logger LOG = LoggerFactory.getLogger(DeskLedger.class);
    /// Events that wait for HQ at most: a tenth of the outbox, so that they never take the room of reports.
    static final int EVENTS_MAX = 1_000;

    private final StationStore store;
    private boolean full;

    DeskLedger(StationStore store) {
        this.store = store;
    }

    /// The disk did not take the last write, and has not been asked again.
    boolean isFull() {
        return full;
    }

    /// False when the disk did not take it; then nothing of it is kept.
    boolean keep(Change change) {
        try {
            store.save(change);
            return true;
        } catch (StoreFullException notTaken) {
            refused(notTaken);
            return false;
        }
    }

    /// Asks a full disk whether it takes writes again: an idle desk would save nothing and never learn it.
    void keepAgain(Desk desk) {
        if (!full) {
            return;
        }
        try {
            store.save(Change.of(desk));
            full = false;
            LOG.info("the disk takes writes again");
        } catch (StoreFullException stillFull) {
            LOG.debug("{}", stillFull.getMessage());
        }
    }

    /// Events give way before reports do: they are dropped when many wait.
    void add(StationEvent event) {
        try {
            if (store.outboxRows() < StationStore.OUTBOX_ROWS_MAX && store.eventsWaiting() < EVENTS_MAX) {
                store.add(OutboxMessage.of(event));
            }
        } catch (StoreFullException notTaken) {
            refused(notTaken);
        }
    }

    private void refused(StoreFullException notTaken) {
        if (!full) {
            LOG.error("{}: no new call starts until there is room; nothing is lost", notTaken.getMessage());
        }
        full = true;
    }
}
