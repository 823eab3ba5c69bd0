package org.hustings.demo.robots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Light;
import org.hustings.protocol.CallId;
import org.junit.jupiter.api.Test;

class VolunteerTest {

    private static final Optional<CallId> CALL = Optional.of(new CallId(new UUID(7, 1)));
    private static final Map<Button, String> RESULTS = Map.of(
            Button.KEY_1, "dispose:supports",
            Button.KEY_2, "dispose:undecided",
            Button.KEY_3, "dispose:against",
            Button.KEY_4, "dispose:callBack",
            Button.KEY_5, "dispose:doNotCall",
            Button.KEY_6, "moreResults");

    @Test
    void pressesOnlyWhatIsLit() {
        for (int seed = 0; seed < 500; seed++) {
            var keys = Map.of(Button.KEY_1, "readScript", Button.KEY_5, "skipPerson");
            var dark =
                    new View("offered", "05-offered", Map.of(), keys, Optional.empty(), Optional.of("c-1"), false, -1);

            var next = volunteer(seed, 1).next(dark, 0);

            next.ifPresent(plan -> assertThat(keys).containsKey(plan.button()));
        }
    }

    @Test
    void callsThePersonOnTheScreenSoonerOrLater() {
        var view = new View(
                "offered",
                "05-offered",
                Map.of(Button.CALL, Light.BLINKING),
                Map.of(Button.CALL, "startCall", Button.KEY_1, "readScript"),
                Optional.empty(),
                Optional.of("c-1"),
                false,
                -1);
        var volunteer = volunteer(3, 1);
        var pressed = new HashSet<Button>();
        for (int look = 0; look < 3; look++) {
            volunteer.next(view, 0).ifPresent(plan -> pressed.add(plan.button()));
        }

        assertThat(pressed).contains(Button.CALL);
    }

    @Test
    void leavesThePersonThatTheStationIsAboutToDialToTheStation() {
        for (int seed = 0; seed < 200; seed++) {
            var view = new View(
                    "offered",
                    "05-run",
                    Map.of(Button.CALL, Light.STEADY),
                    Map.of(Button.CALL, "startCall", Button.HANG_UP, "endCall", Button.KEY_4, "pauseRun"),
                    Optional.empty(),
                    Optional.of("c-1"),
                    true,
                    -1);

            assertThat(volunteer(seed, 1).next(view, 0)).isEmpty();
        }
    }

    @Test
    void neverEndsACallThatCouldNotBeJudgedForSoundYet() {
        for (int seed = 0; seed < 500; seed++) {
            var keys = new HashMap<>(RESULTS);
            keys.put(Button.HANG_UP, "endCall");
            var view = new View("talking", "08-wrap-up", Map.of(), keys, CALL, Optional.of("c-1"), false, -1);
            var volunteer = volunteer(seed, 20);

            var plan = volunteer.next(view, 400).orElseThrow();

            if (plan.isResult() || plan.button() == Button.HANG_UP) {
                assertThat(400 + plan.afterMs()).isGreaterThan(2_000);
            }
        }
    }

    @Test
    void findsEveryResultOnOneOfTheTwoPages() {
        var seen = new HashSet<String>();
        for (int seed = 0; seed < 2_000; seed++) {
            var volunteer = volunteer(seed, 20);
            var plan = volunteer.next(view(RESULTS), 0).orElseThrow();
            if (plan.meaning().equals("moreResults")) {
                plan = volunteer
                        .next(
                                view(Map.of(
                                        Button.KEY_1, "dispose:wouldNotSay",
                                        Button.KEY_2, "dispose:someoneElse",
                                        Button.KEY_3, "dispose:voicemail",
                                        Button.KEY_4, "dispose:wrongNumber",
                                        Button.KEY_5, "dispose:moved",
                                        Button.KEY_6, "backToFirstResults")),
                                0)
                        .orElseThrow();
            }
            seen.add(plan.meaning());
        }

        assertThat(seen).hasSize(10).allMatch(meaning -> meaning.startsWith("dispose:"));
    }

    @Test
    void aPersonsReactionIsTheLeastPauseWhateverTheSpeed() {
        for (int seed = 0; seed < 200; seed++) {
            assertThat(volunteer(seed, 1_000)
                            .next(view(RESULTS), 9_000)
                            .orElseThrow()
                            .afterMs())
                    .isGreaterThanOrEqualTo(200);
        }
    }

    @Test
    void noTicketIsGivenBeyondTheLastCallAndOneGivenBackIsGivenAgain() {
        var tickets = new Tickets(2);

        assertThat(tickets.take()).isTrue();
        assertThat(tickets.take()).isTrue();
        assertThat(tickets.take()).isFalse();

        tickets.giveBack();
        tickets.use(new CallId(new UUID(7, 1)));
        tickets.know(new CallId(new UUID(7, 1)));
        assertThat(tickets.take()).isTrue();
        tickets.use(new CallId(new UUID(7, 2)));
        assertThat(tickets.areUsedUp()).isTrue();
        assertThat(tickets.take()).isFalse();
    }

    private static View view(Map<Button, String> keys) {
        return new View("wrappingUp", "08-wrap-up", Map.of(), keys, CALL, Optional.of("c-1"), false, -1);
    }

    private static Volunteer volunteer(int seed, double speed) {
        return new Volunteer(new Temper(speed, new Random(seed)));
    }
}
