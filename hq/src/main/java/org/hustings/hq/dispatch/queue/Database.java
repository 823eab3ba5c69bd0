package org.hustings.hq.dispatch.queue;

import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/// HQ's PostgreSQL. Transactions are READ COMMITTED: a statement after a lock sees what the lock waited for.
/// Safe from any thread.
public final class Database {

    /// Two takers that meet in the wrong order: PostgreSQL ends one, which begins anew. More than a few in a row is a
    /// fault in our ordering.
    private static final int ATTEMPTS_MAX = 4;

    /// Serialization failure and deadlock (PostgreSQL, appendix A, class 40).
    private static final Set<String> AGAIN = Set.of("40001", "40P01");

    private final Jdbi jdbi;

    public Database(DataSource source) {
        this.jdbi = Jdbi.create(source)
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(Long.class, "bigint")
                .registerArrayType(Integer.class, "integer")
                .registerArrayType(String.class, "text");
    }

    /// Runs `work` in a transaction of its own, again if it met another one. It must have no effect but in the
    /// database.
    public <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work);
            } catch (RuntimeException failed) {
                if (attempt >= ATTEMPTS_MAX || !AGAIN.contains(sqlState(failed))) {
                    throw failed;
                }
            }
        }
    }

    /// Locks units in the order of their ids, as everybody does who must wait for one.
    public static void lockUnits(Handle handle, Iterable<Long> units) {
        handle.createQuery("select id from dial_units where id = any(:units) order by id for update")
                .bindArray("units", Long.class, units)
                .mapTo(Long.class)
                .list();
    }

    /// Chooses anew who of each unit is called next. The units must be locked.
    public static void refreshUnits(Handle handle, Iterable<Long> units, java.time.Instant now) {
        handle.createUpdate("select refresh_units(:units, :now)")
                .bindArray("units", Long.class, units)
                .bind("now", now)
                .execute();
    }

    /// Whether the database itself is away, as opposed to refusing what it was given: class 08 (connection), 57P
    /// (shutdown), 53 (resources), or no answer at all.
    public static boolean isAway(Throwable failed) {
        var state = sqlState(failed);
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
            return true;
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLTransientException
                    || cause instanceof java.sql.SQLRecoverableException
                    || cause instanceof java.io.IOException
                    || cause instanceof org.jdbi.v3.core.ConnectionException) {
                return true;
            }
        }
        return false;
    }

    private static String sqlState(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
