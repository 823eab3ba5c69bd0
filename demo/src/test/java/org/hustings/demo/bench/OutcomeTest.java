package org.hustings.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hustings.demo.bench.Outcome.figure;
import static org.hustings.demo.bench.Outcome.ratio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hustings.protocol.Json;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final Outcome OUTCOME = new Outcome(
            "call",
            List.of(
                    figure("pressToInviteMsP50", 2.34567),
                    figure("pressToInviteMsP99", 20.5, 20),
                    ratio("answerToAckRatio", 0.5, 1)),
            List.of("100 calls"));

    @Test
    void theFileHoldsFiguresAndRatiosByTheirKeys() {
        assertThat(new String(Json.write(OUTCOME.told()), StandardCharsets.UTF_8))
                .isEqualTo("{\"bench\":\"call\",\"figures\":{\"pressToInviteMsP50\":2.346,\"pressToInviteMsP99\":20.5},"
                        + "\"ratios\":{\"answerToAckRatio\":0.5}}");
    }

    @Test
    void withoutAComparisonTheRatiosAreThereAndEmpty() {
        var alone = new Outcome("call", List.of(figure("pressToInviteMsP50", 2)), List.of());

        assertThat(new String(Json.write(alone.told()), StandardCharsets.UTF_8)).endsWith("\"ratios\":{}}");
    }

    @Test
    void theTableJudgesWhatHasABudget() {
        assertThat(OUTCOME.table())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("call"),
                        told -> assertThat(told).endsWith("2.35"),
                        missed -> assertThat(missed).endsWith("≤ 20.00  MISSED"),
                        met -> assertThat(met).endsWith("≤ 1.00  met"),
                        remark -> assertThat(remark).endsWith("100 calls"));
    }
}
