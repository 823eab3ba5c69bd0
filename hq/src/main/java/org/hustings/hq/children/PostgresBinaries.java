package org.hustings.hq.children;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL's programs, from the archive on our class path, unpacked once for each user of the machine.
final class PostgresBinaries {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    /// Part of the folder's name, so that another version is unpacked beside this one.
    private static final String VERSION = "18.4.0";

    private static final int EXECUTABLE = 0b001_000_000;

    private PostgresBinaries() {}

    /// The folder that holds `bin/postgres`. Two programs that ask at once wait for each other.
    static Path unpacked(Path cache) throws IOException {
        Files.createDirectories(cache);
        var home = cache.resolve("postgresql-" + VERSION);
        try (var channel =
                        FileChannel.open(cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (Files.notExists(home)) {
                LOG.info("Unpacking PostgreSQL, once, into {}", home);
                var half = cache.resolve("postgresql-" + VERSION + ".half");
                delete(half);
                unpack(half);
                Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return home;
    }

    private static void unpack(Path into) throws IOException {
        var machine = System.getProperty("os.arch", "");
        var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", machine);
        if (archive == null) {
            throw new IOException(
                    "no PostgreSQL for " + machine + " is packed with headquarters: run one of your own and "
                            + "name it in the settings (postgres.url, postgres.user, postgres.password)");
        }
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(tar, entry, into);
            }
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        var target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("the archive of PostgreSQL points outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
