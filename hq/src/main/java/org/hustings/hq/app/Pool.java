package org.hustings.hq.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The connections to PostgreSQL, ours or yours, and the schema behind them.
final class Pool {

    /// More than headquarters' threads ever use at once, fewer than the server allows.
    private static final int CONNECTIONS_MAX = 20;

    private static final int WAIT_MS_MAX = 3_000;
    private static final int ANSWER_SECONDS_MAX = 60;

    private Pool() {}

    /// Throws an [IOException] when the database does not answer or its schema cannot be brought up to date.
    static HikariDataSource open(HqConfig.Database database) throws IOException {
        var config = new HikariConfig();
        config.setPoolName("headquarters");
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(WAIT_MS_MAX);
        // A server's answer may quote a row; the text of an exception goes to a log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // A server that hangs must not hang headquarters with it; no statement of ours comes near this.
        config.addDataSourceProperty("socketTimeout", Integer.toString(ANSWER_SECONDS_MAX));
        // What a statement sees after a lock it waited for; yours may be set to another level.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            var pool = new HikariDataSource(config);
            try {
                Flyway.configure().dataSource(pool).load().migrate();
                return pool;
            } catch (FlywayException refused) {
                pool.close();
                throw new IOException(
                        "the database at " + database.url() + " cannot be brought up to date: " + refused.getMessage(),
                        refused);
            }
        } catch (PoolInitializationException away) {
            var cause = away.getCause() == null ? away : away.getCause();
            throw new IOException(
                    "postgres.url is " + database.url() + ", which does not answer: " + cause.getMessage(), away);
        }
    }
}
