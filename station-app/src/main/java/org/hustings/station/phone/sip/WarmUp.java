package org.hustings.station.phone.sip;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sip.SipException;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.station.phone.media.Codec;

/// Dials ourselves over the loopback before anybody presses: cold, the first twenty dials took up to 55 ms.
final class WarmUp {

    private static final long NANOS_MAX = 1_000_000_000;
    /// A number of the range that ITU-T E.164 keeps for trials; it never leaves this machine.
    static final PhoneNumber NOBODY = new PhoneNumber("+9910000000");

    private WarmUp() {}

    /// Sends INVITEs to our own port, which refuses them as it does every stranger's. Takes a second at most.
    static void run(Wire wire, List<Codec> codecs, int times) {
        var toOurselves = new Requests(wire, wire.local());
        var until = System.nanoTime() + NANOS_MAX;
        for (var sent = 0; sent < times && System.nanoTime() < until; sent++) {
            var party = new Requests.Party(new CallId(UUID.randomUUID()), NOBODY, Optional.of(NOBODY));
            var offer = Sdp.describe(
                    wire.local().getAddress().getHostAddress(), 9, Sdp.Format.usual(codecs), sent, 1, "inactive");
            try {
                wire.send(toOurselves.invite(party, 1, offer, ""));
            } catch (SipException | IllegalStateException cold) {
                return; // A cold start is slower, and no harm else.
            }
        }
    }
}
