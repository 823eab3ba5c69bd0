package org.hustings.hq.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.hustings.protocol.WrongSettingException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("slow")
class OwnPostgresTest {

    private static final String PASSWORD = "correct horse";
    private static final AtomicInteger STARTS = new AtomicInteger();

    @TempDir
    static Path data;

    private static int port;
    private static OwnPostgres postgres;
    private static Keeper keeper;

    @BeforeAll
    static void startPostgres() throws Exception {
        port = Loopback.freePort();
        postgres = new OwnPostgres(data, cache(), port, PASSWORD);
        keeper = Keeper.start(postgres, STARTS::incrementAndGet);
    }

    @AfterAll
    static void stopPostgres() {
        keeper.close();
        assertThat(Loopback.accepts(port)).isFalse();
    }

    @Test
    void everyCommitIsOnTheDiskAndNoStatementInTheLog() throws SQLException {
        assertThat(show("fsync")).isEqualTo("on");
        assertThat(show("synchronous_commit")).isEqualTo("on");
        assertThat(show("full_page_writes")).isEqualTo("on");
        assertThat(show("log_statement")).isEqualTo("none");
        assertThat(show("log_min_error_statement")).isEqualTo("panic");
        assertThat(show("log_error_verbosity")).isEqualTo("terse");
        assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void aRowThatWasRefusedIsNotInTheLog() throws Exception {
        assertThatThrownBy(() -> execute("select 'Margaret Planted'::integer")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute("select * from nobody where name = 'Margaret Planted'"))
                .isInstanceOf(SQLException.class);

        assertThat(Files.readString(data.resolve("postgres.log"))).doesNotContain("Margaret");
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), postgres.user(), "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void aKilledServerIsStartedAgainWithWhatWasCommitted() throws Exception {
        execute("create table kept (what text)");
        execute("insert into kept values ('a report')");
        var killed = keeper.pid();
        var starts = STARTS.get();

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).until(() -> STARTS.get() > starts);
        assertThat(keeper.pid()).isNotEqualTo(killed);
        assertThat(query("select what from kept")).isEqualTo("a report");
    }

    @Test
    void aTakenPortIsNamedWithItsKey() throws Exception {
        var second = new OwnPostgres(Files.createTempDirectory(data, "second"), cache(), port, PASSWORD);

        assertThatThrownBy(second::start)
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("own.pg-port is " + port);
    }

    private static Path cache() {
        return Path.of(System.getProperty("user.home"), ".cache", "hustings");
    }

    private static String show(String setting) throws SQLException {
        return query("show " + setting);
    }

    private static String query(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), PASSWORD);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), PASSWORD)) {
            connection.createStatement().execute(sql);
        }
    }
}
