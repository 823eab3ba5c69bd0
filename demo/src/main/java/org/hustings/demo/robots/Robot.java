package org.hustings.demo.robots;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.hustings.demo.robots.PanelSocket.Seen;
import org.hustings.demo.robots.Volunteer.Plan;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.CallId;
import org.jspecify.annotations.Nullable;

/// A robot volunteer at one station: sees what is lit and presses it, like a person. Steps aside for a minute when a
/// person has pressed. Comes back when its station does.
///
/// One thread, its own.
public final class Robot implements AutoCloseable {

    private static final long STEP_ASIDE_MS = 60_000;
    private static final long RECONNECT_MS = 250;
    /// A key that has just changed the screen is dead for 700 ms (look, "What changed"); people see that and wait.
    private static final long SAME_KEY_MS = 800;
    /// A press that changed nothing is tried again, as people do.
    private static final long PRESS_AGAIN_MS = 1_500;
    /// A key rests for 150 ms after the screen has changed, and a run shows a person for 3 s at least.
    private static final long PAUSE_RUN_MS = 400;
    /// A station that answers a press this late has not heard it.
    private static final long DIAL_SEEN_MS = 10_000;

    private final String station;
    private final Path socket;
    private final Volunteer volunteer;
    private final Tickets tickets;
    private final Diary diary;
    private final Thread thread;
    private volatile boolean closed;
    private volatile Optional<View> shown = Optional.empty();

    private @Nullable View view;
    private long viewNanos;
    private Optional<CallId> call = Optional.empty();
    private long talkingSinceNanos;
    private @Nullable Plan plan;
    private long planNanos;
    private @Nullable Button lastButton;
    private long lastPressNanos;
    /// The press whose dial has not been seen yet; 0 when none.
    private long ticketNanos;
    /// The ticket held is for the dial that the station will begin by itself.
    private boolean ticketOfTheRun;

    private long resultNanos;

    public Robot(String station, Path socket, double speed, RandomGenerator chance, Tickets tickets, Diary diary) {
        this.station = station;
        this.socket = socket;
        this.volunteer = new Volunteer(new Temper(speed, chance));
        this.tickets = tickets;
        this.diary = diary;
        this.thread = Thread.ofPlatform().daemon().name("robot-" + station).start(this::run);
    }

    public String station() {
        return station;
    }

    /// What its station shows now; empty while it is away.
    public Optional<View> shown() {
        return shown;
    }

    private void run() {
        while (!closed) {
            try (var panel = PanelSocket.open(socket)) {
                work(panel);
            } catch (IOException notThereYet) {
                // Stations come and go here; the robot waits at the desk.
            } catch (InterruptedException stopped) {
                return;
            }
            shown = Optional.empty();
            view = null;
            plan = null;
            resultNanos = 0;
            pause();
        }
    }

    private void work(PanelSocket panel) throws IOException, InterruptedException {
        while (!closed) {
            var seen = panel.next(waitMs());
            if (seen.isPresent()) {
                switch (seen.get()) {
                    case Seen.Gone _ -> {
                        return;
                    }
                    case Seen.Change(var change, var nanos) -> meet(change, nanos);
                }
            }
            checkTicket();
            act(panel);
        }
    }

    private void meet(View change, long nanos) {
        var before = view;
        view = change;
        viewNanos = nanos;
        shown = Optional.of(change);
        if (before == null && ticketNanos != 0) {
            // The station died with the press: whether it dialed is known once it has said so to headquarters.
            ticketNanos = nanos;
        }
        if (change.call().isPresent() && !change.call().equals(call)) {
            var dial = change.call().get();
            if (ticketNanos != 0 && !tickets.isKnown(dial)) {
                tickets.use(dial);
                ticketNanos = 0;
            } else {
                tickets.know(dial);
            }
            diary.dialed(dial, station);
            call.ifPresent(diary::finished);
        }
        if (change.isBetweenCalls()) {
            call.ifPresent(diary::finished);
        }
        runTicket(before == null, change, nanos);
        call = change.isBetweenCalls() ? Optional.empty() : change.call();
        if (!change.phase().equals("talking")) {
            talkingSinceNanos = 0;
        } else if (talkingSinceNanos == 0) {
            talkingSinceNanos = nanos;
        }
        if (resultNanos != 0
                && (change.phase().equals("offered") || change.phase().equals("waiting"))) {
            diary.nextCard((nanos - resultNanos) / 1e6);
            resultNanos = 0;
        }
        // A change that leaves the keys as they were (a lamp, a level) is no reason to start thinking again.
        if (before == null
                || !before.keys().equals(change.keys())
                || !before.contact().equals(change.contact())
                || before.counting() != change.counting()
                || !before.phase().equals(change.phase())) {
            plan = null;
            think();
        }
    }

    /// The station's own dials need tickets as presses do: one is held while a run shows the person.
    private void runTicket(boolean reopened, View change, long nanos) {
        if (change.counting() && ticketNanos == 0 && tickets.take()) {
            ticketNanos = nanos;
            ticketOfTheRun = true;
        } else if (ticketOfTheRun && !change.counting()) {
            ticketOfTheRun = false;
            // A station that has died may have dialed before: that is known when it has said so to headquarters.
            if (ticketNanos != 0 && change.isBetweenCalls() && !reopened) {
                ticketNanos = 0;
                tickets.giveBack();
            }
        }
    }

    private void think() {
        if (view == null) {
            return;
        }
        if (view.counting() && ticketNanos == 0) {
            // No dial may begin any more, not by itself either.
            plan = view.that(Volunteer.Words.PAUSE_RUN)
                    .map(key -> new Plan(key, Volunteer.Words.PAUSE_RUN, PAUSE_RUN_MS))
                    .orElse(null);
            planNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_RUN_MS);
            return;
        }
        var talked = talkingSinceNanos == 0 ? 0 : msSince(talkingSinceNanos);
        volunteer.next(view, talked).ifPresent(next -> {
            plan = next;
            planNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(next.afterMs());
            if (next.button() == lastButton) {
                planNanos = Math.max(planNanos, lastPressNanos + TimeUnit.MILLISECONDS.toNanos(SAME_KEY_MS));
            }
        });
    }

    private void act(PanelSocket panel) throws IOException {
        if (plan == null || view == null || System.nanoTime() < planNanos) {
            return;
        }
        var now = System.nanoTime();
        if (isPersonThere()) {
            planNanos = now + TimeUnit.SECONDS.toNanos(1);
            return;
        }
        if (plan.button() == Button.CALL && (ticketNanos != 0 || !tickets.take())) {
            planNanos = now + TimeUnit.MILLISECONDS.toNanos(PRESS_AGAIN_MS);
            return;
        }
        if (plan.button() == Button.CALL) {
            ticketNanos = now;
        }
        resultNanos = plan.isResult() ? now : 0;
        lastButton = plan.button();
        lastPressNanos = now;
        diary.pressed(new PressRecord(station, Instant.now(), plan.button(), plan.meaning(), view.call()));
        // Planned again in case nothing happens; a change of the desk replaces it.
        planNanos = now + TimeUnit.MILLISECONDS.toNanos(PRESS_AGAIN_MS);
        panel.press(plan.button());
    }

    /// Gives the ticket back when the press has plainly made no dial.
    private void checkTicket() {
        if (ticketNanos == 0 || view == null) {
            return;
        }
        var refused = view.phase().equals("refused") && viewNanos > ticketNanos;
        if (ticketOfTheRun && view.counting()) {
            return;
        }
        if (refused || msSince(ticketNanos) > DIAL_SEEN_MS) {
            ticketNanos = 0;
            tickets.giveBack();
        }
    }

    private boolean isPersonThere() {
        return view != null && view.human() >= 0 && view.human() + msSince(viewNanos) < STEP_ASIDE_MS;
    }

    private long waitMs() {
        if (plan == null) {
            return 1_000;
        }
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(planNanos - System.nanoTime()), 1, 1_000);
    }

    private static long msSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT_MS);
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    /// Presses nothing from now on.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
