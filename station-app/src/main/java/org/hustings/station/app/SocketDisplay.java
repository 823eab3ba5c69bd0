package org.hustings.station.app;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.CallId;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.station.call.Attempt;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Display;
import org.hustings.station.call.Key;
import org.hustings.station.call.Keys;
import org.hustings.station.call.Keys.Lamp;
import org.hustings.station.call.Meaning;
import org.hustings.station.call.Surroundings;
import org.hustings.station.screen.ScreenName;

/// The desk as one line of JSON, for whoever presses through the panel's socket. Ids only: no name, no number, no note.
final class SocketDisplay implements Display {

    /// Finer than this nobody needs to know when a person last pressed, and each line costs a write.
    private static final Duration HUMAN_STEP = Duration.ofSeconds(1);
    /// Longer ago is all the same.
    private static final Duration HUMAN_MAX = Duration.ofMinutes(10);

    /// `counting` is true while the station is about to dial the person on its screen by itself.
    record Line(
            String phase,
            String screen,
            Map<Button, Lamp> lamps,
            Map<Button, String> keys,
            Optional<CallId> call,
            Optional<ContactId> contact,
            boolean counting,
            long human) {}

    private final Consumer<String> tell;
    private final Supplier<OptionalLong> lastHumanPress;

    /// `lastHumanPress` is a [System#nanoTime].
    SocketDisplay(Consumer<String> tell, Supplier<OptionalLong> lastHumanPress) {
        this.tell = tell;
        this.lastHumanPress = lastHumanPress;
    }

    @Override
    public void draw(Desk desk, DeskFacts facts, Surroundings around) {
        var lamps = new EnumMap<Button, Lamp>(Button.class);
        Keys.lamps(desk, facts).forEach((key, lamp) -> {
            if (lamp != Lamp.OFF) {
                lamps.put(Presses.button(key), lamp);
            }
        });
        var keys = new TreeMap<Button, String>();
        Keys.live(desk, facts).forEach((Key key, Meaning meaning) -> keys.put(Presses.button(key), word(meaning)));
        var attempt = Durable.attempt(desk.state());
        var line = new Line(
                camel(desk.state()),
                ScreenName.of(desk, facts, around),
                lamps,
                keys,
                attempt.map(Attempt::call),
                lease(desk.state()).map(lease -> lease.contact().id()),
                desk.dialsAt().isPresent(),
                human());
        tell.accept(new String(Json.write(line), StandardCharsets.UTF_8));
    }

    @Override
    public void level(double microphoneDbfs, double earDbfs) {}

    private long human() {
        var last = lastHumanPress.get();
        if (last.isEmpty()) {
            return -1;
        }
        var ago = (System.nanoTime() - last.getAsLong()) / 1_000_000;
        return Math.min(ago / HUMAN_STEP.toMillis() * HUMAN_STEP.toMillis(), HUMAN_MAX.toMillis());
    }

    private static Optional<Lease> lease(DeskState state) {
        return state instanceof DeskState.Offered(var lease, var _)
                ? Optional.of(lease)
                : Durable.attempt(state).map(Attempt::lease);
    }

    private static String word(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Dispose(var disposition) -> "dispose:" + camelWord(disposition.name());
            case Meaning.Branch branch -> "branch:" + branch.next();
            case Meaning plain -> camel(plain);
        };
    }

    private static String camel(Object named) {
        var name = named.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String camelWord(String constant) {
        var words = new StringBuilder();
        for (var word : constant.toLowerCase(Locale.ROOT).split("_")) {
            words.append(words.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return words.toString();
    }
}
