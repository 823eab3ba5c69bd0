package org.hustings.hq.dispatch.core;

import java.time.Duration;
import java.time.Instant;
import org.hustings.protocol.VolunteerId;

/// Whether a later revision may take back a do-not-call: only by the same volunteer, and only as an undo.
public final class UndoRule {

    /// The station takes an undo for ten seconds.
    public static final Duration UNDO = Duration.ofSeconds(10);
    /// Undo leads back to the wrap-up; the other key is pressed, and the revision recorded, some moments later.
    public static final Duration CHOOSING = Duration.ofSeconds(60);

    private UndoRule() {}

    /// Both times are the station's own.
    public static boolean withdraws(VolunteerId saidTo, Instant saidAt, VolunteerId undoneBy, Instant undoneAt) {
        return saidTo.equals(undoneBy) && !undoneAt.isAfter(saidAt.plus(UNDO).plus(CHOOSING));
    }
}
