package org.hustings.station.phone;

import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport.Quality;
import org.hustings.protocol.Result;

/// What the telephone tells. Times are [System#nanoTime]; only the loop knows headquarters' time.
public sealed interface PhoneNews {

    /// The INVITE is on the wire.
    record Invited(CallId call, long nanos) implements PhoneNews {}

    /// 180, or 183 with early media: the volunteer hears ringing or the announcement.
    record Ringing(CallId call, long nanos) implements PhoneNews {}

    /// 200 OK arrived and ACK went out; sound flows both ways.
    record Answered(CallId call, long nanos, Dialog dialog) implements PhoneNews {}

    /// The one and last news of a call. `result` is `ANSWERED` for a call that was answered, however it ended.
    record Ended(CallId call, long nanos, Result result, Optional<Integer> sipStatus, Optional<Quality> quality)
            implements PhoneNews {}

    /// Five times a second while a line is open: root mean square in dB below full scale, 0 the loudest.
    record Level(CallId call, double microphoneDbfs, double earDbfs) implements PhoneNews {}

    /// Registration or media came up or went away.
    record Readiness(boolean ready, String reason) implements PhoneNews {}
}
