package org.hustings.hq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hustings.hq.dispatch.core.Reconciliation.Known;
import org.hustings.protocol.LeaseAnswer.Held;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.RequestId;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private static final Instant NOON = Instant.parse("2027-03-02T12:00:00Z");

    @Test
    void theStationAlwaysGivesUpBeforeHeadquartersTakesBack() {
        var term = new LeaseTerm(NOON, LeaseTerm.TTL);

        assertThat(term.reclaimAt()).isEqualTo(NOON.plusSeconds(1_800 + 3_600));
        assertThat(term.secondsLeft(NOON.plusSeconds(1_799))).isOne();
        assertThat(term.secondsLeft(NOON.plusSeconds(9_999))).isZero();
    }

    @Test
    void clocksThatPartByMoreThanFiveSecondsAreNoticedInBothDirections() {
        var watch = new ClockWatch(NOON, 1_000);

        assertThat(watch.parted(
                        NOON.plusSeconds(65), 1_000 + Duration.ofSeconds(60).toNanos()))
                .isFalse();
        assertThat(watch.parted(
                        NOON.plusSeconds(66), 1_000 + Duration.ofSeconds(60).toNanos()))
                .isTrue();
        assertThat(watch.parted(NOON.minusSeconds(6), 1_000)).isTrue();
    }

    @Test
    void aLeaseIsHeldGoneOrMissing() {
        var held = known(NOON, true);
        var revoked = known(NOON, false);
        var over = known(NOON.minusSeconds(1_800), true);
        var missing = known(NOON, true);
        var stranger = new LeaseId(UUID.randomUUID());

        var all = Reconciliation.of(
                List.of(held.lease(), revoked.lease(), over.lease(), stranger),
                List.of(held, revoked, over, missing),
                new RequestId(UUID.randomUUID()),
                NOON);

        assertThat(all.held()).containsExactly(new Held(held.lease(), 1_800));
        assertThat(all.gone()).containsExactly(revoked.lease(), over.lease(), stranger);
        assertThat(all.missing()).containsExactly(missing.lease());
        assertThat(Reconciliation.of(List.of(), List.of(missing), missing.request(), NOON)
                        .missing())
                .isEmpty();
    }

    private static Known known(Instant from, boolean dialable) {
        return new Known(
                new LeaseId(UUID.randomUUID()),
                new RequestId(UUID.randomUUID()),
                dialable,
                new LeaseTerm(from, LeaseTerm.TTL));
    }
}
