package org.hustings.hq.budget;

import java.time.Duration;
import java.util.regex.Pattern;

/// What calls to the numbers of one prefix cost: a connection fee, and so much a minute, billed by increments
/// (`60/60`, `30/6`, `1/1`). Prices are in micro-units of the tariff's currency. Pure.
public record Rate(
        Direction direction, String prefix, long feeMicros, long minuteMicros, int firstSeconds, int nextSeconds) {

    /// A station ends a talk after 45 minutes and takes 2 s to close it; the rest of the last minute makes it
    /// whole. What is held for a call is its cost after this time, and no call is charged for more.
    public static final Duration TALK_MAX = Duration.ofMinutes(46);

    /// Beyond it, a price is a slip of the keyboard: satellite telephones cost some 10 a minute.
    private static final long PRICE_MAX = 1_000 * Amount.MICROS;

    private static final int INCREMENT_MAX = 3_600;
    private static final Pattern PREFIX = Pattern.compile("\\+[0-9]{0,15}");

    /// Who called whom. Only outgoing calls are made so far.
    public enum Direction {
        OUTGOING,
        INCOMING
    }

    public Rate {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix is \"" + prefix
                    + "\" but must be a plus sign and digits, such as +44; + alone is any number");
        }
        inRange("connectionFee", feeMicros, 0, PRICE_MAX);
        inRange("perMinute", minuteMicros, 0, PRICE_MAX);
        inRange("firstIncrementSeconds", firstSeconds, 1, INCREMENT_MAX);
        inRange("nextIncrementSeconds", nextSeconds, 1, INCREMENT_MAX);
    }

    /// In micro-units, of a call that was answered and lasted `talk`: the first increment at least, whole
    /// increments after it, and a part of a micro-unit counts as one. Talk beyond [#TALK_MAX] is not counted.
    public long cost(Duration talk) {
        var seconds = Math.ceilDiv(counted(talk).toMillis(), 1_000L);
        var beyond = Math.max(0, seconds - firstSeconds);
        var billed = firstSeconds + Math.ceilDiv(beyond, (long) nextSeconds) * nextSeconds;
        return feeMicros + Math.ceilDiv(minuteMicros * billed, 60L);
    }

    /// Between nothing and [#TALK_MAX]: a station whose clock jumped in a call must not spend the office's
    /// budget.
    public static Duration counted(Duration talk) {
        if (talk.isNegative()) {
            return Duration.ZERO;
        }
        return talk.compareTo(TALK_MAX) > 0 ? TALK_MAX : talk;
    }

    private static void inRange(String key, long value, long least, long most) {
        if (value < least || value > most) {
            var unit = most == PRICE_MAX ? " micro-units" : "";
            throw new IllegalArgumentException(
                    key + " is " + value + unit + " but must be between " + least + " and " + most + unit);
        }
    }
}
