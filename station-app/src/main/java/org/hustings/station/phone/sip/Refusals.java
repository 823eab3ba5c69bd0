package org.hustings.station.phone.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.text.ParseException;
import java.util.List;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// What we say to requests that belong to no call of ours, or ask for what a station does not do.
final class Refusals {

    static final String ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE";

    private Refusals() {}

    /// Answers a request outside every dialog: nobody can call a station.
    static void outside(Wire wire, Request request) {
        switch (request.getMethod()) {
            case Request.ACK -> {} // Confirms our refusal.
            case Request.OPTIONS -> wire.answer(request, Response.OK, capabilities(wire), "");
            case Request.INVITE -> wire.answer(request, Response.FORBIDDEN, List.of(), "");
            case Request.BYE, Request.INFO, Request.UPDATE, Request.CANCEL, Request.PRACK ->
                wire.answer(request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, List.of(), "");
            default -> wire.answer(request, Response.METHOD_NOT_ALLOWED, capabilities(wire), "");
        }
    }

    /// RFC 3261 section 11.2 and 8.2.1.
    static List<Header> capabilities(Wire wire) {
        try {
            return List.of(
                    wire.headers().createAllowHeader(ALLOWED), wire.headers().createAcceptHeader("application", "sdp"));
        } catch (ParseException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /// The tags of a request say whose it is; a malformed one has none.
    static String toTag(Request request) {
        var tag = ((SIPRequest) request).getToTag();
        return tag == null ? "" : tag;
    }

    static String fromTag(Request request) {
        var tag = ((SIPRequest) request).getFromTag();
        return tag == null ? "" : tag;
    }

    static String callId(Request request) {
        return ((SIPRequest) request).getCallId().getCallId();
    }
}
