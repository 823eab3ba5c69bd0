package org.hustings.station.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.CallId;

/// The dials that one green press begins in mode POWER: after each call the station dials the next person by itself,
/// for as long as somebody sits there. Not kept over a restart: nobody is called by a desk that nobody has looked at.
public sealed interface Run {

    /// `start` is the call that the press began. `touchedAt` is the last press of a lit key, `unanswered` the dials
    /// in a row that have reached nobody since. At `due` the person on the screen is dialed, or, while there is no
    /// person, the run ends; empty while neither is waited for.
    record Going(CallId start, Instant touchedAt, int unanswered, Optional<Instant> due) implements Run {

        /// No press for so long, or so many dials in a row that reached nobody: the chair may be empty, and whoever
        /// answers next would hear nothing (47 CFR 64.1200(a)(7) calls that abandoned after two seconds).
        static final Duration UNTOUCHED_MAX = Duration.ofMinutes(5);

        static final int UNANSWERED_MAX = 10;

        Going touched(Instant at) {
            return new Going(start, at, 0, due);
        }

        Going unanswered(int dials) {
            return new Going(start, touchedAt, dials, due);
        }

        Going due(Optional<Instant> at) {
            return new Going(start, touchedAt, unanswered, at);
        }

        boolean isChairEmpty(Instant at) {
            return unanswered >= UNANSWERED_MAX || !at.isBefore(touchedAt.plus(UNTOUCHED_MAX));
        }
    }

    /// The run is over because nobody seems to sit there. Any key ends the question, green begins another run.
    record StillThere() implements Run {}
}
