package org.hustings.hq.dispatch.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hustings.protocol.LeaseAnswer.Held;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.RequestId;

/// What a station says it holds, against what HQ gave it.
///
/// `held` it may keep, `gone` it must drop, `missing` were granted and are no longer held: perhaps lost, perhaps in a
/// report still on its way, so nobody else may have them yet.
public record Reconciliation(List<Held> held, List<LeaseId> gone, List<LeaseId> missing) {

    /// A lease as HQ knows it. `request` is the one it was granted for.
    public record Known(LeaseId lease, RequestId request, boolean dialable, LeaseTerm term) {}

    /// `known` are all leases of that station that have not ended.
    public static Reconciliation of(List<LeaseId> holding, List<Known> known, RequestId request, Instant now) {
        Map<LeaseId, Known> byId = known.stream().collect(Collectors.toMap(Known::lease, lease -> lease));
        var held = new ArrayList<Held>();
        var gone = new ArrayList<LeaseId>();
        for (var lease : holding) {
            var mine = byId.get(lease);
            var seconds = mine == null || !mine.dialable() ? 0 : mine.term().secondsLeft(now);
            if (seconds > 0) {
                held.add(new Held(lease, seconds));
            } else {
                gone.add(lease);
            }
        }
        var named = new HashSet<>(holding);
        var missing = known.stream()
                // The station cannot name what this very request is about to bring, or brought and was lost.
                .filter(lease -> !lease.request().equals(request))
                .filter(lease -> !named.contains(lease.lease()))
                .map(Known::lease)
                .toList();
        return new Reconciliation(List.copyOf(held), List.copyOf(gone), missing);
    }
}
