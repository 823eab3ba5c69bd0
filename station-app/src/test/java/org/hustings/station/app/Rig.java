package org.hustings.station.app;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.Language;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.StationId;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Display;
import org.hustings.station.call.Surroundings;

/// One whole station, with real store and real broker; only pins and the telephone are fake.
final class Rig implements AutoCloseable {

    final TestPanel panel = new TestPanel();
    volatile FakePhone phone;
    volatile Desk desk = Desk.AT_START;
    volatile DeskFacts facts;
    volatile Surroundings around;
    volatile int exitCode = -1;
    private final StationWiring wiring;
    private final Thread thread;

    Rig(Path folder, Broker broker, BootTime boot) throws Exception {
        this(config(folder, broker), boot);
    }

    Rig(StationConfig config, BootTime boot) {
        wiring = new StationWiring(
                config,
                boot,
                new StationWiring.Devices(
                        news -> phone = new FakePhone(news), panel, List.of(new Watcher()), List.of()));
        thread = Thread.ofPlatform().name("loop").start(() -> {
            try {
                exitCode = wiring.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static StationConfig config(Path folder, Broker broker) throws IOException {
        return config(folder, broker.port(), broker.tls("st-1"));
    }

    static StationConfig config(Path folder, int port, MutualTls tls) throws IOException {
        var key = folder.resolve("store.key");
        if (Files.notExists(key)) {
            Files.writeString(key, "bm8gc2VjcmV0LCBidXQgdGhpcnR5LXR3byBieXRlcyE=");
        }
        return new StationConfig(
                new StationId("st-1"),
                "Ashford 1",
                folder.resolve("data"),
                new Language("en"),
                new StationConfig.Broker("127.0.0.1", port, tls),
                new StationConfig.Sip(
                        InetSocketAddress.createUnresolved("127.0.0.1", 5060),
                        "udp",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        true,
                        InetSocketAddress.createUnresolved("127.0.0.1", 0)),
                new StationConfig.Media(
                        "virtual",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                StationConfig.WindowMode.NONE,
                new StationConfig.PanelSettings("desk", Optional.empty()),
                key);
    }

    void awaitState(Class<? extends DeskState> state) {
        awaitDesk(state.getSimpleName(), now -> state.isInstance(now.state()));
    }

    void awaitDesk(String what, Predicate<Desk> holds) {
        await(what)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> holds.test(desk));
    }

    boolean stands(Class<? extends DeskState> state) {
        return state.isInstance(desk.state());
    }

    /// From a person on the screen to a call under way.
    void dial() {
        awaitState(DeskState.Offered.class);
        panel.pushUntil(Button.CALL, () -> stands(DeskState.Dialing.class));
    }

    void talk() {
        dial();
        phone.answer();
        awaitState(DeskState.Talking.class);
    }

    /// From the card to the results on the keys, line closed.
    void wrapUp() {
        talk();
        panel.pushUntil(Button.HANG_UP, () -> stands(DeskState.WrappingUp.class));
    }

    /// As a crash would: nothing is said to anybody, the next process finds what was saved.
    void stop() {
        wiring.stop();
        try {
            thread.join(5_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        wiring.close();
    }

    private final class Watcher implements Display {

        @Override
        public void draw(Desk now, DeskFacts nowFacts, Surroundings nowAround) {
            desk = now;
            facts = nowFacts;
            around = nowAround;
        }

        @Override
        public void level(double microphoneDbfs, double earDbfs) {}
    }
}
