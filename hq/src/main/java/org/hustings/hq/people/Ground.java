package org.hustings.hq.people;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hustings.protocol.CallId;
import org.hustings.protocol.StationId;
import org.hustings.protocol.VolunteerId;

/// Why a number is never called again. A number may have several grounds; it may be called when none is left.
public sealed interface Ground {

    /// The source of everything that was said in a call.
    String PRESS = "press";

    /// Where the word came from: `press`, or as whoever entered it named it, such as `letters` or `crm:NAME`.
    String source();

    /// Said in a call. `saidAt` is by the station's clock.
    record Press(CallId call, StationId station, VolunteerId volunteer, Instant saidAt) implements Ground {
        @Override
        public String source() {
            return PRESS;
        }
    }

    /// Entered at headquarters by `who`.
    record Named(String source, String who, Optional<String> reason) implements Ground {

        private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]*(:[A-Za-z0-9][A-Za-z0-9._-]*)?");
        private static final int SOURCE_MAX = 60;

        /// Throws an [IllegalArgumentException] that says what a source looks like.
        public Named {
            if (source.length() > SOURCE_MAX || !SOURCE.matcher(source).matches() || source.equals(PRESS)) {
                throw new IllegalArgumentException("source must be a short name such as letters or crm:civi, and not \""
                        + PRESS + "\", which is what volunteers press");
            }
            reason.ifPresent(words -> Reasons.checked("reason", words));
        }
    }
}
