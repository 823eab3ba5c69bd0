package org.hustings.hq.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Window;

/// May somebody be called, how, and when. `windows` are those of today and tomorrow that are not over. `earliest` is
/// when a call is lawful at the earliest, empty if never as things stand. `mode` is the strongest that is allowed.
public record Verdict(
        boolean allowed,
        CallMode mode,
        List<Window> windows,
        Optional<Instant> earliest,
        int ringSecondsLeast,
        List<Decision> decisions) {

    public Verdict {
        windows = List.copyOf(windows);
        decisions = List.copyOf(decisions);
    }
}
