package org.hustings.hq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.hustings.hq.dispatch.core.Reconciliation.Known;
import org.hustings.protocol.LeaseAnswer.Held;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.RequestId;
import org.hustings.protocol.Window;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final EnumSet<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
    private static final Instant NOON = Instant.parse("2027-03-02T12:00:00Z");

    @Test
    void hoursAreThoseOfWhoeverIsCalledAlsoWhenTheClocksChange() {
        var hours = new CallingHours(9 * 60, 21 * 60, EVERY_DAY);

        // The clocks go forward in the night to 28 March 2027.
        assertThat(hours.windows(List.of(LONDON), Instant.parse("2027-03-27T12:00:00Z")))
                .containsExactly(
                        window("2027-03-27T09:00:00Z", "2027-03-27T21:00:00Z"),
                        window("2027-03-28T08:00:00Z", "2027-03-28T20:00:00Z"));
        assertThat(hours.isOpen(List.of(ZoneId.of("Europe/Berlin")), Instant.parse("2027-03-27T08:30:00Z")))
                .isTrue();
        assertThat(hours.isOpen(List.of(LONDON), Instant.parse("2027-03-27T08:30:00Z")))
                .isFalse();
    }

    @Test
    void aDayWithoutItsHourHasNoWindowAndAllHoursAreOneWindow() {
        // 01:00 to 02:00 does not exist in London on that night.
        assertThat(new CallingHours(60, 120, EVERY_DAY).windows(List.of(LONDON), Instant.parse("2027-03-28T00:30:00Z")))
                .containsExactly(window("2027-03-29T00:00:00Z", "2027-03-29T01:00:00Z"));
        assertThat(new CallingHours(0, 1_440, EVERY_DAY).windows(List.of(LONDON), NOON))
                .containsExactly(window("2027-03-02T00:00:00Z", "2027-03-04T00:00:00Z"));
    }

    @Test
    void daysWithoutCallsAreWaitedOut() {
        var mondays = new CallingHours(600, 1_200, EnumSet.of(DayOfWeek.MONDAY));

        assertThat(mondays.untilOpen(List.of(LONDON), NOON))
                .contains(Duration.between(NOON, Instant.parse("2027-03-08T10:00:00Z")));
        assertThatThrownBy(() -> new CallingHours(600, 600, EVERY_DAY)).hasMessageContaining("hours");
    }

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

    private static Window window(String opens, String closes) {
        return new Window(Instant.parse(opens), Instant.parse(closes));
    }
}
