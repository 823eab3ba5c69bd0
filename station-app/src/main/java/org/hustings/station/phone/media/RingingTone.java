package org.hustings.station.phone.media;

import java.util.Optional;

/// The ringing tone as most of Europe hears it: 425 Hz, one second on and four off (ETSI TR 101 041-2; ITU-T E.180).
///
/// It has no clock: it counts the microphone's five levels a second.
final class RingingTone {

    static final int HERTZ = 425;

    private static final int TICKS_ON = 5;
    private static final int TICKS_ALL = 25;
    /// About 20 dB below full scale: as loud as speech, no louder.
    private static final String LOUD = "0.14";

    private boolean ringing;
    private int ticks;

    synchronized void begin() {
        ringing = true;
    }

    /// The volume to set now, if it changes.
    synchronized Optional<String> tick() {
        if (!ringing) {
            return Optional.empty();
        }
        var now = ticks++ % TICKS_ALL;
        return now == 0 ? Optional.of(LOUD) : now == TICKS_ON ? Optional.of("0.0") : Optional.empty();
    }
}
