package org.hustings.station.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Move;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Language;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.RequestId;
import org.hustings.protocol.StationId;
import org.hustings.station.call.CallDesk;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Meaning;
import org.hustings.station.call.Reports;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.store.HeldLease;
import org.hustings.station.store.StationStore;
import org.hustings.station.store.WornDisk;

/// A desk without loop, link and panel: the test presses, lets time pass, and makes the disk refuse.
final class DeskBench implements AutoCloseable {

    final FakeBoot boot = new FakeBoot("boot-1");
    final StationClock clock = new StationClock(boot);
    final Standing standing = new Standing(boot);
    final Deque<PhoneNews> news = new ArrayDeque<>();
    final FakePhone phone = new FakePhone(news::add);
    final Person person = Person.guest(new Language("en"));
    final WornDisk disk;
    final StationStore store;
    final Ids ids;
    final People people;
    DeskKeeper desk;

    DeskBench(Path folder) throws Exception {
        var key = folder.resolve("store.key");
        Files.writeString(key, "bm8gc2VjcmV0LCBidXQgdGhpcnR5LXR3byBieXRlcyE=");
        disk = new WornDisk(folder.resolve("data"), key);
        store = disk.store;
        store.hold(Sample.CAMPAIGN);
        clock.accept(Sample.NOW, boot.nanos(), boot.nanos());
        standing.answered(
                new LeaseAnswer(
                        new RequestId(new UUID(8, 1)),
                        Sample.NOW,
                        1_800,
                        Optional.of(Sample.CAMPAIGN.campaign()),
                        1,
                        CampaignState.RUNNING,
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty()),
                boot.millis());
        ids = new Ids(clock);
        people = new People(store, clock, boot, standing);
        desk = newDesk();
    }

    /// What the next process would keep, on the same store.
    DeskKeeper newDesk() throws Exception {
        var keys = KeyPairGenerator.getInstance("EC");
        var proofs =
                new PressProofs(new StationId("st-1"), keys.generateKeyPair().getPrivate());
        return new DeskKeeper(
                new CallDesk(new Reports("Ashford 1")), store, phone, clock, ids, proofs, people, standing, person);
    }

    void holds(Lease... leases) throws Exception {
        for (var lease : leases) {
            store.keep(
                    List.of(new HeldLease(lease, boot.boot(), boot.millis() + lease.ttlSeconds() * 1_000L)),
                    List.of(),
                    standing.notes());
        }
    }

    void press(Button button, Meaning meaning) {
        desk.pressed(new Move(button, true, System.nanoTime()), meaning);
        hear();
    }

    void dial() {
        press(Button.CALL, new Meaning.StartCall());
    }

    void talk() {
        dial();
        phone.answer();
        hear();
    }

    void hear() {
        for (var told = news.poll(); told != null; told = news.poll()) {
            desk.told(told);
        }
    }

    /// The loop's tick, after so much time.
    void pass(Duration time) {
        boot.pass(time);
        desk.tick();
        hear();
    }

    DeskState state() {
        return desk.desk().state();
    }

    @Override
    public void close() {
        disk.close();
    }
}
