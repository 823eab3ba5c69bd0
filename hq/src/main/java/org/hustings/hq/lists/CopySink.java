package org.hustings.hq.lists;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/// Streams rows into several tables over one connection, in its transaction. The first table's rows are on their way
/// while the next ones are made; the others wait, since one COPY runs at a time. A sink without a connection takes
/// everything and keeps nothing: the dry run.
final class CopySink implements AutoCloseable {

    private static final int STREAM_BYTES = 64 * 1024;
    private static final int WAITING_BYTES = 1 << 20;
    /// Signature, flags, no extension (PostgreSQL, COPY, binary format).
    private static final byte[] BEGIN = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final byte[] END = {(byte) 0xFF, (byte) 0xFF};

    private final @Nullable CopyManager copies;
    private final List<CopyRows> tables = new ArrayList<>();
    private @Nullable CopyIn open;
    private @Nullable CopyRows opened;

    CopySink(@Nullable Connection connection) throws SQLException {
        this.copies = connection == null
                ? null
                : connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /// The first one is that of most rows; tables that refer to others come after them.
    CopyRows table(String name, String columns) {
        var rows = new CopyRows(name, columns);
        tables.add(rows);
        return rows;
    }

    /// To be called between rows: sends what has gathered.
    void flow() throws SQLException {
        if (tables.getFirst().size() >= STREAM_BYTES) {
            send(tables.getFirst());
        }
        for (int place = 1; place < tables.size(); place++) {
            if (tables.get(place).size() >= WAITING_BYTES) {
                rest();
            }
        }
    }

    /// Sends everything and ends the COPY: the connection is free for other statements.
    void rest() throws SQLException {
        for (var rows : tables) {
            if (rows.size() > 0) {
                send(rows);
            }
        }
        end();
    }

    private void send(CopyRows rows) throws SQLException {
        if (copies != null) {
            if (opened != rows || open == null) {
                end();
                open = copies.copyIn(rows.statement());
                opened = rows;
                open.writeToCopy(BEGIN, 0, BEGIN.length);
            }
            open.writeToCopy(rows.bytes(), 0, rows.size());
        }
        rows.clear();
    }

    private void end() throws SQLException {
        if (open != null) {
            var ending = open;
            open = null;
            opened = null;
            ending.writeToCopy(END, 0, END.length);
            ending.endCopy();
        }
    }

    @Override
    public void close() throws SQLException {
        if (open != null && open.isActive()) {
            open.cancelCopy();
        }
    }
}
