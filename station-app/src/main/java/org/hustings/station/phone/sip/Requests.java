package org.hustings.station.phone.sip;

import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sip.header.Header;
import javax.sip.message.Request;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.station.phone.Dialog;

/// Writes our requests, as text: what stands here is what goes out.
///
/// A request about an earlier one repeats its names, so the same method serves the process that dialed and the one that
/// cleans up after it.
final class Requests {

    static final String AGENT = "Hustings";
    /// RFC 3261 section 8.1.1.6.
    private static final int FORWARDS_MAX = 70;

    private final Wire wire;
    private final InetSocketAddress peer;

    Requests(Wire wire, InetSocketAddress peer) {
        this.wire = wire;
        this.peer = peer;
    }

    /// Whom and as whom a call is made.
    record Party(CallId call, PhoneNumber number, Optional<PhoneNumber> callerId) {

        CallNames names() {
            return new CallNames(call);
        }
    }

    /// The `attempt`th INVITE; `authorization` is a whole header line or empty.
    Request invite(Party party, int attempt, String description, String authorization) {
        return wire.request(
                head(Request.INVITE, uri(party), party.names().inviteBranch(attempt), party, "", attempt)
                        + contact()
                        + "Allow: " + Refusals.ALLOWED + "\r\n"
                        + "Supported: \r\n"
                        + authorization
                        + "\r\n",
                description);
    }

    /// Takes the `attempt`th INVITE back: the same names (RFC 3261 section 9.1).
    Request cancel(Party party, int attempt) {
        return wire.request(
                head(Request.CANCEL, uri(party), party.names().inviteBranch(attempt), party, "", attempt) + "\r\n", "");
    }

    /// Confirms an answer. Its CSeq number is that of the INVITE (RFC 3261 section 13.2.2.4).
    /// It repeats the INVITE's credentials (section 22.1).
    Request ack(Party party, Dialog dialog, long inviteSequence, String authorization) {
        return inDialog(Request.ACK, party, dialog, inviteSequence, authorization);
    }

    /// Confirms a refusal of the `attempt`th INVITE: its own branch (RFC 3261 section 17.1.1.3).
    Request ackRefusal(Party party, int attempt, String remoteTag) {
        return wire.request(
                head(
                                Request.ACK,
                                uri(party),
                                party.names().inviteBranch(attempt),
                                party,
                                remoteTag.isEmpty() ? "" : ";tag=" + remoteTag,
                                attempt)
                        + "\r\n",
                "");
    }

    Request bye(Party party, Dialog dialog, long sequence, String authorization) {
        return inDialog(Request.BYE, party, dialog, sequence, authorization);
    }

    private Request inDialog(String method, Party party, Dialog dialog, long sequence, String authorization) {
        var routes = dialog.routes().stream()
                .map(route -> "Route: " + route + "\r\n")
                .collect(Collectors.joining());
        return wire.request(
                head(
                                method,
                                dialog.remoteTarget(),
                                party.names().branch(method, sequence),
                                party,
                                ";tag=" + dialog.remoteTag(),
                                sequence)
                        + routes
                        + authorization
                        + "\r\n",
                "");
    }

    /// Asks the peer whether it is there (RFC 3261 section 11).
    Request options(CallId probe, long sequence) {
        return outside(Request.OPTIONS, probe, sequence, "station", "Accept: application/sdp\r\n");
    }

    /// Tells the peer where we are, for `seconds`; 0 takes it back (RFC 3261 section 10).
    Request register(CallId binding, long sequence, String user, int seconds, String authorization) {
        return outside(
                Request.REGISTER, binding, sequence, user, contact() + "Expires: " + seconds + "\r\n" + authorization);
    }

    private Request outside(String method, CallId id, long sequence, String user, String more) {
        var names = new CallNames(id);
        return wire.request(
                method + " sip:" + hostPort(peer) + transport() + " SIP/2.0\r\n"
                        + via(names.branch(method, sequence))
                        + "From: <sip:" + user + "@" + peer.getHostString() + ">;tag=" + names.localTag() + "\r\n"
                        + "To: <sip:" + user + "@" + peer.getHostString() + ">\r\n"
                        + common(names, method, sequence)
                        + more
                        + "\r\n",
                "");
    }

    private String head(String method, String uri, String branch, Party party, String toTag, long sequence) {
        var from = party.callerId().map(PhoneNumber::e164).orElse("anonymous");
        return method + " " + uri + " SIP/2.0\r\n"
                + via(branch)
                + "From: <sip:" + from + "@" + peer.getHostString() + ">;tag="
                + party.names().localTag() + "\r\n"
                + "To: <sip:" + party.number().e164() + "@" + peer.getHostString() + ">" + toTag + "\r\n"
                + common(party.names(), method, sequence);
    }

    private static String common(CallNames names, String method, long sequence) {
        return "Call-ID: " + names.callId() + "\r\n"
                + "CSeq: " + sequence + " " + method + "\r\n"
                + "Max-Forwards: " + FORWARDS_MAX + "\r\n"
                + "User-Agent: " + AGENT + "\r\n";
    }

    private String via(String branch) {
        // rport (RFC 3581): answer to where this really came from.
        return "Via: SIP/2.0/" + wire.transport().name() + " " + hostPort(wire.local()) + ";branch=" + branch
                + ";rport\r\n";
    }

    private String contact() {
        return "Contact: <sip:station@" + hostPort(wire.local()) + transport() + ">\r\n";
    }

    /// Our contact for an answer to the far end's request.
    Header contactHeader() {
        try {
            return wire.headers()
                    .createHeader(
                            "Contact", contact().substring("Contact: ".length()).strip());
        } catch (ParseException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /// The address of a number at the peer, also what a digest proves.
    String uri(Party party) {
        return "sip:" + party.number().e164() + "@" + hostPort(peer) + transport();
    }

    /// What a digest over REGISTER proves.
    String registrar() {
        return "sip:" + hostPort(peer) + transport();
    }

    private String transport() {
        return switch (wire.transport()) {
            case UDP -> "";
            case TCP -> ";transport=tcp";
        };
    }

    private static String hostPort(InetSocketAddress address) {
        var host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
