package org.hustings.demo.robots;

import java.util.List;
import java.util.random.RandomGenerator;

/// How the robots of the demo are: shares in per cent, waits in milliseconds before `--speed` shrinks them.
///
/// A robot cannot hear. Whether the right person answered it decides by lot, in the proportions that phone banks
/// report.
record Temper(double speed, RandomGenerator chance) {

    /// Nobody sees, decides and moves a finger faster; the station also ignores a key that has just changed the screen.
    private static final long REACTION_MS = 220;
    /// Shorter talk cannot be judged for sound.
    private static final long TALK_LEAST_MS = 2_600;

    private static final List<Share> RESULTS = List.of(
            new Share("supports", 30),
            new Share("undecided", 22),
            new Share("against", 16),
            new Share("callBack", 9),
            new Share("doNotCall", 4),
            new Share("wouldNotSay", 8),
            new Share("someoneElse", 4),
            new Share("voicemail", 3),
            new Share("wrongNumber", 2),
            new Share("moved", 2));

    private record Share(String word, int percent) {}

    boolean happens(int percent) {
        return chance.nextInt(100) < percent;
    }

    /// A pause between `leastMs` and `mostMs`, shrunk by the speed, never below a person's reaction.
    long pause(long leastMs, long mostMs) {
        return Math.max(REACTION_MS, (long) (chance.nextLong(leastMs, mostMs) / speed));
    }

    /// As [#pause], but a call that has lasted `talkedMs` is not ended before it can be judged.
    long pauseBeforeTheEnd(long leastMs, long mostMs, long talkedMs) {
        return Math.max(pause(leastMs, mostMs), TALK_LEAST_MS - talkedMs);
    }

    String result() {
        var lot = chance.nextInt(100);
        for (var share : RESULTS) {
            lot -= share.percent();
            if (lot < 0) {
                return share.word();
            }
        }
        return RESULTS.getFirst().word();
    }

    int branches() {
        return chance.nextInt(1, 4);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }
}
