package org.hustings.hq.tables;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/// HQ's PostgreSQL. Transactions are READ COMMITTED: a statement after a lock sees what the lock waited for.
/// Safe from any thread.
public final class Database {

    /// Two takers that meet in the wrong order: PostgreSQL ends one, which begins anew. More than a few in a row is a
    /// fault in our ordering.
    public static final int ATTEMPTS_MAX = 4;

    /// The SQL state of a disk that is full (PostgreSQL, appendix A).
    public static final String DISK_FULL = "53100";

    /// Serialization failure and deadlock (PostgreSQL, appendix A, class 40).
    private static final Set<String> AGAIN = Set.of("40001", "40P01");

    /// Connection, invalid transaction state, rollback, resources, object in use, operator's intervention, system
    /// error.
    private static final Set<String> AWAY = Set.of("08", "25", "40", "53", "55", "57", "58");

    private final Jdbi jdbi;

    public Database(DataSource source) {
        this.jdbi = open(source);
    }

    /// For whoever needs no second attempt. Errors name neither statement nor arguments: these may be a voter's.
    public static Jdbi open(DataSource source) {
        var jdbi = Jdbi.create(source)
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(Long.class, "bigint")
                .registerArrayType(Integer.class, "integer")
                .registerArrayType(String.class, "text");
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    /// Runs `work` in a transaction of its own, again if it met another one. It must have no effect but in the
    /// database.
    public <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work);
            } catch (RuntimeException failed) {
                if (attempt >= ATTEMPTS_MAX || !isConflict(failed)) {
                    throw failed;
                }
            }
        }
    }

    /// Runs `work` in a transaction of its own, never again: it has effects that cannot be taken back.
    public <T> T once(HandleCallback<T, RuntimeException> work) {
        return jdbi.inTransaction(work);
    }

    /// Whether another transaction was in the way, so that the same work may succeed at once.
    public static boolean isConflict(Throwable failed) {
        return AGAIN.contains(sqlState(failed));
    }

    /// Whether the database itself is away or busy, so that the same may be tried again later, as opposed to refusing
    /// what it was given (PostgreSQL, appendix A, by class).
    public static boolean isAway(Throwable failed) {
        var state = sqlState(failed);
        if (state.length() == 5 && AWAY.contains(state.substring(0, 2))) {
            return true;
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof IOException
                    || cause instanceof ConnectionException) {
                return true;
            }
        }
        return false;
    }

    /// Whether the database's disk is full: nothing is wrong but that.
    public static boolean isFull(Throwable failed) {
        return DISK_FULL.equals(sqlState(failed));
    }

    /// The SQL state of what failed; empty if the database did not say. Names no row.
    public static String sqlState(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
