package org.hustings.hq.app;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hustings.hq.children.DataDisk;
import org.hustings.hq.tables.Database;

/// Connections to headquarters' own database while its disk has room; a refusal is the one PostgreSQL itself would
/// give, and is met by the same patience. Safe from any thread.
record GuardedSource(DataSource source, DataDisk disk) implements DataSource {

    @Override
    public Connection getConnection() throws SQLException {
        if (disk.isFull()) {
            throw new SQLException(disk.words(), Database.DISK_FULL);
        }
        return source.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("headquarters has one user");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
