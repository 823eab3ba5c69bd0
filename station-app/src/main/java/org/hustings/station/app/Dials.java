package org.hustings.station.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Lease;
import org.hustings.protocol.Mode;
import org.hustings.protocol.PressProof;
import org.hustings.protocol.Refusal;
import org.hustings.station.call.DeskEvent;
import org.hustings.station.phone.Phone;

/// What the desk must know at the moment of a dial, or of the card before it: may it be, by whom, for how long.
/// `diskFull` in each question: the disk did not take the last write.
///
/// Not thread-safe: the loop owns it.
final class Dials {

    private final People people;
    private final Phone phone;
    private final Ids ids;
    private final Person person;
    private final StationClock clock;

    Dials(People people, Phone phone, Ids ids, Person person, StationClock clock) {
        this.people = people;
        this.phone = phone;
        this.ids = ids;
        this.person = person;
        this.clock = clock;
    }

    /// What [DialRules] say now.
    Optional<Refusal> refusal(Lease lease, boolean diskFull) {
        return people.verdict(lease, diskFull, phone.isReady());
    }

    /// The lease in the mode that the rules allow now: what they bar only from being dialed by the station itself waits
    /// for a press.
    Lease lawful(Lease lease, boolean diskFull) {
        var byPress = lease.by(Mode.PRESS);
        return lease.mode() == Mode.POWER && !refusal(lease, diskFull).equals(refusal(byPress, diskFull))
                ? byPress
                : lease;
    }

    DeskEvent ready(Lease lease, Instant at, boolean diskFull) {
        var pause =
                people.campaign(Optional.of(lease)).map(Campaign::powerPause).orElse(Duration.ZERO);
        return new DeskEvent.PersonReady(at, lawful(lease, diskFull), pause);
    }

    DeskEvent pressed(Lease lease, Instant at, PressProof proof, boolean diskFull) {
        var lawful = lawful(lease, diskFull);
        return new DeskEvent.CallPressed(
                at,
                lawful.mode(),
                ids.call(),
                ids.message(),
                person.volunteer(),
                script(lease),
                Optional.of(proof),
                refusal(lawful, diskFull),
                ringSeconds(lease));
    }

    /// The station dials by itself only with a headset plugged in: whoever presses green sees that it is not, and here
    /// nobody might hear the "hello".
    DeskEvent due(Lease lease, boolean diskFull) {
        var lawful = lawful(lease, diskFull);
        return new DeskEvent.DialDue(
                clock.best(),
                lawful,
                ids.call(),
                ids.message(),
                person.volunteer(),
                script(lease),
                refusal(lawful, diskFull)
                        .or(() -> phone.hasSound() ? Optional.empty() : Optional.of(Refusal.LINE_AWAY)),
                ringSeconds(lease));
    }

    private int script(Lease lease) {
        return people.campaign(Optional.of(lease))
                .map(held -> held.script().version())
                .orElse(0);
    }

    private int ringSeconds(Lease lease) {
        return people.campaign(Optional.of(lease)).map(Campaign::ringSeconds).orElse(Campaign.RING_SECONDS_LEAST);
    }
}
