package org.hustings.hq.rules;

import java.time.Instant;
import java.util.Optional;

/// What one rule said, in words for a person. `rule` is empty when the campaign itself decided. `until` is when it will
/// say otherwise, if that is known.
public record Decision(String id, Optional<Rule> rule, Outcome outcome, String words, Optional<Instant> until) {

    /// `LIMITS`: the call may be made, but not in the mode asked for, or only with something kept.
    public enum Outcome {
        ALLOWS,
        LIMITS,
        REFUSES,
        INFORMS
    }
}
