package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Command;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Result;
import org.hustings.protocol.SessionId;
import org.hustings.station.call.DeskState.Halted.Halt;
import org.hustings.station.call.DeskState.WrappingUp;
import org.hustings.station.call.Meaning;
import org.hustings.station.link.LinkNews;
import org.hustings.station.link.ToHq;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HqTalkTest {

    @TempDir
    Path folder;

    private final List<String> sent = new ArrayList<>();
    private final AtomicInteger restarts = new AtomicInteger();
    private DeskBench bench;
    private HqTalk hq;

    @BeforeEach
    void open() throws Exception {
        bench = new DeskBench(folder);
        hq = new HqTalk(
                bench.store,
                bench.clock,
                bench.boot,
                bench.ids,
                bench.standing,
                bench.people,
                bench.person,
                bench.desk,
                new Wire(),
                new Absence("hq.example", 8_883),
                restarts::incrementAndGet);
        bench.holds(Sample.lease(1), Sample.lease(2));
        bench.desk.begin();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void headquartersRestartWaitsForTheEndOfTheTalk() {
        bench.talk();
        hq.hear(new LinkNews.CommandCame(new Command.Restart(new MessageId(new UUID(4, 1)))));
        hq.flush();
        assertThat(restarts).hasValue(0);
        assertThat(bench.store.eventsWaiting()).isZero();

        bench.press(Button.HANG_UP, new Meaning.EndCall());
        hq.flush();
        hq.flush();

        assertThat(bench.state()).isInstanceOf(WrappingUp.class);
        assertThat(restarts).hasValue(1);
        assertThat(bench.store.eventsWaiting()).isEqualTo(1);
    }

    @Test
    void anIdleDeskRestartsAtOnce() {
        hq.hear(new LinkNews.CommandCame(new Command.Restart(new MessageId(new UUID(4, 1)))));
        hq.flush();
        assertThat(restarts).hasValue(1);
    }

    @Test
    void aLockIsKeptOverARestartBeforeItIsConfirmed() {
        hq.hear(new LinkNews.CommandCame(new Command.Lock(new MessageId(new UUID(4, 1)))));

        var next = new Standing(bench.boot);
        next.restore(bench.store);
        assertThat(next.halt()).contains(Halt.LOCKED);
        assertThat(bench.store.eventsWaiting()).isEqualTo(1);
    }

    @Test
    void aStopIsKeptOverARestartFromTheMomentItIsHeard() {
        hq.hear(new LinkNews.CampaignCame(Sample.campaign(2, CampaignState.STOPPED)));

        var next = new Standing(bench.boot);
        next.restore(bench.store);
        assertThat(next.halt()).contains(Halt.STOPPED);
    }

    @Test
    void theReportOfACallLeavesBeforeTheSyncThatNoLongerNamesItsLease() {
        bench.dial();
        bench.phone.end(Result.BUSY, 486);
        bench.hear();

        hq.hear(new LinkNews.Up(new SessionId(new UUID(5, 1)), System.nanoTime()));
        hq.flush();

        assertThat(sent).containsExactly("report", "request");
    }

    @Test
    void aBrokerThatWasNeverThereIsWarnedOf() {
        var before = System.err;
        var log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            hq.hear(new LinkNews.Down("refused"));
            hq.hear(new LinkNews.Down("refused"));
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("WARN")
                .contains("hq.example", "8883");
    }

    @Test
    void aBrokerThatWasNeverThereIsNamedOncePerCause() {
        var absence = new Absence("hq.example", 8_883);

        assertThat(absence.because("refused").orElseThrow())
                .contains("broker.host = \"hq.example\"", "broker.port = 8883", "refused");
        assertThat(absence.because("refused")).isEmpty();
        assertThat(absence.because("timeout")).isPresent();
        absence.isOver();
        assertThat(absence.because("refused")).isPresent();
    }

    private final class Wire implements ToHq {

        @Override
        public boolean request(LeaseRequest request) {
            return sent.add("request");
        }

        @Override
        public boolean report(String id, String json) {
            return sent.add("report");
        }

        @Override
        public boolean event(String id, String json) {
            return sent.add("event");
        }
    }
}
