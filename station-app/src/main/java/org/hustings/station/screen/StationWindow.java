package org.hustings.station.screen;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.hustings.hardware.desk.DeskPanel;
import org.hustings.protocol.Language;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.Display;
import org.hustings.station.call.Surroundings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The station's window: a kiosk's whole screen, or a desk with its panel drawn beside it.
///
/// [#draw] and [#level] may come on any thread and return at once. Pictures that come faster than they can be drawn are
/// skipped, the last one counts. Between two draws the window moves clocks and strips by itself, four times a second.
public final class StationWindow implements Display, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StationWindow.class);
    private static final long STEP_MILLIS = 250;

    public enum Mode {
        /// A window of 1040 by 700 with the panel drawn, for a computer.
        DESK,
        /// The whole screen, nothing around it, no way to close it.
        KIOSK
    }

    /// `volunteer` is the first name for the words of the script, if anybody signed in.
    public record Look(Mode mode, boolean dark, Language language, ZoneId zone, Optional<String> volunteer) {}

    /// What the window tells about its own end.
    public interface Ends {
        /// Somebody closed the desk window.
        void closed();

        /// Drawing failed: a bug, and the picture can no longer be trusted.
        void broken();
    }

    private record Picture(Desk desk, DeskFacts facts, Surroundings around, long nanos) {}

    private final Look look;
    private final Sight sight;
    private final Ends ends;
    private final DeskPanel panel;
    private final AtomicReference<@Nullable Picture> latest = new AtomicReference<>();
    private final AtomicBoolean drawing = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicBoolean metering = new AtomicBoolean();
    private volatile double microphone = Double.NEGATIVE_INFINITY;
    private final Thread clock =
            Thread.ofPlatform().daemon().name("window-clock").unstarted(this::tick);
    private @Nullable Scenery scenery;

    private StationWindow(Look look, DeskPanel panel, Ends ends) {
        this.look = look;
        this.panel = panel;
        this.ends = ends;
        this.sight = new Sight(Words.in(look.language()), look.zone(), look.volunteer());
    }

    /// Opens the window and returns when it stands. Starts JavaFX if nobody has.
    ///
    /// @throws IllegalStateException when there is no display, with what to do about it
    public static StationWindow open(Look look, DeskPanel panel, Ends ends) {
        Toolkit.start();
        var window = new StationWindow(look, panel, ends);
        Toolkit.runAndWait(window::build);
        window.clock.start();
        return window;
    }

    @Override
    public void draw(Desk desk, DeskFacts facts, Surroundings around) {
        latest.set(new Picture(desk, facts, around, System.nanoTime()));
        ask();
    }

    @Override
    public void level(double microphoneDbfs, double earDbfs) {
        microphone = microphoneDbfs;
        if (metering.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                metering.set(false);
                if (scenery != null) {
                    scenery.screen().level(microphone);
                }
            });
        }
    }

    @Override
    public void close() {
        clock.interrupt();
        Toolkit.runAndWait(() -> {
            if (scenery != null) {
                scenery.stage().hide();
                scenery = null;
            }
        });
    }

    private void build() {
        var built = Scenery.of(look, panel, sight.words());
        scenery = built;
        built.stage().setOnCloseRequest(event -> {
            event.consume();
            if (look.mode() == Mode.DESK) {
                ends.closed();
            }
        });
        built.stage().show();
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(STEP_MILLIS);
                ask();
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void ask() {
        if (drawing.compareAndSet(false, true)) {
            Platform.runLater(this::drawLatest);
        }
    }

    private void drawLatest() {
        drawing.set(false);
        var picture = latest.get();
        var shown = scenery;
        if (picture == null || shown == null || failed.get()) {
            return;
        }
        try {
            var model = ScreenModel.of(picture.desk(), picture.facts(), moved(picture), sight);
            shown.screen().show(model);
            shown.blink(System.nanoTime());
        } catch (RuntimeException e) {
            if (failed.compareAndSet(false, true)) {
                // The message may hold a name; the place in the code is what helps.
                LOG.error(
                        "drawing failed: {} at {}",
                        e.getClass().getName(),
                        java.util.Arrays.stream(e.getStackTrace()).limit(8).toList());
                ends.broken();
            }
        }
    }

    /// The surroundings as they are now: time has gone on since the loop drew.
    private static Surroundings moved(Picture picture) {
        var around = picture.around();
        Optional<Instant> now = around.now().map(at -> at.plusNanos(System.nanoTime() - picture.nanos()));
        return new Surroundings(
                around.deskName(),
                around.link(),
                around.keptSafe(),
                around.leasesReady(),
                around.phoneReady(),
                around.headsetPresent(),
                around.volume(),
                around.message(),
                now);
    }

    /// For pictures and tests: the stage, on the application thread.
    Stage stage() {
        return java.util.Objects.requireNonNull(scenery).stage();
    }
}
