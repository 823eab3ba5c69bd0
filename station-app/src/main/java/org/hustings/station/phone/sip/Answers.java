package org.hustings.station.phone.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ReasonHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Response;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.station.phone.Dialog;

/// Reads what we need out of a response. The far end wrote it: anything may be missing or odd.
final class Answers {

    private Answers() {}

    static String callId(Response response) {
        return ((SIPResponse) response).getCallId().getCallId();
    }

    static long sequence(Response response) {
        return ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    static String method(Response response) {
        return ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getMethod();
    }

    static String fromTag(Response response) {
        var tag = ((SIPResponse) response).getFromTag();
        return tag == null ? "" : tag;
    }

    static String toTag(Response response) {
        var tag = ((SIPResponse) response).getToTag();
        return tag == null ? "" : tag;
    }

    /// The dialog that a 2xx to our INVITE makes (RFC 3261 section 12.1.2): the routes in reverse, the contact as
    /// target,
    /// or `fallback` when the far end forgot to give one.
    static Dialog dialog(Response answer, String fallback) {
        List<String> routes = new ArrayList<>();
        for (var all = answer.getHeaders(RecordRouteHeader.NAME); all.hasNext(); ) {
            if (all.next() instanceof SIPHeader route) {
                routes.addFirst(route.getValue());
            }
        }
        var target = answer.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
                        && contact.getAddress() != null
                        && contact.getAddress().getURI() instanceof SipURI uri
                ? uri.toString()
                : fallback;
        return new Dialog(fromTag(answer), toTag(answer), target, routes, sequence(answer));
    }

    /// Whose answer this is, if it belongs to a call that a station dialed: the tag must be the one derived from the
    /// Call-ID, or anybody could make us send requests.
    static Optional<Requests.Party> party(Response response) {
        try {
            var call = CallId.of(callId(response));
            var to = ((ToHeader) response.getHeader(ToHeader.NAME)).getAddress().getURI();
            return new CallNames(call).localTag().equals(fromTag(response)) && to instanceof SipURI uri
                    ? Optional.of(new Requests.Party(call, new PhoneNumber(uri.getUser()), Optional.empty()))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /// The body if it says that it is a session description.
    static Optional<String> description(Message message) {
        var type = ((SIPMessage) message).getContentTypeHeader();
        var body = message.getRawContent();
        return type == null || body == null || !"sdp".equalsIgnoreCase(type.getContentSubType())
                ? Optional.empty()
                : Optional.of(new String(body, StandardCharsets.UTF_8));
    }

    /// The telephone network's cause, from a Reason header with protocol Q.850 (RFC 3326).
    static OptionalInt cause(Message message) {
        for (var all = message.getHeaders(ReasonHeader.NAME); all.hasNext(); ) {
            if (all.next() instanceof ReasonHeader reason && "Q.850".equalsIgnoreCase(reason.getProtocol())) {
                return OptionalInt.of(reason.getCause());
            }
        }
        return OptionalInt.empty();
    }
}
