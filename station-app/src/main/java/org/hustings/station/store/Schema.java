package org.hustings.station.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.hustings.protocol.WrongSettingException;

/// The tables, as a list of steps from one version to the next; `PRAGMA user_version` holds how many were taken. A step
/// is never changed once it was shipped, and none may drop the outbox: reports survive every update.
final class Schema {

    private static final List<List<String>> STEPS = List.of(List.of("""
            create table desk (
              id integer primary key check (id = 1),
              state blob not null                       -- sealed
            ) strict""", """
            create table leases (
              position integer primary key autoincrement, -- the order in which HQ gave them
              lease text not null unique check (length(lease) = 36),
              boot text not null,
              deadline_ms integer not null,             -- since that boot
              body blob not null                        -- sealed
            ) strict""", """
            create table outbox (
              sequence integer primary key autoincrement, -- sending order
              id text not null unique,
              kind text not null,
              payload blob not null,                    -- sealed
              created_at text not null                  -- UTC, ISO-8601
            ) strict""", """
            create table counters (
              button text primary key,
              value integer not null
            ) strict""", """
            create table campaigns (
              campaign text primary key,
              version integer not null,
              body blob not null                        -- no voter data, ever
            ) strict""", """
            create table opt_outs (
              call text primary key,
              number text not null,                     -- HMAC-SHA-256 under the store's key
              at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
            ) strict""", """
            create table notes (
              name text primary key,
              value text not null
            ) strict"""));

    private Schema() {}

    static void migrate(Connection connection) throws SQLException {
        int version;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("pragma user_version")) {
            version = row.getInt(1);
        }
        if (version > STEPS.size()) {
            throw new WrongSettingException("data: the station's data was written by a newer version of this program "
                    + "(schema " + version + ", known: " + STEPS.size() + "); run that version");
        }
        connection.setAutoCommit(false);
        for (int step = version; step < STEPS.size(); step++) {
            try (var statement = connection.createStatement()) {
                for (var sql : STEPS.get(step)) {
                    statement.execute(sql);
                }
                statement.execute("pragma user_version = " + (step + 1));
            }
            connection.commit();
        }
        connection.setAutoCommit(true);
    }
}
