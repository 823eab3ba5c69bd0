package org.hustings.provisioning;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Properties;
import org.hustings.protocol.StationId;

/// Headquarters' table of stations. Nothing stays unless [#commit()] is called.
record StationRegister(Connection connection) implements AutoCloseable {

    private static final String SECONDS_MAX = "10";

    /// Throws an [IOException] when headquarters' database does not answer.
    static StationRegister open(HqFile.Postgres postgres) throws IOException, SQLException {
        var login = new Properties();
        login.setProperty("user", postgres.user());
        login.setProperty("password", postgres.password());
        login.setProperty("connectTimeout", SECONDS_MAX);
        login.setProperty("socketTimeout", SECONDS_MAX);
        try {
            var connection = DriverManager.getConnection(postgres.url(), login);
            connection.setAutoCommit(false);
            return new StationRegister(connection);
        } catch (SQLException refused) {
            throw new IOException(
                    "headquarters' database at " + postgres.url() + " cannot be reached: is headquarters running? ("
                            + refused.getMessage() + ")",
                    refused);
        }
    }

    /// False when the station is known and `replace` is not said.
    boolean add(StationId station, String desk, Instant now, boolean replace) throws SQLException {
        var otherwise =
                replace ? "do update set desk = excluded.desk, registered_at = excluded.registered_at" : "do nothing";
        try (var insert = connection.prepareStatement(
                "insert into stations (id, desk, registered_at) values (?, ?, ?) on conflict (id) " + otherwise)) {
            insert.setString(1, station.value());
            insert.setString(2, desk);
            insert.setTimestamp(3, Timestamp.from(now));
            return insert.executeUpdate() == 1;
        }
    }

    /// The office its calls count against. False if no campaign has one of that id.
    boolean assign(StationId station, String office) throws SQLException {
        try (var update = connection.prepareStatement(
                "update stations set office = ? where id = ? and exists (select from offices where id = ?)")) {
            update.setString(1, office);
            update.setString(2, station.value());
            update.setString(3, office);
            return update.executeUpdate() == 1;
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
