package org.hustings.hq.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.Bank;
import org.hustings.protocol.Json;
import org.hustings.protocol.SessionId;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationBoardTest {

    @TempDir
    private Path folder;

    private Bank bank;
    private StationBoard board;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        board = new StationBoard(bank.database.source(), bank.clock);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private Status status(String desk, SessionId session, boolean online) {
        return new Status(
                session,
                online,
                bank.clock.instant(),
                desk,
                "0.1",
                "a",
                Optional.empty(),
                0,
                Optional.empty(),
                Status.Phase.WAITING,
                0,
                0);
    }

    @Test
    void oneStatusTheDatabaseRefusesDoesNotKeepTheOthersFromBeingSaved() {
        bank.database.run("alter table stations add check (desk <> 'Poison')");
        board.heard(Bank.ASHFORD, status("Poison", new SessionId(UUID.randomUUID()), true));
        board.heard(Bank.DOVER, status("Dover", new SessionId(UUID.randomUUID()), true));

        board.flush();
        board.heard(new StationId("st-3"), status("Hythe", new SessionId(UUID.randomUUID()), true));
        board.flush();

        assertThat(bank.database.text("select string_agg(desk, ' ' order by id) from stations"))
                .isEqualTo("Dover Hythe");
    }

    @Test
    void aStatusWithAControlCharacterOrHalfALetterIsNone() {
        var good = new String(Json.write(status("Dover", new SessionId(UUID.randomUUID()), true)), UTF_8);

        for (var bad : new String[] {"Do\\u0000ver", "Do\\ud800ver", "Do\\nver"}) {
            assertThat(Json.read(good.replace("Dover", bad).getBytes(UTF_8), Status.class))
                    .isInstanceOf(Json.Read.Unreadable.class);
        }
        assertThat(Json.read(good.getBytes(UTF_8), Status.class)).isInstanceOf(Json.Read.Message.class);
    }

    @Test
    void theWillOfAnOldSessionIsIgnoredAfterARestartOfHqToo() {
        var session = new SessionId(UUID.randomUUID());
        board.heard(Bank.DOVER, status("Dover", session, true));
        board.flush();

        var restarted = new StationBoard(bank.database.source(), bank.clock);
        restarted.recall();

        assertThat(restarted.heard(Bank.DOVER, status("Dover", new SessionId(UUID.randomUUID()), false)))
                .isFalse();
        assertThat(restarted.heard(Bank.DOVER, status("Dover", session, false))).isTrue();
    }
}
