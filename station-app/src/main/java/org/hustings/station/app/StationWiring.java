package org.hustings.station.app;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.PrivateKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hustings.hardware.Panel;
import org.hustings.protocol.WrongSettingException;
import org.hustings.station.call.CallDesk;
import org.hustings.station.call.Display;
import org.hustings.station.call.Reports;
import org.hustings.station.link.HqLink;
import org.hustings.station.link.LinkConfig;
import org.hustings.station.phone.Phone;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.store.StationStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the station from top to bottom and closes it in reverse.
final class StationWiring implements AutoCloseable {

    /// The note under which the store keeps HQ's time.
    static final String TIME = "time";

    private static final Logger LOG = LoggerFactory.getLogger(StationWiring.class);

    /// What the station touches: real in the program, partly fake in tests. The front is the panel and what it shows.
    record Devices(
            Function<Consumer<PhoneNews>, Phone> phone,
            Panel panel,
            List<Display> displays,
            List<AutoCloseable> windows) {}

    private interface Closing {
        void close() throws Exception;
    }

    private final Deque<Closing> closings = new ArrayDeque<>();
    private final StationLoop loop = new StationLoop();
    private final StationLoop.Parts parts;

    /// Throws a [WrongSettingException] when settings, keys or the data folder cannot serve.
    StationWiring(StationConfig config, BootTime boot, Devices devices) {
        closings.push(devices.panel()::close);
        devices.windows().forEach(window -> closings.push(window::close));
        try {
            parts = build(config, boot, devices);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private StationLoop.Parts build(StationConfig config, BootTime boot, Devices devices) {
        var store = StationStore.open(config.data(), config.storeKey());
        closings.push(store::close);
        var clock = new StationClock(boot);
        store.note(TIME).ifPresent(clock::restore);
        var standing = new Standing(boot);
        standing.restore(store);
        var ids = new Ids(clock);
        var person = Person.guest(config.language());
        var people = new People(store, clock, boot, standing);
        var proofs = new PressProofs(config.station(), key(config));

        var phone = devices.phone().apply(news -> told(news, devices.displays()));
        closings.push(phone::close);
        var desk = new DeskKeeper(
                new CallDesk(new Reports(config.desk())), store, phone, clock, ids, proofs, people, standing, person);
        var link = link(config, clock);
        closings.push(link::close);
        var absence = new Absence(config.broker().host(), config.broker().port());
        var hq = new HqTalk(store, clock, boot, ids, standing, people, person, desk, link, absence, () -> loop.stop(0));
        var pulse = new Pulse(config.desk(), person, config.data(), link, phone, store, standing, clock, boot);
        var front = new Front(devices.panel(), devices.displays());
        devices.panel().onMove(loop::moved);
        return new StationLoop.Parts(desk, hq, front, phone, store, standing, people, clock, pulse, config.desk());
    }

    /// Runs until [#stop] or HQ's restart; returns the exit code.
    int run() throws InterruptedException {
        return loop.run(parts);
    }

    /// Safe from any thread.
    void stop() {
        loop.stop(0);
    }

    private void told(PhoneNews news, List<Display> displays) {
        if (news instanceof PhoneNews.Level(var _, var microphone, var ear)) {
            displays.forEach(display -> display.level(microphone, ear));
        } else {
            loop.told(news);
        }
    }

    private HqLink link(StationConfig config, StationClock clock) {
        var broker = config.broker();
        var since = clock.best();
        try {
            return HqLink.open(
                    new LinkConfig(
                            config.station(),
                            broker.host(),
                            broker.port(),
                            broker.tls(),
                            session -> Pulse.farewell(session, config.desk(), since)),
                    loop::heard);
        } catch (IOException unusable) {
            throw new WrongSettingException("broker: " + why(unusable));
        }
    }

    private static String why(IOException unusable) {
        return unusable instanceof NoSuchFileException missing
                ? missing.getFile() + " is not there: name an existing PEM file"
                : String.valueOf(unusable.getMessage());
    }

    private static PrivateKey key(StationConfig config) {
        try {
            return config.broker().tls().privateKey();
        } catch (IOException unusable) {
            throw new WrongSettingException("broker.key: " + why(unusable));
        }
    }

    @Override
    public void close() {
        var failed = new ArrayList<String>();
        while (!closings.isEmpty()) {
            try {
                closings.pop().close();
            } catch (Exception broken) {
                failed.add(broken.toString());
            }
        }
        failed.forEach(what -> LOG.warn("not closed cleanly: {}", what));
    }
}
