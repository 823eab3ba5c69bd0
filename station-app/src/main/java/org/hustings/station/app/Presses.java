package org.hustings.station.app;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Move;
import org.hustings.station.call.Key;
import org.hustings.station.call.Meaning;
import org.jspecify.annotations.Nullable;

/// Which press counts, and for what. A press belongs to what was lit when it began, so one that began before the screen
/// changed means nothing on the new one, and keys rest for a moment after a change (look, sections 1 and 6).
///
/// Times are [System#nanoTime]. Not thread-safe: the loop owns it.
final class Presses {

    /// The key that changed the screen: a nervous finger presses twice.
    static final Duration REST_OF_THE_CAUSE = Duration.ofMillis(700);
    /// A key that has become Undo: long enough to read what it would undo.
    static final Duration REST_OF_UNDO = Duration.ofSeconds(1);

    static final Duration REST_OF_OTHERS = Duration.ofMillis(150);
    static final Duration SAME_KEY_AGAIN = Duration.ofMillis(250);

    private static final Map<Button, Key> KEYS =
            Stream.of(Key.values()).collect(Collectors.toUnmodifiableMap(Presses::button, key -> key));

    private final Map<Key, Long> restsUntil = new EnumMap<>(Key.class);
    private final Map<Key, Long> pressedAt = new EnumMap<>(Key.class);
    private Map<Key, Meaning> live = Map.of();
    private Object face = "";
    private @Nullable Key cause;

    /// The one table of the plate's buttons and the desk's keys.
    static Button button(Key key) {
        return switch (key) {
            case ONE -> Button.KEY_1;
            case TWO -> Button.KEY_2;
            case THREE -> Button.KEY_3;
            case FOUR -> Button.KEY_4;
            case FIVE -> Button.KEY_5;
            case SIX -> Button.KEY_6;
            case CALL -> Button.CALL;
            case HANG_UP -> Button.HANG_UP;
            case HELP -> Button.HELP;
            case MUTE -> Button.MUTE;
        };
    }

    /// What this move of a button asks for; empty when it asks for nothing.
    Optional<Meaning> meaning(Move move) {
        var key = KEYS.get(move.button());
        if (key == null || !move.down()) {
            return Optional.empty();
        }
        var last = pressedAt.get(key);
        if (last != null && move.nanos() - last < SAME_KEY_AGAIN.toNanos()) {
            return Optional.empty();
        }
        var rests = restsUntil.get(key);
        if (rests != null && move.nanos() - rests < 0 && !alwaysCounts(key)) {
            return Optional.empty();
        }
        // Only a press that counted starts the pause, or a hammered key would never come through.
        pressedAt.put(key, move.nanos());
        cause = key;
        return Optional.ofNullable(live.get(key));
    }

    /// Tells what is lit now. `nowFace` names the screen: another one puts the keys to rest.
    void lit(Map<Key, Meaning> nowLive, Object nowFace, long nanos) {
        if (!nowFace.equals(face) || !nowLive.equals(live)) {
            for (var key : Key.values()) {
                var rest = key == cause ? REST_OF_THE_CAUSE : REST_OF_OTHERS;
                if (nowLive.get(key) instanceof Meaning.Undo && !(live.get(key) instanceof Meaning.Undo)) {
                    rest = REST_OF_UNDO;
                }
                restsUntil.merge(key, nanos + rest.toNanos(), (before, now) -> now - before > 0 ? now : before);
            }
        }
        live = nowLive;
        face = nowFace;
    }

    /// The press that may have changed the screen is over.
    void handled() {
        cause = null;
    }

    private static boolean alwaysCounts(Key key) {
        return key == Key.HANG_UP || key == Key.MUTE || key == Key.HELP;
    }
}
