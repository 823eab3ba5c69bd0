package org.hustings.demo.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hustings.demo.CannotStartException;
import org.hustings.demo.robots.PanelSocket;
import org.hustings.demo.robots.PanelSocket.Seen;
import org.hustings.demo.robots.View;
import org.hustings.hardware.Panel.Button;
import org.jspecify.annotations.Nullable;

/// A hand at one station's panel that does the same thing over and over: call, "voicemail", next. As fast as the desk
/// lets a person be, and no faster: keys rest after each change.
///
/// Not thread-safe: one thread per hand.
final class Hand implements AutoCloseable {

    /// Keys rest 150 ms after a change of the screen.
    private static final long REST_MS = 200;
    /// The key that changed the screen rests 700 ms.
    private static final long SAME_KEY_MS = 800;
    /// A key that changed nothing is pressed again.
    private static final long PRESS_AGAIN_MS = 1_500;
    /// A station starts in seconds; on a machine with other work in more of them.
    private static final long OPEN_MAX_MS = 60_000;

    private static final long OPEN_AGAIN_MS = 100;
    /// The next person is on the screen at once, unless the station's leases have run dry.
    private static final long OFFER_MAX_MS = 60_000;

    private static final long FINISH_MAX_MS = 30_000;
    private static final String ANY_RESULT = "dispose:";
    private static final String VOICEMAIL = ANY_RESULT + "voicemail";
    private static final String GO_ON = "goOn";

    private final int number;
    private final PanelSocket panel;
    private final Map<Button, Long> pressedAt = new EnumMap<>(Button.class);
    private @Nullable View view;

    private Hand(int number, PanelSocket panel) {
        this.number = number;
        this.panel = panel;
    }

    /// Waits for station `number` to serve its panel at `socket`.
    static Hand at(int number, Path socket) throws InterruptedException, CannotStartException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(OPEN_MAX_MS);
        while (true) {
            try {
                return new Hand(number, PanelSocket.open(socket));
            } catch (IOException notThereYet) {
                if (System.nanoTime() > deadline) {
                    throw new CannotStartException(
                            CannotStartException.UNREACHABLE,
                            "station " + number + " did not open its panel within " + OPEN_MAX_MS / 1_000 + " s");
                }
                Thread.sleep(OPEN_AGAIN_MS);
            }
        }
    }

    /// Returns when a person is on the screen and CALL may be pressed.
    void awaitPerson() throws IOException, InterruptedException, CannotStartException {
        var ready = await(it -> it.mayCall() || it.that(GO_ON).isPresent(), OFFER_MAX_MS);
        var refused = ready.flatMap(it -> it.that(GO_ON));
        if (refused.isPresent()) {
            press(refused.get());
            ready = await(View::mayCall, OFFER_MAX_MS);
        }
        if (ready.isEmpty()) {
            throw new CannotStartException(
                    CannotStartException.UNREACHABLE,
                    "station " + number + " offers nobody to call; it shows "
                            + (view == null ? "nothing" : "\"" + view.phase() + "\""));
        }
        rest(Button.CALL);
    }

    /// Presses CALL and returns when that began, in [System#nanoTime].
    long call() throws IOException {
        var now = System.nanoTime();
        pressedAt.put(Button.CALL, now);
        panel.press(Button.CALL);
        return now;
    }

    /// From dialing, or from an open call, to the next person, by way of a result.
    void finish() throws IOException, InterruptedException, CannotStartException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FINISH_MAX_MS);
        await(it -> !it.mayCall(), PRESS_AGAIN_MS);
        while (view == null || !view.isBetweenCalls()) {
            var result = result();
            if (result.isPresent()) {
                press(result.get());
                var before = view;
                await(it -> !it.equals(before), PRESS_AGAIN_MS);
            } else {
                await(it -> it.isBetweenCalls() || result().isPresent(), PRESS_AGAIN_MS);
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStartException(
                        CannotStartException.UNREACHABLE,
                        "station " + number + " does not come out of its call; it shows "
                                + (view == null ? "nothing" : "\"" + view.phase() + "\""));
            }
        }
    }

    private Optional<Button> result() {
        return Optional.ofNullable(view).flatMap(Hand::result);
    }

    /// Voicemail while the line is open, else the first result there is.
    private static Optional<Button> result(View shown) {
        return shown.that(VOICEMAIL)
                .or(() -> Optional.of(Button.KEY_1)
                        .filter(key -> shown.keys().getOrDefault(key, "").startsWith(ANY_RESULT)));
    }

    private void press(Button button) throws IOException, InterruptedException {
        rest(button);
        pressedAt.put(button, System.nanoTime());
        panel.press(button);
    }

    private void rest(Button button) throws InterruptedException {
        var last = pressedAt.get(button);
        var since = last == null ? SAME_KEY_MS : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - last);
        Thread.sleep(Math.max(REST_MS, SAME_KEY_MS - since));
    }

    /// What the desk shows once it is `wanted`; empty when it is not within `ms`.
    private Optional<View> await(Predicate<View> wanted, long ms) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        // The newest view is what counts; older ones wait before it.
        for (var seen = panel.next(0); seen.isPresent(); seen = panel.next(0)) {
            take(seen.get());
        }
        while (view == null || !wanted.test(view)) {
            var seen = panel.next(Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            if (seen.isEmpty()) {
                return Optional.empty();
            }
            take(seen.get());
        }
        return Optional.of(view);
    }

    private void take(Seen seen) throws IOException {
        switch (seen) {
            case Seen.Change change -> view = change.view();
            case Seen.Gone _ -> throw new IOException("station " + number + " died");
        }
    }

    @Override
    public void close() throws IOException {
        panel.close();
    }
}
