package org.hustings.station.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.SessionId;
import org.hustings.protocol.Status;
import org.hustings.protocol.Telemetry;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.DeskState.Halted.Halt;
import org.hustings.station.link.HqLink;
import org.hustings.station.phone.Phone;
import org.hustings.station.store.StationStore;
import org.jspecify.annotations.Nullable;

/// Tells HQ that and how this station lives: the retained status at each change, telemetry every 15 s.
///
/// Not thread-safe: the loop owns it.
final class Pulse {

    static final Duration TELEMETRY_EVERY = Duration.ofSeconds(15);
    /// A change shows at HQ at once, and a fast desk sends at most four a second.
    private static final Duration STATUS_EVERY = Duration.ofMillis(250);

    private final String deskName;
    private final Person person;
    private final Path data;
    private final HqLink link;
    private final Phone phone;
    private final StationStore store;
    private final Standing standing;
    private final StationClock clock;
    private final BootTime boot;
    private final Machine machine = new Machine();
    private @Nullable SessionId session;
    private Instant since = Instant.EPOCH;
    private Optional<Status> told = Optional.empty();
    private long toldAtMs;
    private long telemetryDueMs;

    Pulse(
            String deskName,
            Person person,
            Path data,
            HqLink link,
            Phone phone,
            StationStore store,
            Standing standing,
            StationClock clock,
            BootTime boot) {
        this.deskName = deskName;
        this.person = person;
        this.data = data;
        this.link = link;
        this.phone = phone;
        this.store = store;
        this.standing = standing;
        this.clock = clock;
        this.boot = boot;
    }

    /// The program's version, as its jar says.
    static String version() {
        var version = Pulse.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /// What the broker says for us when we are gone.
    static Status farewell(SessionId session, String deskName, Instant since) {
        return new Status(
                session,
                false,
                since,
                deskName,
                version(),
                "a",
                Optional.empty(),
                0,
                Optional.empty(),
                Status.Phase.OFFLINE,
                0,
                0);
    }

    void connected(SessionId opened) {
        session = opened;
        since = clock.best();
        told = Optional.empty();
        telemetryDueMs = boot.millis();
    }

    void beat(Desk desk, long dials) {
        var now = boot.millis();
        var opened = session;
        if (opened == null || !standing.isConnected()) {
            return;
        }
        if (now - toldAtMs >= STATUS_EVERY.toMillis() || told.isEmpty()) {
            var status = status(opened, desk);
            if (!told.filter(status::equals).isPresent() && link.status(status)) {
                told = Optional.of(status);
                toldAtMs = now;
            }
        }
        if (now >= telemetryDueMs && link.telemetry(telemetry(dials))) {
            telemetryDueMs = now + TELEMETRY_EVERY.toMillis();
        }
    }

    private Status status(SessionId opened, Desk desk) {
        return new Status(
                opened,
                true,
                since,
                deskName,
                version(),
                "a",
                standing.campaign(),
                standing.campaign()
                        .flatMap(store::campaign)
                        .map(held -> held.version())
                        .orElse(0),
                Optional.of(person.volunteer()),
                phase(desk.state()),
                store.leases().size(),
                store.outboxRows());
    }

    private static Status.Phase phase(DeskState state) {
        return switch (state) {
            case DeskState.Waiting _ -> Status.Phase.WAITING;
            case DeskState.Halted(var why) -> why == Halt.LOCKED ? Status.Phase.LOCKED : Status.Phase.WAITING;
            case DeskState.Paused _ -> Status.Phase.PAUSED;
            case DeskState.Offered _, DeskState.Refused _ -> Status.Phase.OFFERED;
            case DeskState.Dialing _ -> Status.Phase.DIALING;
            case DeskState.Talking _, DeskState.Closing _ -> Status.Phase.TALKING;
            case DeskState.WrappingUp _ -> Status.Phase.WRAPPING_UP;
        };
    }

    private Telemetry telemetry(long dials) {
        return new Telemetry(
                clock.best(),
                machine.temperatureC(),
                machine.cpuPct(),
                machine.memoryMb(),
                store.freeBytes(data).orElse(0) >> 20,
                boot.millis() / 1_000,
                phone.isReady(),
                new Telemetry.Headset(phone.hasSound(), Optional.empty()),
                clock.wallOffsetMs(),
                store.presses("CALL"),
                dials);
    }
}
