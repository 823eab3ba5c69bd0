package org.hustings.hq.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The disk that headquarters' own database lies on, and whether there is room to go on.
///
/// PostgreSQL ends itself when its log cannot grow, and does not start again before it can. So headquarters stops
/// writing a little earlier: stations keep every report, nothing has to be repaired, and work goes on by itself once
/// there is room. Safe from any thread; each question looks at the disk (statvfs(3), some microseconds).
public final class DataDisk {

    private static final Logger LOG = LoggerFactory.getLogger(DataDisk.class);

    private static final long MB = 1L << 20;
    /// PostgreSQL's log grows by files of 16 MB: one for what is under way when we stop, one for its recovery.
    private static final long FULL_BELOW = 32 * MB;
    /// More than the border itself, so that we do not stop and go with every row.
    private static final long ROOM_FROM = 48 * MB;
    /// Some hours of calls of a large fleet: time to do something about it.
    private static final long LOW_BELOW = 512 * MB;
    /// A new, empty database and its first log.
    private static final long NEW_DATABASE = 64 * MB;
    /// PostgreSQL's `max_wal_size`: before it is reached, the log is cleared away.
    private static final long LOG_MAX = 1024 * MB;
    /// Measured: a list of 6 MB, 100,000 people, took 193 MB for tables and sorting, and 150 MB of log.
    private static final long TABLES_FOR_BYTE = 34;

    private static final long LOG_FOR_BYTE = 30;

    private final Path folder;
    private final Runnable onRoom;
    private boolean full;
    private boolean low;

    /// `onRoom` runs, on the thread that asked, when there is room again after the disk was full.
    public DataDisk(Path folder, Runnable onRoom) {
        this.folder = folder;
        this.onRoom = onRoom;
    }

    /// Whether nothing more may be written. Says once when that begins, and once when it is over.
    public boolean isFull() {
        var left = left(folder);
        var isOver = false;
        var isFull = false;
        synchronized (this) {
            isOver = full && left >= ROOM_FROM;
            isFull = left < (full ? ROOM_FROM : FULL_BELOW);
            say(left, isFull, isOver);
            full = isFull;
            low = left < LOW_BELOW;
        }
        if (isOver) {
            onRoom.run();
        }
        return isFull;
    }

    private void say(long left, boolean isFull, boolean isOver) {
        if (isFull && !full) {
            LOG.error("{}; until then nothing is receipted or leased, and stations keep every report", words(left));
        } else if (isOver) {
            LOG.info("there is room on the disk of {} again ({} MB): going on", folder, left / MB);
        } else if (left < LOW_BELOW && !low) {
            LOG.warn("only {} MB are left on the disk of {}: make room soon", left / MB, folder);
        }
    }

    /// How full it is and what to do, for a person.
    public String words() {
        return words(left(folder));
    }

    public long leftMb() {
        return left(folder) / MB;
    }

    /// Throws when there is less room than PostgreSQL needs to start, and more for a `fresh` database.
    static void requireRoom(Path folder, boolean fresh) throws IOException {
        var left = left(folder);
        if (left < FULL_BELOW) {
            throw new IOException("PostgreSQL waits for room: " + words(folder, left, ROOM_FROM));
        }
        if (fresh && left < NEW_DATABASE + ROOM_FROM) {
            throw new IOException("no new database is made: " + words(folder, left, NEW_DATABASE + ROOM_FROM));
        }
    }

    /// Throws when a list of so many bytes could fill the disk while it is imported.
    public static void requireRoomForList(Path folder, long bytes) throws IOException {
        var left = left(folder);
        var needed = ROOM_FROM + TABLES_FOR_BYTE * bytes + Math.min(LOG_FOR_BYTE * bytes, LOG_MAX);
        if (left < needed) {
            throw new IOException("nothing was imported: " + words(folder, left, needed)
                    + (left < FULL_BELOW ? "" : ", or import the list in parts"));
        }
    }

    private String words(long left) {
        return words(folder, left, ROOM_FROM);
    }

    private static String words(Path folder, long left, long needed) {
        return "the disk of " + folder
                + (left < FULL_BELOW ? " is full (" + left / MB + " MB left)" : " has " + left / MB + " MB left")
                + "; make room until " + (needed + MB - 1) / MB + " MB are free";
    }

    /// Without an answer there is room: the write itself will say more.
    private static long left(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException gone) {
            return Long.MAX_VALUE;
        }
    }
}
