package org.hustings.hq.web;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hustings.hq.budget.Amount;

/// Reads the overview from the database, in one snapshot.
record OverviewReader(DataSource source, Clock clock) {

    private static final int SECONDS_MAX = 5;
    private static final int STATIONS_MAX = 500;
    private static final int REPORTS_MAX = 20;
    private static final int OFFICES_MAX = 500;
    private static final int ALARMS_MAX = 50;
    /// No shift is as long: an older call for help was answered by whoever switched the desk off.
    private static final int HELP_HOURS_MAX = 12;

    private interface Row<T> {
        T from(ResultSet row) throws SQLException;
    }

    Overview read() throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return new Overview(
                        clock.instant(),
                        campaigns(connection),
                        counts(connection, "result"),
                        counts(connection, "disposition"),
                        stations(connection),
                        reports(connection),
                        offices(connection),
                        alarms(connection),
                        loose(connection, clock.instant()));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
            }
        }
    }

    private static List<Overview.CampaignRow> campaigns(Connection connection) throws SQLException {
        return list(
                connection,
                """
                select campaign, state, version, contacts, ready, leased + uncertain as in_hand, waiting, done, dials, answered, test_calls
                  from campaign_figures order by campaign""",
                row -> new Overview.CampaignRow(
                        row.getString("campaign"),
                        row.getString("state"),
                        row.getInt("version"),
                        row.getLong("contacts"),
                        row.getLong("ready"),
                        row.getLong("in_hand"),
                        row.getLong("waiting"),
                        row.getLong("done"),
                        row.getLong("dials"),
                        row.getLong("answered"),
                        Optional.ofNullable(row.getObject("test_calls", Long.class))));
    }

    private static List<Overview.Count> counts(Connection connection, String column) throws SQLException {
        return list(
                connection,
                "select " + column + " as what, count(*) as calls from voter_calls where " + column
                        + " is not null group by 1 order by 2 desc, 1",
                row -> new Overview.Count(row.getString("what"), row.getLong("calls")));
    }

    private static List<Overview.StationRow> stations(Connection connection) throws SQLException {
        return list(
                connection,
                """
                select id, desk, coalesce((last_status->>'online')::boolean, false) as online,
                       coalesce(last_status->>'phase', 'offline') as phase,
                       coalesce((last_status->>'leases')::int, 0) as leases,
                       coalesce((last_status->>'outbox')::int, 0) as outbox,
                       last_seen, help.at as help_since
                  from stations
                  left join (
                    select distinct on (station) station, kind, at from station_events
                     where kind in ('helpRaised', 'helpCleared') and received_at > now() - interval '%d hours'
                     order by station, at desc) help on help.station = id and help.kind = 'helpRaised'
                 order by id limit %d""".formatted(HELP_HOURS_MAX, STATIONS_MAX),
                row -> new Overview.StationRow(
                        row.getString("id"),
                        row.getString("desk"),
                        row.getBoolean("online"),
                        row.getString("phase"),
                        row.getInt("leases"),
                        row.getInt("outbox"),
                        maybeAt(row, "last_seen"),
                        maybeAt(row, "help_since")));
    }

    private static List<Overview.LooseRow> loose(Connection connection, Instant now) throws SQLException {
        return list(
                        connection,
                        """
                        select campaign, station, desk, online, leases, until from may_still_call
                         order by campaign, online, until desc limit %d""".formatted(STATIONS_MAX),
                        row -> new Overview.LooseRow(
                                row.getString("campaign"),
                                row.getString("station"),
                                row.getString("desk"),
                                row.getBoolean("online"),
                                row.getInt("leases"),
                                Optional.ofNullable(row.getTimestamp("until"))
                                        .map(Timestamp::toInstant)
                                        .orElse(Instant.EPOCH)))
                .stream()
                .filter(row -> row.until().isAfter(now))
                .toList();
    }

    private static List<Overview.ReportRow> reports(Connection connection) throws SQLException {
        return list(
                connection,
                """
                select received_at, call, station, contact, result, coalesce(disposition, '') as disposition
                  from reports order by received_at desc limit %d""".formatted(REPORTS_MAX),
                row -> new Overview.ReportRow(
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("call"),
                        row.getString("station"),
                        row.getString("contact"),
                        row.getString("result"),
                        row.getString("disposition")));
    }

    private static List<Overview.OfficeRow> offices(Connection connection) throws SQLException {
        return list(connection, """
                select campaign, id, parent, name, coalesce(unit, 'minutes') as unit, unit is not null as limited,
                       coalesce(granted, 0) as granted, charged, held, coalesce(available, 0) as available, talk_ms
                  from office_figures order by campaign, parent nulls first, id limit %d""".formatted(OFFICES_MAX), row -> {
            var unit = row.getString("unit");
            var limited = row.getBoolean("limited");
            var granted = Amount.of(unit, row.getLong("granted"));
            var available = Amount.of(unit, row.getLong("available"));
            return new Overview.OfficeRow(
                    row.getString("campaign"),
                    row.getString("id"),
                    Optional.ofNullable(row.getString("parent")),
                    row.getString("name"),
                    limited ? Optional.of(granted) : Optional.empty(),
                    Amount.of(unit, row.getLong("charged")),
                    Amount.of(unit, row.getLong("held")),
                    limited ? Optional.of(available) : Optional.empty(),
                    row.getLong("talk_ms"));
        });
    }

    private static List<Overview.AlarmRow> alarms(Connection connection) throws SQLException {
        return list(
                connection,
                "select at, kind, subject, detail from alarms where cleared_at is null order by at desc limit "
                        + ALARMS_MAX,
                row -> new Overview.AlarmRow(
                        row.getTimestamp("at").toInstant(),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("detail")));
    }

    private static Optional<Instant> maybeAt(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static <T> List<T> list(Connection connection, String query, Row<T> type) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS_MAX);
            try (var rows = statement.executeQuery(query)) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(type.from(rows));
                }
                return found;
            }
        }
    }
}
