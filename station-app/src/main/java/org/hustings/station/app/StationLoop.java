package org.hustings.station.app;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Move;
import org.hustings.station.call.Surroundings;
import org.hustings.station.link.LinkNews;
import org.hustings.station.phone.Phone;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.store.StationStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that owns the desk. Panel, phone and link post what happened; only the loop acts on it, and draws
/// lamps and screen from what is then true.
final class StationLoop {

    /// A person presses a few keys a second and HQ sends a few messages; a thousand waiting is a fault, not a load.
    private static final int EVENTS_MAX = 1_000;
    /// What a full queue may cost its poster before the station gives up and is restarted.
    private static final Duration POST_MAX = Duration.ofSeconds(5);
    /// Four times a second: the undo strip moves in these steps, and nothing needs finer ones.
    private static final Duration TICK = Duration.ofMillis(250);

    private static final int VOLUME_MAX = 10;

    private sealed interface Event {
        record Moved(Move move) implements Event {}

        record Told(PhoneNews news) implements Event {}

        record Heard(LinkNews news) implements Event {}

        record Stop(int exitCode) implements Event {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(StationLoop.class);
    private static final int BUG = 1;

    private final Duration postMax;
    private final Runnable giveUp;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(EVENTS_MAX);
    private Optional<Integer> exitCode = Optional.empty();
    private int volume = 5;
    private long tickAtNanos = System.nanoTime();

    /// What the loop works on: built after the loop, because phone, panel and link post to it.
    record Parts(
            DeskKeeper desk,
            HqTalk hq,
            Front front,
            Phone phone,
            StationStore store,
            Standing standing,
            People people,
            StationClock clock,
            Pulse pulse,
            String deskName) {}

    StationLoop() {
        // No thread may be trusted to stop cleanly behind a loop that stands still; all that counts is saved.
        this(POST_MAX, () -> Runtime.getRuntime().halt(BUG));
    }

    /// In tests: with less patience.
    StationLoop(Duration postMax, Runnable giveUp) {
        this.postMax = postMax;
        this.giveUp = giveUp;
    }

    void moved(Move move) {
        post(new Event.Moved(move));
    }

    void told(PhoneNews news) {
        if (!(news instanceof PhoneNews.Level)) {
            post(new Event.Told(news));
        }
    }

    void heard(LinkNews news) {
        post(new Event.Heard(news));
    }

    /// Ends [#run] after the events posted before.
    void stop(int code) {
        post(new Event.Stop(code));
    }

    /// Safe from any thread.
    private void post(Event event) {
        try {
            if (!events.offer(event, postMax.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("the loop has stood still for {}; the station ends, to be started again", postMax);
                giveUp.run();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs the station until it is stopped; returns the exit code.
    int run(Parts parts) throws InterruptedException {
        parts.phone().volume(volume);
        parts.desk().begin();
        while (exitCode.isEmpty()) {
            settle(parts);
            var waitNanos = tickAtNanos - System.nanoTime();
            var event = waitNanos > 0 ? events.poll(waitNanos, TimeUnit.NANOSECONDS) : events.poll();
            if (event != null) {
                handle(parts, event);
            }
            if (System.nanoTime() - tickAtNanos >= 0) {
                tickAtNanos = System.nanoTime() + TICK.toNanos();
                parts.desk().tick();
            }
        }
        settle(parts);
        return exitCode.get();
    }

    private void handle(Parts parts, Event event) {
        switch (event) {
            case Event.Moved(var move) -> press(parts, move);
            case Event.Told(var news) -> parts.desk().told(news);
            case Event.Heard(var news) -> {
                parts.hq().hear(news);
                if (news instanceof LinkNews.Up(var session, var _)) {
                    parts.pulse().connected(session);
                }
            }
            case Event.Stop(var code) -> exitCode = Optional.of(code);
        }
    }

    private void press(Parts parts, Move move) {
        if (move.down() && (move.button() == Button.SOFTER || move.button() == Button.LOUDER)) {
            volume = Math.clamp(volume + (move.button() == Button.LOUDER ? 1L : -1L), 0, VOLUME_MAX);
            parts.phone().volume(volume);
            return;
        }
        parts.front().meaning(move).ifPresent(meaning -> parts.desk().pressed(move, meaning));
    }

    /// First the volunteer's eyes, then HQ's.
    private void settle(Parts parts) {
        parts.front().draw(parts.desk().desk(), parts.desk().facts(), surroundings(parts));
        parts.hq().flush();
        parts.pulse().beat(parts.desk().desk(), parts.desk().dials());
    }

    private Surroundings surroundings(Parts parts) {
        var ready = parts.people().ready();
        var onScreen = parts.desk().lease().isPresent() ? 1 : 0;
        return new Surroundings(
                parts.deskName(),
                parts.standing().link(),
                parts.store().outboxRows(),
                Math.max(0, ready - onScreen),
                parts.phone().isReady(),
                parts.phone().hasSound(),
                volume,
                parts.hq().message(),
                parts.clock().now().map(now -> now.truncatedTo(ChronoUnit.SECONDS)));
    }
}
