package org.hustings.demo.town;

import java.time.Instant;
import java.util.Optional;
import org.hustings.demo.town.media.RtpLine;
import org.hustings.demo.town.sip.IncomingCall;
import org.hustings.demo.town.sip.Invite;

/// One call while it lasts. Belongs to the switchboard's thread.
final class VoterCall {

    /// Where the call stands. Each stage holds what is true in it.
    sealed interface Stage {

        /// Not yet decided; with a line if anything is or will be spoken.
        record Waiting(Optional<RtpLine> line) implements Stage {}

        /// Answered. `due` once the talk time is over but the ACK has not come: no BYE may go before it (RFC 3261
        /// section 15).
        record Talking(RtpLine line, Instant answeredAt, long answeredNanos, boolean acknowledged, boolean due)
                implements Stage {

            Talking withAck() {
                return new Talking(line, answeredAt, answeredNanos, true, due);
            }

            Talking nowDue() {
                return new Talking(line, answeredAt, answeredNanos, acknowledged, true);
            }
        }

        record Over() implements Stage {}
    }

    final IncomingCall sip;
    final Invite invite;
    final CallPlan plan;
    final Instant at;
    private Stage stage;

    VoterCall(IncomingCall sip, Invite invite, CallPlan plan, Instant at, Optional<RtpLine> line) {
        this.sip = sip;
        this.invite = invite;
        this.plan = plan;
        this.at = at;
        this.stage = new Stage.Waiting(line);
    }

    Stage stage() {
        return stage;
    }

    void stage(Stage next) {
        stage = next;
    }
}
