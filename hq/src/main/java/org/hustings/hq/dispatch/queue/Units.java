package org.hustings.hq.dispatch.queue;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Dial units as rows: locking them, and choosing who of them is called next. Joins the caller's transaction.
public final class Units {

    private Units() {}

    /// Locks units in the order of their ids, as everybody does who must wait for one. Rows that only refer to a unit,
    /// as
    /// those of an import do, are not waited for: no key of it changes.
    public static void lock(Handle handle, Iterable<Long> units) {
        handle.createQuery("select id from dial_units where id = any(:units) order by id for no key update")
                .bindArray("units", Long.class, units)
                .mapTo(Long.class)
                .list();
    }

    /// Chooses anew who of each unit is called next. The units must be locked.
    public static void refresh(Handle handle, Iterable<Long> units, Instant now) {
        handle.createUpdate("select refresh_units(:units, :now)")
                .bindArray("units", Long.class, units)
                .bind("now", now)
                .execute();
    }
}
