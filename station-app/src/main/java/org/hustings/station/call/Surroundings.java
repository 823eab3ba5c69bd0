package org.hustings.station.call;

import java.time.Instant;
import java.util.Optional;

/// What the screen says beside the call: the desk's name, the way to HQ, what is kept safe, who is ready next.
///
/// `keptSafe` is the number of reports that wait for a receipt, `leasesReady` the people in the store beside the one on
/// the screen. `now` is HQ's time; empty until HQ has told it. `message` is HQ's last word to the desk. `volume` runs
/// from 0 to 10.
public record Surroundings(
        String deskName,
        LinkNotice link,
        int keptSafe,
        int leasesReady,
        boolean phoneReady,
        boolean headsetPresent,
        int volume,
        Optional<String> message,
        Optional<Instant> now) {

    /// The way to HQ, as far as the desk should care.
    public enum LinkNotice {
        /// Connected, and the first sync is answered.
        UP,
        /// Connected just now: no call starts until HQ has answered.
        SYNCING,
        AWAY
    }
}
