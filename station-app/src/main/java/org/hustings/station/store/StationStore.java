package org.hustings.station.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.WrongSettingException;
import org.hustings.station.call.Desk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Everything the station must still know after the power failed: one SQLite file, each write durable when its method
/// returns (`synchronous=FULL` in WAL mode syncs at every commit).
///
/// Not thread-safe: the loop owns it.
public final class StationStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StationStore.class);

    /// A shift makes a few hundred calls; ten thousand waiting means HQ has been away for weeks.
    public static final int OUTBOX_ROWS_MAX = 10_000;
    /// 64 MB at 4 KB a page: ten thousand reports of 4 KB and fifty leases fit with room to spare.
    private static final int PAGES_MAX = 16_384;

    private final Connection connection;
    private final Tables tables;

    StationStore(Connection connection, Seal seal) throws SQLException {
        this.connection = connection;
        this.tables = new Tables(connection, seal);
    }

    /// Opens or creates `directory/station.db`, sealed with the key in `key`. Throws a [WrongSettingException] when
    /// folder or key cannot serve.
    public static StationStore open(Path directory, Path key) {
        return open(directory, key, PAGES_MAX);
    }

    /// With a file of at most `pagesMax` pages of 4 KB: in tests a small disk.
    static StationStore open(Path directory, Path key, int pagesMax) {
        var seal = Seal.read(key);
        var file = directory.resolve("station.db");
        try {
            Files.createDirectories(directory);
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            pragmas(connection, pagesMax);
            Schema.migrate(connection);
            return new StationStore(connection, seal);
        } catch (IOException | SQLException unusable) {
            throw new WrongSettingException("data: " + directory + " cannot hold the station's data: "
                    + unusable.getMessage() + "; name a folder on a disk with room that this user may write");
        }
    }

    private static void pragmas(Connection connection, int pagesMax) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            // What was deleted is overwritten: a voter's data must not linger in free pages.
            statement.execute("pragma secure_delete = on");
            statement.execute("pragma max_page_count = " + pagesMax);
            statement.execute("pragma busy_timeout = 5000");
        }
    }

    /// The desk as it was saved last.
    public Optional<Desk> desk() {
        return read(() -> tables.desk());
    }

    public void save(Change change) throws StoreFullException {
        write(() -> {
            tables.putDesk(change.desk());
            for (var message : change.messages()) {
                tables.outbox().add(message);
            }
            for (var lease : change.ended()) {
                tables.leases().delete(lease);
            }
            if (change.press().isPresent()) {
                tables.putCounter(change.press().get());
            }
            for (var optOut : change.optOuts()) {
                tables.putOptOut(optOut);
            }
        });
    }

    /// What an answer of HQ changes: new leases, new ends of held ones, leases taken back, and the notes that go with
    /// them.
    public void keep(Collection<HeldLease> held, Collection<LeaseId> gone, Map<String, String> notes)
            throws StoreFullException {
        write(() -> {
            for (var lease : held) {
                tables.leases().put(lease);
            }
            for (var lease : gone) {
                tables.leases().delete(lease);
            }
            for (var note : notes.entrySet()) {
                tables.putNote(note.getKey(), note.getValue());
            }
        });
    }

    /// Oldest first.
    public List<HeldLease> leases() {
        return tables.leases().all();
    }

    public Optional<HeldLease> lease(LeaseId lease) {
        return leases().stream()
                .filter(held -> held.lease().lease().equals(lease))
                .findFirst();
    }

    public void add(OutboxMessage message) throws StoreFullException {
        write(() -> tables.outbox().add(message));
    }

    /// HQ has these: they are forgotten here. Ids that are not in the outbox change nothing.
    public void confirm(Collection<String> ids) throws StoreFullException {
        if (ids.stream().anyMatch(tables.outbox()::has)) {
            write(() -> {
                for (var id : ids) {
                    tables.outbox().delete(id);
                }
            });
        }
    }

    /// Ids of all messages that wait for a receipt, oldest first.
    public List<String> waiting() {
        return tables.outbox().ids();
    }

    public int outboxRows() {
        return tables.outbox().size();
    }

    /// How many of the waiting messages are events.
    public int eventsWaiting() {
        return tables.outbox().size(OutboxMessage.Kind.EVENT);
    }

    public Optional<OutboxMessage> message(String id) {
        return read(() -> tables.outbox().find(id));
    }

    public void hold(Campaign campaign) throws StoreFullException {
        write(() -> tables.putCampaign(campaign));
    }

    public Optional<Campaign> campaign(CampaignId campaign) {
        return tables.campaign(campaign);
    }

    /// Zero before the first press.
    public long presses(String button) {
        return read(() -> tables.counter(button));
    }

    public boolean isOptedOut(PhoneNumber number) {
        return read(() -> tables.isOptedOut(number));
    }

    public Optional<String> note(String name) {
        return read(() -> tables.note(name));
    }

    public OptionalLong freeBytes(Path directory) {
        try {
            return OptionalLong.of(Files.getFileStore(directory).getUsableSpace());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException late) {
            throw new IllegalStateException("the store cannot be closed", late);
        }
    }

    private interface Reading<T> {
        T run() throws SQLException;
    }

    private interface Writing {
        void run() throws SQLException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.run();
        } catch (SQLException broken) {
            throw new IllegalStateException("the store cannot be read: " + broken.getMessage(), broken);
        }
    }

    /// The transaction is begun and ended in SQL: on a full disk SQLite has rolled it back already, which the driver's
    /// own bookkeeping does not know.
    private void write(Writing writing) throws StoreFullException {
        try {
            execute("begin immediate");
            writing.run();
            execute("commit");
        } catch (SQLException refused) {
            rollBack();
            if (isFull(refused)) {
                throw new StoreFullException("the disk took nothing: " + code(refused), refused);
            }
            throw new IllegalStateException("the store cannot be written: " + refused.getMessage(), refused);
        }
    }

    private void rollBack() {
        try {
            execute("rollback");
        } catch (SQLException alreadyRolledBack) {
            LOG.debug("nothing to roll back: {}", code(alreadyRolledBack));
        }
        read(() -> {
            tables.reload();
            return true;
        });
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A full disk shows as FULL, or as an I/O error when the journal itself cannot grow; a worn card as READONLY, once
    /// the kernel lets nobody write to it.
    private static boolean isFull(SQLException refused) {
        var code = code(refused);
        return code == SQLiteErrorCode.SQLITE_FULL
                || code.name().startsWith("SQLITE_IOERR")
                || code.name().startsWith("SQLITE_READONLY");
    }

    private static SQLiteErrorCode code(SQLException refused) {
        return refused instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
