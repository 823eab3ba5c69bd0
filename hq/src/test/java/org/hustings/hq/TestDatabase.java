package org.hustings.hq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// A real PostgreSQL for the whole test run, and a database of its own for each test, copied from a migrated one.
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // Ended by zonky's own shutdown hook.
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "120")
                        .start();
                Jdbi.create(postgres.getPostgresDatabase())
                        .useHandle(handle -> handle.execute("create database template_hq"));
                Flyway.configure()
                        .dataSource(postgres.getDatabase("postgres", "template_hq"))
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException broken) {
                throw new IllegalStateException("PostgreSQL does not start", broken);
            }
        }
    }

    private final HikariDataSource pool;

    private TestDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    public static TestDatabase fresh() {
        return fresh(10_000);
    }

    /// `connectionTimeoutMs` is how long a caller waits for a connection before the database counts as away.
    public static TestDatabase fresh(long connectionTimeoutMs) {
        var name = "test_" + COUNT.incrementAndGet();
        Jdbi.create(Server.POSTGRES.getPostgresDatabase())
                .useHandle(handle -> handle.execute("create database " + name + " template template_hq"));
        var config = new HikariConfig();
        config.setJdbcUrl(Server.POSTGRES.getJdbcUrl("postgres", name));
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(connectionTimeoutMs);
        return new TestDatabase(new HikariDataSource(config));
    }

    public DataSource source() {
        return pool;
    }

    public int port() {
        return Server.POSTGRES.getPort();
    }

    public String name() {
        return pool.getJdbcUrl().replaceAll(".*/([^?]+).*", "$1");
    }

    /// As when the database's machine is away: nobody gets in, whoever was in is out.
    public void goAway() throws SQLException {
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter database " + name() + " allow_connections false");
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name() + "'");
        }
    }

    public void comeBack() throws SQLException {
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter database " + name() + " allow_connections true");
        }
    }

    public long count(String query) {
        return Jdbi.create(pool)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    public String text(String query) {
        return Jdbi.create(pool)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).one());
    }

    public void run(String statement) {
        Jdbi.create(pool).useHandle(handle -> handle.execute(statement));
    }

    @Override
    public void close() {
        pool.close();
    }
}
