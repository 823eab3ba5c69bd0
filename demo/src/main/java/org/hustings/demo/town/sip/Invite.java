package org.hustings.demo.town.sip;

/// What an INVITE says of itself: who is called by whom, as plain text from the wire. `number` and `callerId` are the
/// user parts of the Request-URI and of From; `contact` is the caller's Contact URI, empty if there is none.
///
/// Printing it shows the SIP Call-ID alone.
public record Invite(String callId, String number, String callerId, String contact, String sdp) {

    @Override
    public String toString() {
        return "INVITE " + callId;
    }
}
