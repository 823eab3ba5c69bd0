package org.hustings.station.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.station.call.Desks.AT;
import static org.hustings.station.call.Desks.FACTS;
import static org.hustings.station.call.Desks.RULES;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Mode;
import org.hustings.protocol.Result;
import org.junit.jupiter.api.Test;

/// Every state with every event: the walk that example tests cannot make.
class EveryStateTest {

    @Test
    void theWalkKnowsEveryStateEventAndMeaning() {
        assertThat(kinds(Desks.states().stream())).isEqualTo(permitted(DeskState.class));
        assertThat(kinds(Desks.events().stream())).isEqualTo(permitted(DeskEvent.class));
        assertThat(kinds(Desks.meanings().stream())).isEqualTo(permitted(Meaning.class));
    }

    @Test
    void noEventThrowsInAnyStateAndNoReportIsLost() {
        for (var desk : Desks.all()) {
            for (var event : Desks.events()) {
                var step = RULES.step(desk, event);

                assertThat(reportedIfLeft(desk, step))
                        .as("%s on %s", desk, event)
                        .isTrue();
                assertThat(leaseEndedIfReported(step))
                        .as("%s on %s", desk, event)
                        .isTrue();
            }
        }
    }

    @Test
    void newsOfAnotherCallChangesNothing() {
        for (var desk : Desks.all()) {
            for (var event : Desks.events()) {
                var call = callOf(event);
                if (call.filter(Desks.OTHER_CALL::equals).isPresent()) {
                    assertThat(RULES.step(desk, event)).isEqualTo(new CallDesk.Step(desk, List.of()));
                }
            }
        }
    }

    @Test
    void everyLitLampIsALiveKeyAndEveryLiveKeyIsLitButHelpAndMuteWhichShowAState() {
        for (var desk : Desks.all()) {
            var live = Keys.live(desk, FACTS).keySet();
            var lit = Keys.lamps(desk, FACTS).entrySet().stream()
                    .filter(lamp -> lamp.getValue() != Keys.Lamp.OFF)
                    .map(lamp -> lamp.getKey())
                    .collect(Collectors.toSet());
            assertThat(live).as("%s", desk).containsAll(lit);
            var dark = new HashSet<>(live);
            dark.removeAll(lit);
            assertThat(Set.of(Key.HELP, Key.MUTE)).as("%s", desk).containsAll(dark);
        }
    }

    @Test
    void aBreakAHaltARefusalAndARestartEndEveryRunAndSoDoTheKeysThatStop() {
        for (var desk : Desks.all()) {
            assertThat(RULES.afterRestart(desk, AT).next().run()).as("%s", desk).isEmpty();
            for (var event : Desks.events()) {
                var next = RULES.step(desk, event).next();
                var stops = event instanceof DeskEvent.Halt
                        || event instanceof DeskEvent.KeyPressed(var _, var meaning, var _, var _)
                                && (meaning instanceof Meaning.PauseRun
                                        || meaning instanceof Meaning.TakeBreak
                                        || meaning instanceof Meaning.EndCall
                                                && !(desk.state() instanceof DeskState.Talking)
                                        || meaning instanceof Meaning.AskHelp
                                        || meaning instanceof Meaning.Undo);
                var stands = next.state() instanceof DeskState.Paused
                        || next.state() instanceof DeskState.Halted
                        || next.state() instanceof DeskState.Refused;
                if (stops || stands) {
                    assertThat(next.run()).as("%s on %s", desk, event).isEmpty();
                }
            }
        }
    }

    @Test
    void theStationDialsByItselfOnlyWithinARunAPersonOfModePowerWhosePauseIsOver() {
        for (var desk : Desks.all()) {
            for (var event : Desks.events()) {
                var step = RULES.step(desk, event);
                if (!(event instanceof DeskEvent.CallPressed)
                        && step.effects().stream().anyMatch(DeskEffect.Dial.class::isInstance)) {
                    assertThat(desk.dialsAt())
                            .as("%s on %s", desk, event)
                            .hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(event.at()));
                    assertThat(((DeskState.Offered) desk.state()).lease().mode())
                            .isEqualTo(Mode.POWER);
                    assertThat(((DeskState.Dialing) step.next().state())
                                    .attempt()
                                    .run())
                            .contains(Desks.RUNNING.start());
                }
            }
        }
    }

    @Test
    void hangUpLivesWhereverACallIsOrStartsByItselfAndATalkThatEndsLeavesTheRun() {
        for (var desk : Desks.all()) {
            var live = Keys.live(desk, FACTS).containsKey(Key.HANG_UP);
            assertThat(live)
                    .as("%s", desk)
                    .isEqualTo(desk.dialsAt().isPresent()
                            || desk.state() instanceof DeskState.Talking
                            || desk.state() instanceof DeskState.Dialing dialing
                                    && dialing.line() != DeskState.Dialing.Line.CANCELLING);
            var next = RULES.step(desk, pressOf(new Meaning.EndCall())).next();
            if (desk.state() instanceof DeskState.Talking) {
                assertThat(next.inRun()).as("%s", desk).isEqualTo(desk.inRun());
            }
        }
    }

    @Test
    void atMostOneLampBlinks() {
        for (var desk : Desks.all()) {
            assertThat(Keys.lamps(desk, FACTS).values())
                    .filteredOn(Keys.Lamp.BLINKING::equals)
                    .as("%s", desk)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void everyLiveKeyDoesSomething() {
        for (var desk : Desks.all()) {
            Keys.live(desk, FACTS).forEach((key, meaning) -> {
                var step = RULES.step(desk, pressOf(meaning));
                var nothing = step.next().equals(desk) && step.effects().isEmpty();
                assertThat(nothing).as("%s on %s means %s", desk, key, meaning).isFalse();
            });
        }
    }

    @Test
    void fromEveryStateAWayLeadsOnToTheNextPerson() {
        for (var desk : Desks.all()) {
            assertThat(reachesTheNextPerson(desk)).as("%s", desk).isTrue();
        }
    }

    @Test
    void aRestartKeepsWhatWasThereAndLosesNoReport() {
        for (var desk : Desks.all()) {
            var step = RULES.afterRestart(desk, AT.plusSeconds(60));

            assertThat(reportedIfLeft(desk, step)).as("%s", desk).isTrue();
            var hadOpenLine = desk.state() instanceof DeskState.Dialing
                    || desk.state() instanceof DeskState.Talking
                    || desk.state() instanceof DeskState.Closing;
            assertThat(step.effects().stream().findFirst().filter(DeskEffect.CleanUp.class::isInstance))
                    .as("%s", desk)
                    .matches(cleanUp -> cleanUp.isPresent() == hadOpenLine);
            assertThat(reachesTheNextPerson(step.next())).as("%s", desk).isTrue();
            if (desk.aside().filter(Desk.Undoable.class::isInstance).isPresent() && !hadOpenLine) {
                assertThat(step.next().aside()).as("%s", desk).isEqualTo(desk.aside());
            }
        }
    }

    private static boolean reportedIfLeft(Desk before, CallDesk.Step step) {
        var was = callOf(before.state());
        return was.isEmpty()
                || was.equals(callOf(step.next().state()))
                || step.effects().stream()
                        .anyMatch(effect -> effect instanceof DeskEffect.SaveReport(CallReport report)
                                && report.call().equals(was.get()));
    }

    private static boolean leaseEndedIfReported(CallDesk.Step step) {
        return step.effects().stream()
                .filter(DeskEffect.SaveReport.class::isInstance)
                .map(effect -> ((DeskEffect.SaveReport) effect).report().lease())
                .allMatch(lease -> step.effects().contains(new DeskEffect.EndLease(lease)));
    }

    private static boolean reachesTheNextPerson(Desk from) {
        var seen = new HashSet<Desk>();
        var open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && seen.size() < 5_000) {
            var desk = open.poll();
            if (desk.state() instanceof DeskState.Waiting || desk.state() instanceof DeskState.Offered) {
                return true;
            }
            for (var event : ways(desk)) {
                var next = RULES.step(desk, event).next();
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return false;
    }

    /// What a volunteer can press, what the phone must tell, and what HQ says one day.
    private static List<DeskEvent> ways(Desk desk) {
        var ways = new ArrayList<DeskEvent>();
        Keys.live(desk, FACTS).values().forEach(meaning -> ways.add(pressOf(meaning)));
        callOf(desk.state())
                .ifPresent(call ->
                        ways.add(new DeskEvent.Ended(AT, call, Result.FAILED, Optional.empty(), Optional.empty())));
        ways.add(new DeskEvent.Tick(AT.plusSeconds(7_200)));
        if (desk.state() instanceof DeskState.Halted) {
            ways.add(new DeskEvent.Resume(AT));
        }
        return ways;
    }

    private static DeskEvent pressOf(Meaning meaning) {
        return meaning instanceof Meaning.StartCall ? Desks.call(Optional.empty()) : Desks.press(meaning, AT);
    }

    private static Optional<CallId> callOf(DeskState state) {
        return switch (state) {
            case DeskState.Dialing(var attempt, var _) -> Optional.of(attempt.call());
            case DeskState.Talking talking -> Optional.of(talking.attempt().call());
            case DeskState.Closing closing -> Optional.of(closing.attempt().call());
            case DeskState.WrappingUp(var attempt, var _, var _) -> Optional.of(attempt.call());
            case DeskState.Waiting _, DeskState.Halted _, DeskState.Paused _ -> Optional.empty();
            case DeskState.Offered _, DeskState.Refused _ -> Optional.empty();
        };
    }

    private static Optional<CallId> callOf(DeskEvent event) {
        return switch (event) {
            case DeskEvent.Invited(var _, var call) -> Optional.of(call);
            case DeskEvent.Ringing(var _, var call) -> Optional.of(call);
            case DeskEvent.Answered(var _, var call, var _) -> Optional.of(call);
            case DeskEvent.Ended ended -> Optional.of(ended.call());
            case DeskEvent.CallPressed _, DeskEvent.KeyPressed _, DeskEvent.PersonReady _ -> Optional.empty();
            case DeskEvent.NobodyReady _, DeskEvent.Halt _, DeskEvent.Resume _ -> Optional.empty();
            case DeskEvent.LeaseGone _, DeskEvent.Tick _, DeskEvent.DialDue _ -> Optional.empty();
        };
    }

    private static Set<String> kinds(Stream<?> samples) {
        return samples.map(sample -> sample.getClass().getSimpleName()).collect(Collectors.toSet());
    }

    private static Set<String> permitted(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
    }
}
