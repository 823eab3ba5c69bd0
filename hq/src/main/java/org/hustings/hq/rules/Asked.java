package org.hustings.hq.rules;

import java.util.List;
import java.util.Set;
import org.hustings.protocol.PhoneNumber;

/// What a campaign asks of the rules: its own hours, how it wants to call, what it shows, which polls it is about.
///
/// `fiction`: it may call only numbers kept for fiction, behind which there is nobody; rules that protect people then
/// have nothing to protect.
public record Asked(
        CallingHours hours,
        CallMode mode,
        PhoneNumber callerId,
        Set<String> profiles,
        List<Poll> polls,
        boolean fiction) {

    public Asked {
        profiles = Set.copyOf(profiles);
        polls = List.copyOf(polls);
    }

    public Asked in(CallMode other) {
        return new Asked(hours, other, callerId, profiles, polls, fiction);
    }
}
