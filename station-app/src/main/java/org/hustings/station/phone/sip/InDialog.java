package org.hustings.station.phone.sip;

import java.util.List;
import java.util.Optional;
import javax.sip.header.RequireHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.hustings.station.phone.media.RemoteMedia;

/// What the far end may ask within an answered call, and what we say.
final class InDialog {

    private InDialog() {}

    static void answer(SipCall call, Switchboard board, Request request) {
        var wire = board.wire();
        switch (request.getMethod()) {
            case Request.ACK -> {} // Of our answer to a re-INVITE.
            case Request.BYE -> {
                wire.answer(request, Response.OK, List.of(), "");
                call.ended();
            }
            case Request.OPTIONS -> wire.answer(request, Response.OK, Refusals.capabilities(wire), "");
            case Request.INVITE, Request.UPDATE -> renegotiate(call, board, request);
            // Without a package INFO is the old kind, which is confirmed and forgotten; a package we have not offered
            // is refused (RFC 6086 sections 4.2.2 and 9).
            case Request.INFO ->
                wire.answer(request, request.getHeader("Info-Package") == null ? Response.OK : 469, List.of(), "");
            // The CANCEL of a re-INVITE always comes too late: that was answered at once.
            case Request.CANCEL -> wire.answer(request, Response.OK, List.of(), "");
            default -> wire.answer(request, Response.METHOD_NOT_ALLOWED, Refusals.capabilities(wire), "");
        }
    }

    /// Follows the far end to a new place or onto hold, in the codec of the call. What we cannot follow is refused and
    /// leaves the call as it was (RFC 3261 section 14.2).
    private static void renegotiate(SipCall call, Switchboard board, Request request) {
        if (request.getHeader(RequireHeader.NAME) != null) {
            board.wire().answer(request, Response.BAD_EXTENSION, List.of(), "");
            return;
        }
        var offer = Answers.description(request);
        var codec = call.leg().codec();
        var media = offer.flatMap(text -> codec.flatMap(it -> Sdp.read(text, List.of(it))));
        if (offer.isPresent() && media.isEmpty()) {
            board.wire().answer(request, Response.NOT_ACCEPTABLE_HERE, List.of(), "");
            return;
        }
        media.ifPresent(call::moved);
        var ours =
                request.getMethod().equals(Request.INVITE) || offer.isPresent() ? ours(call, board, offer, media) : "";
        board.wire().answer(request, Response.OK, List.of(board.requests().contactHeader()), ours);
    }

    private static String ours(SipCall call, Switchboard board, Optional<String> offer, Optional<RemoteMedia> media) {
        var formats = media.map(it -> List.of(new Sdp.Format(it.codec(), it.payload())))
                .orElseGet(
                        () -> Sdp.Format.usual(call.leg().codec().map(List::of).orElse(board.codecs())));
        return Sdp.describe(
                board.wire().local().getAddress().getHostAddress(),
                call.leg().port(),
                formats,
                call.session(),
                2,
                offer.map(Sdp::mirrored).orElse("sendrecv"));
    }
}
