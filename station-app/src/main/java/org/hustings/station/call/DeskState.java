package org.hustings.station.call;

import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.CallReport.Quality;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.Refusal;

/// Where the desk stands. Each state holds what is true in it, and nothing else.
public sealed interface DeskState {

    /// Nobody to call yet; `none` says why if HQ has said so.
    record Waiting(Optional<LeaseAnswer.None> none) implements DeskState {}

    /// HQ wants no new call from this desk. Ends by itself when HQ says so.
    record Halted(Halt why) implements DeskState {
        public enum Halt {
            LOCKED,
            PAUSED,
            STOPPED
        }
    }

    /// The volunteer takes a break; the next person waits in the store.
    record Paused() implements DeskState {}

    /// A person is on the screen. CALL dials, if the desk may dial.
    record Offered(Lease lease, Look look) implements DeskState {
        public enum Look {
            CARD,
            SCRIPT
        }
    }

    /// The press came, and the rules said no. The contact has gone back; any key leads on.
    record Refused(Lease lease, Refusal reason) implements DeskState {}

    /// From the press to the answer. In `CANCELLING` the line is being closed.
    record Dialing(Attempt attempt, Line line) implements DeskState {
        public enum Line {
            CALLING,
            RINGING,
            CANCELLING
        }
    }

    /// A person, or a machine, is on the line. `trace` is the phone's own note of the dialog, kept for a process that
    /// has to end this call after a crash.
    record Talking(Attempt attempt, Instant answeredAt, String trace, boolean muted, Part part) implements DeskState {}

    /// Where in the talk the volunteer is: what the six keys ask now.
    sealed interface Part {
        /// "Is this Margaret?" Before yes, nothing private shows.
        record Asking() implements Part {}

        /// Somebody else picked up: can the right person come?
        record SomebodyElse() implements Part {}

        record Reading(String step) implements Part {}

        /// The results, while the line is still open; `step` is the one they were reached from, and the way back.
        record Choosing(Page page, String step) implements Part {}
    }

    /// The result was pressed on an open line; the line is closing. Lasts milliseconds.
    record Closing(Attempt attempt, Instant answeredAt, Disposition disposition, String trace, Instant since)
            implements DeskState {}

    /// The line is closed and the results are on the keys. Only a result leads out.
    record WrappingUp(Attempt attempt, Call call, Page page) implements DeskState {}

    enum Page {
        FIRST,
        MORE
    }

    /// How an answered call ended.
    record Call(Instant answeredAt, Instant endedAt, Ending ending, Optional<Quality> quality) {
        public enum Ending {
            /// By the volunteer or by the far end, as calls end.
            CLOSED,
            /// The station restarted in the middle.
            INTERRUPTED
        }
    }
}
