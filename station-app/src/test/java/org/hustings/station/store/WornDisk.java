package org.hustings.station.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A store on a disk that a test makes refuse all writes, as a worn card does, and take them again.
public final class WornDisk implements AutoCloseable {

    public final StationStore store;
    private final Connection connection;

    public WornDisk(Path directory, Path key) throws Exception {
        Files.createDirectories(directory);
        connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("station.db"));
        Schema.migrate(connection);
        store = new StationStore(connection, Seal.read(key));
    }

    public void refuses(boolean all) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("pragma query_only = " + all);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
