package org.hustings.station.phone.sip;

import org.hustings.protocol.CallId;

/// The names a call has on the wire. All follow from its id, so that the next process can cancel what a dead one
/// dialed.
///
/// A UUIDv7 has 74 random bits, more than the 32 that RFC 3261 section 19.3 wants in a tag.
record CallNames(CallId call) {

    /// First INVITE, and again with credentials, and once more when they were stale.
    static final int ATTEMPTS_MAX = 3;

    /// RFC 3261 section 8.1.1.7: a branch that begins so is unique.
    private static final String MAGIC_COOKIE = "z9hG4bK";

    String callId() {
        return call.toString();
    }

    String localTag() {
        return call.toString().replace("-", "");
    }

    /// The branch of the `attempt`th INVITE, whose CSeq number is `attempt`.
    String inviteBranch(int attempt) {
        return MAGIC_COOKIE + localTag() + "-i" + attempt;
    }

    /// The branch of any other request.
    String branch(String method, long sequence) {
        return MAGIC_COOKIE + localTag() + "-" + method + sequence;
    }
}
