package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Move;
import org.hustings.station.call.Key;
import org.hustings.station.call.Meaning;
import org.junit.jupiter.api.Test;

class PressesTest {

    private static final Meaning MORE = new Meaning.MoreResults();

    private final Presses presses = new Presses();

    @Test
    void aPressThatBeganBeforeTheScreenChangedMeansNothingOnTheNewOne() {
        presses.lit(Map.of(Key.ONE, MORE), "a", at(0));
        presses.lit(Map.of(Key.ONE, MORE), "b", at(1_000));
        assertThat(press(Button.KEY_1, 999)).isEmpty();
        assertThat(press(Button.KEY_1, 1_149)).isEmpty();
        assertThat(press(Button.KEY_1, 1_150)).contains(MORE);
    }

    @Test
    void theKeyThatChangedTheScreenRestsLonger() {
        presses.lit(Map.of(Key.ONE, MORE), "a", at(0));
        assertThat(press(Button.KEY_1, 1_000)).contains(MORE);
        presses.lit(Map.of(Key.ONE, MORE), "b", at(1_000));
        presses.handled();
        assertThat(press(Button.KEY_1, 1_699)).isEmpty();
        assertThat(press(Button.KEY_1, 1_700)).contains(MORE);
    }

    @Test
    void aKeyThatHasBecomeUndoRestsForASecond() {
        presses.lit(Map.of(Key.SIX, new Meaning.Undo()), "a", at(0));
        assertThat(press(Button.KEY_6, 999)).isEmpty();
        assertThat(press(Button.KEY_6, 1_000)).contains(new Meaning.Undo());
    }

    @Test
    void hangUpMuteAndHelpCountAtOnceAndADarkKeyNever() {
        presses.lit(Map.of(Key.HANG_UP, new Meaning.EndCall(), Key.HELP, new Meaning.AskHelp()), "a", at(0));
        assertThat(press(Button.HANG_UP, 1)).isPresent();
        assertThat(press(Button.HELP, 1)).isPresent();
        assertThat(press(Button.KEY_1, 5_000)).isEmpty();
    }

    @Test
    void theSameKeyTwiceWithinAQuarterSecondIsOnePress() {
        presses.lit(Map.of(Key.HANG_UP, new Meaning.EndCall()), "a", at(0));
        assertThat(press(Button.HANG_UP, 1_000)).isPresent();
        assertThat(press(Button.HANG_UP, 1_249)).isEmpty();
        assertThat(press(Button.HANG_UP, 1_250)).isPresent();
    }

    @Test
    void everyKeyHasAButtonOfItsOwnAndVolumeAndHookAreNoKeys() {
        var keys = new EnumMap<Key, Meaning>(Key.class);
        for (var key : Key.values()) {
            keys.put(key, new Meaning.BackToScript(key.name()));
        }
        presses.lit(keys, "a", at(0));
        for (var key : Key.values()) {
            assertThat(press(Presses.button(key), 5_000)).contains(new Meaning.BackToScript(key.name()));
        }
        for (var button : List.of(Button.SOFTER, Button.LOUDER, Button.HOOK)) {
            assertThat(press(button, 5_000)).isEmpty();
        }
    }

    private Optional<Meaning> press(Button button, long millis) {
        return presses.meaning(new Move(button, true, at(millis)));
    }

    private static long at(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
