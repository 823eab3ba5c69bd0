package org.hustings.station.phone.sip;

import java.util.Optional;
import java.util.UUID;
import javax.sip.SipException;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;

/// Dials ourselves over the loopback before anybody presses: cold, the first twenty dials took up to 55 ms.
final class WarmUp {

    /// All of them together take no longer.
    private static final long NANOS_MAX = 1_000_000_000;
    /// A number of the range that ITU-T E.164 keeps for trials; it never leaves this machine.
    static final PhoneNumber NOBODY = new PhoneNumber("+9910000000");

    private final Switchboard board;
    private final Requests toOurselves;
    private final Runnable afterwards;
    private final long until = System.nanoTime() + NANOS_MAX;
    private int sent;

    WarmUp(Switchboard board, Runnable afterwards) {
        this.board = board;
        this.toOurselves = new Requests(board.wire(), board.wire().local());
        this.afterwards = afterwards;
    }

    /// Sends INVITEs to our own port, which refuses them as it does every stranger's. One at a time, so that the end of
    /// a dead process's call, or a dial, waits for one of them at most.
    void next() {
        if (sent >= board.limits().warmUps() || System.nanoTime() >= until) {
            afterwards.run();
            return;
        }
        var party = new Requests.Party(new CallId(UUID.randomUUID()), NOBODY, Optional.of(NOBODY));
        var offer = Sdp.describe(
                board.wire().local().getAddress().getHostAddress(),
                9,
                Sdp.Format.usual(board.codecs()),
                sent,
                1,
                "inactive");
        sent++;
        try {
            board.wire().send(toOurselves.invite(party, 1, offer, ""));
            board.post(this::next);
        } catch (SipException | IllegalStateException cold) {
            afterwards.run(); // A cold start is slower, and no harm else.
        }
    }
}
