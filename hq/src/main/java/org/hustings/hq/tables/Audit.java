package org.hustings.hq.tables;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Who changed what, when: the table that only grows.
public final class Audit {

    private Audit() {}

    /// Joins the caller's transaction. `who` is a person, by the name the system knows; no field names a
    /// voter.
    public static void note(Handle handle, Instant at, String who, String what, String subject, String detail) {
        handle.createUpdate("""
                        insert into audit (at, who, what, subject, detail)
                        values (:at, :who, :what, :subject, :detail)""")
                .bind("at", at)
                .bind("who", who)
                .bind("what", what)
                .bind("subject", subject)
                .bind("detail", detail)
                .execute();
    }
}
