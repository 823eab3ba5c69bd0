package org.hustings.hq.tables;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// What a person should know of and that lasts: one of a kind and subject stands at a time. Subjects and
/// details name no voter.
public final class Alarms {

    private Alarms() {}

    /// False if it stands already. Joins the caller's transaction.
    public static boolean raise(Handle handle, Instant at, String kind, String subject, String detail) {
        // Looked at first, so that those who meet a standing alarm do not wait for each other.
        return handle.createUpdate("""
                                insert into alarms (at, kind, subject, detail)
                                select :at, :kind, :subject, :detail
                                 where not exists (select from alarms a where a.kind = :kind and a.subject = :subject
                                                      and a.cleared_at is null)
                                on conflict (kind, subject) where cleared_at is null do nothing""")
                        .bind("at", at)
                        .bind("kind", kind)
                        .bind("subject", subject)
                        .bind("detail", detail)
                        .execute()
                == 1;
    }

    /// False if none stands. Joins the caller's transaction.
    public static boolean clear(Handle handle, Instant at, String kind, String subject) {
        return handle.createUpdate("""
                                update alarms set cleared_at = :at
                                 where kind = :kind and subject = :subject and cleared_at is null""")
                        .bind("at", at)
                        .bind("kind", kind)
                        .bind("subject", subject)
                        .execute()
                == 1;
    }
}
