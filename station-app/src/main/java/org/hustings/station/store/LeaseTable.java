package org.hustings.station.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseId;

/// The leases this station holds, in the order HQ gave them. A handful, so they are kept open in memory too.
final class LeaseTable {

    private final Connection connection;
    private final Seal seal;
    private final SequencedMap<LeaseId, HeldLease> held = new LinkedHashMap<>();

    LeaseTable(Connection connection, Seal seal) {
        this.connection = connection;
        this.seal = seal;
    }

    void reload() throws SQLException {
        held.clear();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select lease, boot, deadline_ms, body from leases order by position")) {
            while (rows.next()) {
                var body = seal.open("lease " + rows.getString(1), rows.getBytes(4));
                if (Json.read(body, Lease.class) instanceof Json.Read.Message<Lease>(var lease)) {
                    held.put(lease.lease(), new HeldLease(lease, rows.getString(2), rows.getLong(3)));
                }
            }
        }
    }

    /// A repeated lease keeps its place and gets its new end.
    void put(HeldLease lease) throws SQLException {
        var id = lease.lease().lease().toString();
        try (var upsert = connection.prepareStatement("""
                insert into leases (lease, boot, deadline_ms, body) values (?, ?, ?, ?)
                on conflict (lease) do update set boot = excluded.boot, deadline_ms = excluded.deadline_ms""")) {
            upsert.setString(1, id);
            upsert.setString(2, lease.boot());
            upsert.setLong(3, lease.deadlineMs());
            upsert.setBytes(4, seal.close("lease " + id, Json.write(lease.lease())));
            upsert.executeUpdate();
        }
        held.put(lease.lease().lease(), lease);
    }

    void delete(LeaseId lease) throws SQLException {
        try (var delete = connection.prepareStatement("delete from leases where lease = ?")) {
            delete.setString(1, lease.toString());
            delete.executeUpdate();
        }
        held.remove(lease);
    }

    List<HeldLease> all() {
        return List.copyOf(held.values());
    }
}
