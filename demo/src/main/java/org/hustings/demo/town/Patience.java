package org.hustings.demo.town;

import java.time.Duration;
import java.util.Optional;
import org.hustings.demo.town.TownCall.Ending;
import org.hustings.demo.town.VoterCall.Stage.Talking;

/// How long the town waits for a caller that may have died: for the ACK of an answer, and for RTP in a talk.
record Patience(Duration ackMax, Duration silenceMax) {

    /// 64 x T1 for the ACK (RFC 3261 section 13.3.1.4); a living station sends RTP every 20 ms, also when muted.
    static final Patience USUAL = new Patience(Duration.ofSeconds(32), Duration.ofSeconds(5));

    /// Why the call is to be ended now, if it is. `nowNanos` is [System#nanoTime].
    Optional<Ending> exhausted(Talking talking, long nowNanos) {
        long sinceAnswer = nowNanos - talking.answeredNanos();
        if (!talking.acknowledged()) {
            return sinceAnswer > ackMax.toNanos() ? Optional.of(Ending.NO_ACK) : Optional.empty();
        }
        var heard = talking.line().lastHeardNanos();
        long silence = heard.isPresent() ? Math.min(sinceAnswer, nowNanos - heard.getAsLong()) : sinceAnswer;
        return silence > silenceMax.toNanos() ? Optional.of(Ending.CALLER_SILENT) : Optional.empty();
    }
}
