package org.hustings.demo.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.demo.judge.JudgeTest.CALL;
import static org.hustings.demo.judge.JudgeTest.OTHER;
import static org.hustings.demo.judge.JudgeTest.proven;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hustings.demo.judge.Facts.Proof;
import org.hustings.demo.judge.Facts.ReportRow;
import org.hustings.protocol.CallId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A dial that the station began by itself stands on the run that a press began, or is unlawful.
class RunJudgeTest {

    private static final CallId THIRD = new CallId(new UUID(7, 3));
    private static final ReportRow START = start(proven(CALL), "st-1", 9);

    @Test
    void aDialOfTheStationsOwnIsLawfulWithinARunThatAProvenPressOfThatStationBegan() {
        assertThat(unlawful(START, byItself(Optional.of(CALL)))).isEmpty();
    }

    @Test
    void aDialThatNamesNoRunOrItselfOrAnUnknownOneIsUnlawful() {
        for (var run : List.of(Optional.<CallId>empty(), Optional.of(OTHER), Optional.of(THIRD))) {
            assertThat(unlawful(START, byItself(run))).as("%s", run).containsExactly(OTHER + " without a press or run");
        }
    }

    @ParameterizedTest
    @MethodSource("badStarts")
    void aRunThatNoPressOfThatStationBeganBeforeIsNone(ReportRow start) {
        assertThat(unlawful(start, byItself(Optional.of(CALL)))).contains(OTHER + " without a press or run");
    }

    static List<ReportRow> badStarts() {
        return List.of(
                start(Optional.empty(), "st-1", 9),
                start(Optional.of(new Proof("st-1 CALL 1", false)), "st-1", 9),
                start(proven(CALL), "st-2", 9),
                start(proven(CALL), "st-1", 30),
                JudgeTest.report(CALL, 1, "l-1", "power", proven(CALL), Optional.of(THIRD), "st-1", 9),
                JudgeTest.report(CALL, 1, "l-1", "power", proven(CALL), Optional.empty(), "st-1", 9),
                JudgeTest.report(CALL, 1, "l-1", "press", proven(CALL), Optional.of(CALL), "st-1", 9));
    }

    @Test
    void aPressThatBeganAnotherCallAsWellBeganNoRun() {
        var thief = JudgeTest.report(THIRD, 1, "l-1", "press", proven(CALL), Optional.empty(), "st-1", 20);

        assertThat(unlawful(START, byItself(Optional.of(CALL)), thief)).contains(OTHER + " without a press or run");
    }

    private static ReportRow start(Optional<Proof> proof, String station, int second) {
        return JudgeTest.report(CALL, 1, "l-1", "power", proof, Optional.of(CALL), station, second);
    }

    private static ReportRow byItself(Optional<CallId> run) {
        return JudgeTest.report(OTHER, 1, "l-1", "power", Optional.empty(), run, "st-1", 29);
    }

    private static List<String> unlawful(ReportRow... reports) {
        var facts = new Facts(
                List.of(JudgeTest.townCall(OTHER, 30)),
                List.of(reports),
                List.of(JudgeTest.span("l-1", "st-1", 0, 60)),
                List.of(),
                Map.of(JudgeTest.NUMBER, JudgeTest.KEY),
                Map.of(),
                Set.of(),
                List.of(),
                Set.of(OTHER),
                Set.of());
        return Judge.judge(facts).unlawfulDials();
    }
}
