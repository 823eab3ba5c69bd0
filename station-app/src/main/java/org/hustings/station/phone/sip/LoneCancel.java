package org.hustings.station.phone.sip;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The CANCEL of an INVITE that another process sent. The SIP library cancels only what it dialed itself, so this one
/// is sent past its transactions, and repeated here as RFC 3261 section 17.1.2.1 wants over UDP, until it is
/// answered.
final class LoneCancel {

    private static final Logger log = LoggerFactory.getLogger(LoneCancel.class);

    /// T1; doubled each time.
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    private static final int SENDS_MAX = 5;

    private final Switchboard board;
    private final Request cancel;
    private Duration wait = FIRST_WAIT;
    private int sent;
    private Future<?> again = CompletableFuture.completedFuture(null);

    LoneCancel(Switchboard board, Request cancel) {
        this.board = board;
        this.cancel = cancel;
    }

    void send() {
        sent++;
        try {
            board.wire().sendOnce(cancel);
        } catch (SipException unsent) {
            log.warn("call {}: CANCEL could not be sent", Refusals.callId(cancel));
        }
        if (sent < SENDS_MAX) {
            again = board.after(wait, this::send);
            wait = wait.multipliedBy(2);
        }
    }

    void answered() {
        again.cancel(false);
    }
}
