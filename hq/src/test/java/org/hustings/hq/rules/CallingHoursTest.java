package org.hustings.hq.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.hustings.protocol.Window;
import org.junit.jupiter.api.Test;

class CallingHoursTest {

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

    /// In the night to 31 October 2027 London has the hour from 01:00 twice, and to 28 March not at all.
    @Test
    void whereTheClocksChangeTheDoubtfulHourIsClosed() {
        var night = new CallingHours(60, 150, EVERY_DAY);
        var autumn = LocalDate.of(2027, 10, 31);
        assertThat(night.spans(LONDON, autumn, autumn, _ -> false).windows())
                .containsExactly(window("2027-10-31T01:00:00Z", "2027-10-31T02:30:00Z"));

        var toOne = new CallingHours(0, 90, EVERY_DAY);
        assertThat(toOne.spans(LONDON, autumn, autumn, _ -> false).windows())
                .containsExactly(window("2027-10-30T23:00:00Z", "2027-10-31T00:30:00Z"));

        var spring = LocalDate.of(2027, 3, 28);
        assertThat(toOne.spans(LONDON, spring, spring, _ -> false).windows())
                .containsExactly(window("2027-03-28T00:00:00Z", "2027-03-28T01:00:00Z"));
    }

    private static Window window(String opens, String closes) {
        return new Window(Instant.parse(opens), Instant.parse(closes));
    }
}
