package org.hustings.station.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.Refusal;
import org.hustings.station.call.DialFacts;
import org.hustings.station.call.DialRules;
import org.hustings.station.store.HeldLease;
import org.hustings.station.store.StationStore;

/// The people this station may call, and whether it may call one of them now.
///
/// Not thread-safe: the loop owns it.
final class People {

    private final StationStore store;
    private final StationClock clock;
    private final BootTime boot;
    private final Standing standing;

    People(StationStore store, StationClock clock, BootTime boot, Standing standing) {
        this.store = store;
        this.clock = clock;
        this.boot = boot;
        this.standing = standing;
    }

    /// Who is offered next: the oldest lease that still runs, may be called now and whose campaign runs and is held in
    /// its version.
    Optional<Lease> next() {
        return store.leases().stream()
                .filter(this::isReady)
                .map(HeldLease::lease)
                .findFirst();
    }

    int ready() {
        return (int) store.leases().stream().filter(this::isReady).count();
    }

    private boolean isReady(HeldLease held) {
        var lease = held.lease();
        return held.left(boot.boot(), boot.millis()).isPositive()
                && clock.now().filter(lease::allowsDialAt).isPresent()
                && !store.isOptedOut(lease.contact().phone())
                && store.campaign(lease.campaign())
                        .filter(campaign -> campaign.version() >= lease.campaignVersion())
                        .filter(campaign -> campaign.state() == CampaignState.RUNNING)
                        .isPresent();
    }

    /// Why this lease is over for good, if it is. One of another boot is not: HQ will say.
    Optional<Refusal> over(HeldLease held) {
        if (held.isTrusted(boot.boot())
                && !held.left(boot.boot(), boot.millis()).isPositive()) {
            return Optional.of(Refusal.LEASE_ENDED);
        }
        if (store.isOptedOut(held.lease().contact().phone())) {
            return Optional.of(Refusal.OPTED_OUT);
        }
        var closed = clock.now()
                .filter(now -> held.lease().window().stream()
                        .noneMatch(window -> window.closes().isAfter(now)));
        return closed.map(_ -> Refusal.OUTSIDE_WINDOW);
    }

    Optional<Refusal> verdict(Lease lease, boolean diskFull, boolean phoneReady) {
        var left = store.lease(lease.lease()).map(held -> held.left(boot.boot(), boot.millis()));
        return DialRules.verdict(
                lease,
                new DialFacts(
                        clock.now(),
                        standing.permitLeft(),
                        left.orElse(Duration.ZERO),
                        store.campaign(lease.campaign()),
                        standing.mayRun(),
                        standing.isSettled(),
                        store.isOptedOut(lease.contact().phone()),
                        store.outboxRows(),
                        StationStore.OUTBOX_ROWS_MAX,
                        diskFull,
                        phoneReady));
    }

    /// The campaign of this lease, or the one the desk is set to.
    Optional<Campaign> campaign(Optional<Lease> lease) {
        return lease.map(Lease::campaign).or(standing::campaign).flatMap(store::campaign);
    }

    List<LeaseId> holding() {
        return store.leases().stream().map(held -> held.lease().lease()).toList();
    }
}
