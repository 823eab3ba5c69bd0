package org.hustings.demo.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hustings.provisioning.HqFile;

/// Looks into headquarters' database and notes when each report is there. A row shows only after its commit, so the
/// commit is in the time; looking every few milliseconds makes it that much longer, never shorter.
///
/// Not thread-safe.
final class ReportWatch implements AutoCloseable {

    static final long LOOK_MS = 5;
    /// `received_at` is stamped before the transaction, so a row may appear after a younger one.
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    private static final int TIMEOUT_SECONDS = 5;

    /// First revisions only: an undo writes a second one, which nobody does here.
    private static final String NEW_REPORTS = "select call, recorded_at, received_at from reports"
            + " where revision = 1 and received_at > ? order by received_at";

    private final Connection connection;
    private final PreparedStatement select;
    private final Set<String> known = new HashSet<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private Instant newest = Instant.EPOCH;

    /// One report: made durable on the station, taken in by headquarters, seen in its database.
    record Arrival(Instant recorded, Instant received, Instant seen) {

        double toDatabaseMs() {
            return ms(recorded, seen);
        }

        double toHeadquartersMs() {
            return ms(recorded, received);
        }

        private static double ms(Instant from, Instant to) {
            return Duration.between(from, to).toNanos() / 1e6;
        }
    }

    ReportWatch(HqFile.Postgres postgres) throws SQLException {
        connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        connection.setReadOnly(true);
        select = connection.prepareStatement(NEW_REPORTS);
        select.setQueryTimeout(TIMEOUT_SECONDS);
    }

    void look() throws SQLException {
        select.setTimestamp(1, Timestamp.from(newest.equals(Instant.EPOCH) ? newest : newest.minus(OVERLAP)));
        try (var rows = select.executeQuery()) {
            var now = Instant.now();
            while (rows.next()) {
                var received = rows.getTimestamp(3).toInstant();
                if (known.add(rows.getString(1))) {
                    arrivals.add(new Arrival(rows.getTimestamp(2).toInstant(), received, now));
                    newest = received.isAfter(newest) ? received : newest;
                }
            }
        }
    }

    /// In the order they were seen.
    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    int count() {
        return arrivals.size();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
