package org.hustings.station.phone.sip;

import javax.sip.SipException;
import javax.sip.message.Response;
import org.hustings.station.phone.Dialog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers to an INVITE of a process that has died.
final class Strays {

    private static final Logger log = LoggerFactory.getLogger(Strays.class);

    private Strays() {}

    /// A person who answers only now is not left with a silent line: the answer is confirmed and the call ended. A
    /// refusal is confirmed, or it would be repeated for half a minute.
    static void answer(Switchboard board, Response response) {
        var status = response.getStatusCode();
        if (status < 200) {
            return;
        }
        var party = Answers.party(response).filter(it -> !it.number().equals(WarmUp.NOBODY));
        party.ifPresent(it -> settle(board, response, status, it));
    }

    private static void settle(Switchboard board, Response response, int status, Requests.Party party) {

        var dialog = Answers.dialog(response, board.requests().uri(party));
        try {
            if (status < 300) {
                end(board, party, dialog);
            } else {
                board.wire().sendOnce(board.requests().ackRefusal(party, (int) dialog.sequence(), dialog.remoteTag()));
            }
            log.info("call {}: a late answer with status {} was settled", party.call(), status);
        } catch (SipException | IllegalStateException | IllegalArgumentException unsent) {
            log.warn("call {}: a late answer could not be settled", party.call());
        }
    }

    /// Ends an answered dialog whose ACK may not have left.
    static void end(Switchboard board, Requests.Party party, Dialog dialog) {
        try {
            board.wire().sendOnce(board.requests().ack(party, dialog, dialog.sequence(), ""));
        } catch (SipException | IllegalStateException | IllegalArgumentException unsent) {
            log.warn("call {}: ACK could not be sent", party.call());
        }
        board.sayGoodbye(party, dialog);
    }
}
