package org.hustings.demo.judge;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.hustings.demo.judge.Facts.Hours;
import org.hustings.demo.judge.Facts.OptOut;
import org.hustings.demo.judge.Facts.ReportRow;
import org.hustings.demo.judge.Facts.Span;
import org.hustings.protocol.CallId;

/// Headquarters' database, as anybody with psql could read it. Reads only.
///
/// Every reading opens a connection of its own: the database may be killed at any time, and comes back. Not
/// thread-safe.
public final class HqRecords {

    private static final int TIMEOUT_SECONDS = 5;

    private final String url;
    private final Properties access = new Properties();
    /// Windows stand in a lease's document, which goes when the lease ends; they are kept from the time it was live.
    private final Map<String, List<Hours>> windows = new HashMap<>();

    private final Proofs proofs;

    /// `certificates` names the file of a station's certificate.
    public HqRecords(String url, String user, String password, Function<String, Path> certificates) {
        this.url = url;
        this.proofs = new Proofs(certificates);
        access.setProperty("user", user);
        access.setProperty("password", password);
        access.setProperty("connectTimeout", Integer.toString(TIMEOUT_SECONDS));
        access.setProperty("socketTimeout", Integer.toString(TIMEOUT_SECONDS));
        access.setProperty("ApplicationName", "hustings-demo");
    }

    /// One look at everything the judge needs.
    public record Reading(
            List<ReportRow> reports, List<Span> leases, List<OptOut> optOuts, Map<String, String> keysByNumber) {}

    /// People by state, for the progress line.
    public record Queue(int ready, int leased, int uncertain, int waiting, int done) {}

    public Reading read() throws SQLException {
        try (var connection = DriverManager.getConnection(url, access)) {
            connection.setReadOnly(true);
            readWindows(connection);
            return new Reading(reports(connection), leases(connection), optOuts(connection), numbers(connection));
        }
    }

    public Queue queue() throws SQLException {
        try (var connection = DriverManager.getConnection(url, access)) {
            var counts = new HashMap<String, Integer>();
            each(connection, "select state, count(*) from dial_units group by state", row -> {
                counts.put(row.getString(1), row.getInt(2));
            });
            return new Queue(
                    counts.getOrDefault("ready", 0),
                    counts.getOrDefault("leased", 0),
                    counts.getOrDefault("uncertain", 0),
                    counts.getOrDefault("waiting", 0),
                    counts.getOrDefault("done", 0));
        }
    }

    private void readWindows(Connection connection) throws SQLException {
        var found = new HashMap<String, List<Hours>>();
        each(
                connection,
                """
                select l.id, w ->> 'opens', w ->> 'closes'
                  from leases l cross join lateral jsonb_array_elements(l.document -> 'window') w""",
                row -> found.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(new Hours(Instant.parse(row.getString(2)), Instant.parse(row.getString(3)))));
        windows.putAll(found);
    }

    private List<ReportRow> reports(Connection connection) throws SQLException {
        var rows = new ArrayList<ReportRow>();
        each(
                connection,
                """
                select call, revision, station, lease, pressed_at, invited_at, recorded_at, received_at, result, disposition,
                       mode, contact, proof, document ->> 'run'
                  from reports""",
                row -> rows.add(new ReportRow(
                        CallId.of(row.getString(1)),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        at(row, 5),
                        maybeAt(row, 6),
                        at(row, 7),
                        at(row, 8),
                        row.getString(9),
                        Optional.ofNullable(row.getString(10)),
                        row.getString(11),
                        proof(row),
                        Optional.ofNullable(row.getString(14)).map(CallId::of))));
        return rows;
    }

    private Optional<Facts.Proof> proof(ResultSet row) throws SQLException {
        return proofs.check(
                CallId.of(row.getString(1)), row.getString(3), at(row, 5), row.getString(12), row.getString(13));
    }

    private List<Span> leases(Connection connection) throws SQLException {
        var spans = new ArrayList<Span>();
        each(
                connection,
                """
                select s.lease, s.key, s.station, s.contact, s.key = encode(g.number_key, 'hex'), s."from", s."to"
                  from lease_spans s join lease_log g on g.lease = s.lease and g.event = 'granted'""",
                row -> spans.add(new Span(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        at(row, 6),
                        maybeAt(row, 7),
                        windows.getOrDefault(row.getString(1), List.of()))));
        return spans;
    }

    private static List<OptOut> optOuts(Connection connection) throws SQLException {
        var found = new ArrayList<OptOut>();
        each(
                connection,
                "select encode(number_key, 'hex'), at from opt_outs",
                row -> found.add(new OptOut(row.getString(1), at(row, 2))));
        return found;
    }

    private static Map<String, String> numbers(Connection connection) throws SQLException {
        var keys = new HashMap<String, String>();
        each(
                connection,
                "select phone, encode(number_key, 'hex') from contacts union select phone, encode(number_key, 'hex') from contact_numbers",
                row -> keys.put(row.getString(1), row.getString(2)));
        return keys;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, Row row) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    row.read(rows);
                }
            }
        }
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static Optional<Instant> maybeAt(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
