package org.hustings.station.phone.sip;

import java.time.Duration;

/// How long the telephone waits, and for what.
///
/// @param ringLeast an unanswered call rings at least so long, whatever is asked for: shorter ringing is abandonment
/// (47 CFR 64.1200(a)(6) wants 15 seconds, UK Ofcom's statement on persistent misuse as well; the design says 20)
/// @param silenceMost how long an INVITE may stay without even a 100; UDP has repeated it four times by then
/// @param cancelMost how long a volunteer waits for the 487 before the call counts as over; the rest goes on unseen
/// @param lingerMost how long late answers of an ended call are still ours: 64 × T1 (RFC 3261 section 17.1.1.2) and
/// some
/// @param probeMost how long the peer may take to answer OPTIONS or REGISTER
/// @param probeEvery between two probes of a peer that answers
/// @param warmUps how many INVITEs we send ourselves at the start, within a second
record Limits(
        Duration ringLeast,
        Duration silenceMost,
        Duration cancelMost,
        Duration lingerMost,
        Duration probeMost,
        Duration probeEvery,
        int warmUps) {

    static final Limits USUAL = new Limits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(8),
            Duration.ofSeconds(2),
            Duration.ofSeconds(40),
            Duration.ofSeconds(4),
            Duration.ofSeconds(30),
            100);
}
