package org.hustings.station.phone.sip;

import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.hustings.station.phone.Dialog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The INVITE of one call, repeated with credentials where they are asked for, and the two requests that follow it on
/// its own sequence number: CANCEL and ACK (RFC 3261 sections 9.1 and 13.2.2.4).
///
/// Lives on the phone's thread.
final class Invitation {

    private static final Logger log = LoggerFactory.getLogger(Invitation.class);

    private final Switchboard board;
    private final Requests.Party party;
    private int attempt;
    private boolean heard;
    private String authorization = "";

    Invitation(Switchboard board, Requests.Party party) {
        this.board = board;
        this.party = party;
    }

    /// Sends it, or sends it again. False if it could not be sent.
    boolean send(String offer) {
        attempt++;
        heard = false; // A new transaction: no CANCEL before its own first response.
        var requests = board.requests();
        authorization = board.authenticator().line(Request.INVITE, requests.uri(party), offer);
        try {
            board.wire().send(requests.invite(party, attempt, offer, authorization));
            return true;
        } catch (SipException unsent) {
            log.warn("call {}: INVITE could not be sent: {}", party.call(), cause(unsent));
            return false;
        }
    }

    boolean mayBeRepeated() {
        return attempt < CallNames.ATTEMPTS_MAX;
    }

    /// False for a response to an earlier attempt.
    boolean isAnsweredBy(Response response) {
        return Answers.sequence(response) == attempt;
    }

    /// The far end has answered something, if only that it tries.
    boolean isHeard() {
        return heard;
    }

    void heard() {
        heard = true;
    }

    void cancel() {
        try {
            board.wire().send(board.requests().cancel(party, attempt));
        } catch (SipException unsent) {
            log.warn("call {}: CANCEL could not be sent: {}", party.call(), cause(unsent));
        }
    }

    void acknowledge(Dialog dialog) {
        try {
            board.wire().sendOnce(board.requests().ack(party, dialog, dialog.sequence(), authorization));
        } catch (SipException | IllegalStateException | IllegalArgumentException unsent) {
            log.warn("call {}: ACK could not be sent: {}", party.call(), cause(unsent));
        }
    }

    static String cause(Throwable failed) {
        var cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getClass().getSimpleName();
    }
}
