package org.hustings.station.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Messages that HQ has not confirmed, oldest first. A row is born in the transaction of the fact it reports and dies
/// by
/// HQ's receipt; in between it may be sent any number of times, and HQ drops repeats by id.
final class OutboxTable {

    private final Connection connection;
    private final Seal seal;
    private final SequencedMap<String, OutboxMessage.Kind> ids = new LinkedHashMap<>();

    OutboxTable(Connection connection, Seal seal) {
        this.connection = connection;
        this.seal = seal;
    }

    void reload() throws SQLException {
        ids.clear();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id, kind from outbox order by sequence")) {
            while (rows.next()) {
                ids.put(rows.getString(1), OutboxMessage.Kind.valueOf(rows.getString(2)));
            }
        }
    }

    /// A repeated id changes nothing.
    void add(OutboxMessage message) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into outbox (id, kind, payload, created_at) values (?, ?, ?, ?) on conflict (id) do nothing")) {
            insert.setString(1, message.id());
            insert.setString(2, message.kind().name());
            insert.setBytes(
                    3, seal.close("outbox " + message.id(), message.json().getBytes(StandardCharsets.UTF_8)));
            insert.setString(4, message.created().toString());
            insert.executeUpdate();
        }
        ids.putIfAbsent(message.id(), message.kind());
    }

    Optional<OutboxMessage> find(String id) throws SQLException {
        try (var query = connection.prepareStatement("select kind, payload, created_at from outbox where id = ?")) {
            query.setString(1, id);
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new OutboxMessage(
                                id,
                                OutboxMessage.Kind.valueOf(row.getString(1)),
                                new String(seal.open("outbox " + id, row.getBytes(2)), StandardCharsets.UTF_8),
                                Instant.parse(row.getString(3))))
                        : Optional.empty();
            }
        }
    }

    void delete(String id) throws SQLException {
        try (var delete = connection.prepareStatement("delete from outbox where id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
        ids.remove(id);
    }

    boolean has(String id) {
        return ids.containsKey(id);
    }

    List<String> ids() {
        return List.copyOf(ids.sequencedKeySet());
    }

    int size() {
        return ids.size();
    }

    int size(OutboxMessage.Kind kind) {
        return (int) ids.values().stream().filter(kind::equals).count();
    }
}
