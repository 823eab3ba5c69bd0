package org.hustings.hq.rules;

import java.time.Instant;
import java.util.List;
import org.hustings.protocol.Disposition;

/// What a person has been through, as far as [RuleSet#memory()] looks back.
///
/// `dials` are attempts, answered or not; `abandoned` are answered calls that nobody took. `fictional`: the number is
/// kept for fiction (see [Fiction]).
public record Past(List<Instant> dials, List<Said> said, List<Instant> abandoned, boolean fictional) {

    /// Nothing is known but the kind of number.
    public static Past none(boolean fictional) {
        return new Past(List.of(), List.of(), List.of(), fictional);
    }

    /// What the person said at the end of a call.
    public record Said(Instant at, Disposition what) {}

    public Past {
        dials = dials.stream().sorted().toList();
        said = List.copyOf(said);
        abandoned = List.copyOf(abandoned);
    }

    /// As it was at a moment.
    Past at(Instant now) {
        return new Past(
                dials.stream().filter(dial -> !dial.isAfter(now)).toList(),
                said.stream().filter(word -> !word.at().isAfter(now)).toList(),
                abandoned.stream().filter(call -> !call.isAfter(now)).toList(),
                fictional);
    }
}
