package org.hustings.station.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.Json;
import org.hustings.protocol.PhoneNumber;
import org.hustings.station.call.Desk;

/// The statements of the store. Every method joins the caller's transaction.
final class Tables {

    private final Connection connection;
    private final Seal seal;
    private final LeaseTable leases;
    private final OutboxTable outbox;
    private final Map<CampaignId, Campaign> campaigns = new LinkedHashMap<>();

    Tables(Connection connection, Seal seal) throws SQLException {
        this.connection = connection;
        this.seal = seal;
        this.leases = new LeaseTable(connection, seal);
        this.outbox = new OutboxTable(connection, seal);
        try (var statement = connection.createStatement()) {
            // Older ones are HQ's business: it has the reports long since, and leases none of these numbers.
            statement.execute("delete from opt_outs where at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-7 days')");
        }
        reload();
    }

    /// What is held in memory is read again: after a transaction that did not happen.
    void reload() throws SQLException {
        leases.reload();
        outbox.reload();
        campaigns.clear();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select body from campaigns")) {
            while (rows.next()) {
                if (Json.read(rows.getBytes(1), Campaign.class) instanceof Json.Read.Message<Campaign>(var held)) {
                    campaigns.put(held.campaign(), held);
                }
            }
        }
    }

    LeaseTable leases() {
        return leases;
    }

    OutboxTable outbox() {
        return outbox;
    }

    Optional<Desk> desk() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select state from desk where id = 1")) {
            return row.next() ? Optional.of(DeskJson.read(seal.open("desk", row.getBytes(1)))) : Optional.empty();
        }
    }

    void putDesk(Desk desk) throws SQLException {
        try (var upsert = connection.prepareStatement(
                "insert into desk (id, state) values (1, ?) on conflict (id) do update set state = excluded.state")) {
            upsert.setBytes(1, seal.close("desk", DeskJson.write(desk)));
            upsert.executeUpdate();
        }
    }

    Optional<Campaign> campaign(CampaignId campaign) {
        return Optional.ofNullable(campaigns.get(campaign));
    }

    void putCampaign(Campaign campaign) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into campaigns (campaign, version, body) values (?, ?, ?)
                on conflict (campaign) do update set version = excluded.version, body = excluded.body""")) {
            upsert.setString(1, campaign.campaign().value());
            upsert.setInt(2, campaign.version());
            upsert.setBytes(3, Json.write(campaign));
            upsert.executeUpdate();
        }
        campaigns.put(campaign.campaign(), campaign);
    }

    long counter(String button) throws SQLException {
        try (var query = connection.prepareStatement("select value from counters where button = ?")) {
            query.setString(1, button);
            try (var row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    void putCounter(Change.Counter counter) throws SQLException {
        try (var upsert = connection.prepareStatement("insert into counters (button, value) values (?, ?) "
                + "on conflict (button) do update set value = excluded.value")) {
            upsert.setString(1, counter.button());
            upsert.setLong(2, counter.value());
            upsert.executeUpdate();
        }
    }

    boolean isOptedOut(PhoneNumber number) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from opt_outs where number = ?")) {
            query.setString(1, seal.fingerprint(number));
            try (var row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    void putOptOut(Change.OptOut optOut) throws SQLException {
        var sql = optOut.withdrawn()
                ? "delete from opt_outs where call = ?"
                : "insert into opt_outs (call, number) values (?, ?) on conflict (call) do nothing";
        try (var change = connection.prepareStatement(sql)) {
            change.setString(1, optOut.call().toString());
            if (!optOut.withdrawn()) {
                change.setString(2, seal.fingerprint(optOut.number()));
            }
            change.executeUpdate();
        }
    }

    Optional<String> note(String name) throws SQLException {
        try (var query = connection.prepareStatement("select value from notes where name = ?")) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    void putNote(String name, String value) throws SQLException {
        try (var upsert = connection.prepareStatement("insert into notes (name, value) values (?, ?) "
                + "on conflict (name) do update set value = excluded.value")) {
            upsert.setString(1, name);
            upsert.setString(2, value);
            upsert.executeUpdate();
        }
    }
}
