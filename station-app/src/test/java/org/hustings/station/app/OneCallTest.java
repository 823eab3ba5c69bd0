package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Result;
import org.hustings.station.call.DeskState.Dialing;
import org.hustings.station.call.DeskState.Offered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneCallTest {

    @TempDir
    Path folder;

    private Broker broker;
    private FakeHq hq;
    private Rig station;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.start(folder);
        hq = new FakeHq(broker);
        for (int i = 1; i <= 6; i++) {
            hq.list.add(Sample.lease(i));
        }
        station = new Rig(folder, broker, new FakeBoot("boot-1"));
    }

    @AfterEach
    void stop() throws Exception {
        station.close();
        hq.close();
        broker.close();
    }

    @Test
    void aPersonIsLeasedCalledReportedAndForgottenOnTheReceipt() {
        station.wrapUp();
        station.panel.pushUntil(Button.KEY_1, () -> station.stands(Offered.class));

        await().until(() -> !hq.calls().isEmpty());
        var report = hq.calls().getFirst();
        assertThat(report.result()).isEqualTo(Result.ANSWERED);
        assertThat(report.disposition()).contains(Disposition.SUPPORTS);
        assertThat(report.call()).isEqualTo(station.phone.call());
        assertThat(report.proof()).isPresent();
        assertThat(report.proof().get().counter()).isEqualTo(1);
        await().until(() -> station.around.keptSafe() == 0);
    }

    @Test
    void aBusyLineIsReportedWithoutAPressAndTheNextPersonShows() {
        station.dial();
        var first = station.desk.state() instanceof Dialing dialing
                ? dialing.attempt().lease()
                : null;

        station.phone.end(Result.BUSY, 486);

        station.awaitDesk(
                "the next person",
                desk -> desk.state() instanceof Offered offered
                        && !offered.lease().equals(first));
        await().until(() -> !hq.calls().isEmpty());
        assertThat(hq.calls().getFirst().result()).isEqualTo(Result.BUSY);
    }
}
