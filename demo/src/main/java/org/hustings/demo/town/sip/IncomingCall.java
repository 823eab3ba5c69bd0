package org.hustings.demo.town.sip;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answering end of one call. What cannot be sent any more (the caller is gone, the transaction has ended) is told
/// in the log and changes nothing: the call ends by its own timers.
///
/// Safe from any thread; a final answer is given once, later ones do nothing.
public final class IncomingCall {

    private enum Answer {
        OPEN,
        ANSWERED,
        REFUSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(IncomingCall.class);

    private final Exchange exchange;
    private final ServerTransaction invite;
    private final String callId;
    private final String tag = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final AtomicReference<Answer> answer = new AtomicReference<>(Answer.OPEN);
    private volatile String sdp = "";

    IncomingCall(Exchange exchange, ServerTransaction invite, String callId) {
        this.exchange = exchange;
        this.invite = invite;
        this.callId = callId;
    }

    public String callId() {
        return callId;
    }

    /// 180 Ringing.
    public void ring() {
        provisional(Response.RINGING, "");
    }

    /// 183 Session Progress with our description: early media follows.
    public void announce(String description) {
        provisional(Response.SESSION_PROGRESS, description);
    }

    /// 200 OK. The stack repeats it until the ACK comes.
    public void answer(String description) {
        if (answer.compareAndSet(Answer.OPEN, Answer.ANSWERED)) {
            sdp = description;
            send(Response.OK, description);
        }
    }

    /// A final refusal; the call is over with it.
    public void refuse(int status) {
        if (answer.compareAndSet(Answer.OPEN, Answer.REFUSED)) {
            exchange.forget(this);
            send(status, "");
        }
    }

    /// BYE, for a call that was answered.
    public void hangUp() {
        if (answer.get() != Answer.ANSWERED) {
            return;
        }
        exchange.forget(this);
        try {
            var dialog = invite.getDialog();
            dialog.sendRequest(exchange.newClientTransaction(dialog.createRequest(Request.BYE)));
        } catch (SipException unreachable) {
            LOG.info("call {}: BYE could not be sent ({})", callId, kind(unreachable));
        }
    }

    /// True if the call was still open and is refused now with 487 (RFC 3261 section 9.2).
    boolean cancel() {
        boolean wasOpen = answer.get() == Answer.OPEN;
        refuse(Response.REQUEST_TERMINATED);
        return wasOpen;
    }

    /// The description of our 200, repeated in answer to a re-INVITE.
    String description() {
        return sdp;
    }

    private void provisional(int status, String description) {
        if (answer.get() == Answer.OPEN) {
            send(status, description);
        }
    }

    private void send(int status, String description) {
        try {
            invite.sendResponse(response(status, description));
        } catch (SipException | InvalidArgumentException | ParseException gone) {
            LOG.info("call {}: {} could not be sent ({})", callId, status, kind(gone));
        }
    }

    private Response response(int status, String description) throws ParseException {
        var response = exchange.messages().createResponse(status, invite.getRequest());
        if (status > Response.TRYING) {
            ((ToHeader) response.getHeader(ToHeader.NAME)).setTag(tag);
        }
        if (status < 300) {
            ContactHeader contact = exchange.contact(invite.getRequest());
            response.addHeader(contact);
        }
        if (!description.isEmpty()) {
            ContentTypeHeader type = exchange.sdpType();
            response.setContent(description.getBytes(StandardCharsets.US_ASCII), type);
        }
        return response;
    }

    /// Exceptions of the stack may quote messages, and with them numbers: only their kind is told.
    static String kind(Exception exception) {
        return exception.getClass().getSimpleName();
    }
}
