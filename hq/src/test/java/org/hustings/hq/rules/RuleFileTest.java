package org.hustings.hq.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.hustings.hq.rulebook.ShippedRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {

    private static final String GOOD = """
            # A rule.
            [[rule]]
            id = "x-hours"
            title = "Hours"
            where = ["FR"]
            hours = ["mon-fri 10:00-13:00", "sat 10:00-12:00"]
            standing = "law"
            applies = "yes"
            comment = "None."
            source = "Code"
            evidence = "seen"
            seenOn = "2026-11-22"
            """;

    @Test
    void aGoodFileIsRead() {
        var rule = parse(GOOD).rules().getFirst();
        assertThat(rule.id()).isEqualTo("x-hours");
        assertThat(rule.modes()).containsExactlyInAnyOrder(CallMode.PRESS, CallMode.POWER, CallMode.PREDICTIVE);
        assertThat(rule.reviewedBy()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id = "x-hours"       | id = "X hours"            | line 3: id is "X hours"
            where = ["FR"]       | where = ["France"]        | line 5: where is "France"
            where = ["FR"]       | where = ["house", "FR"]   | line 5: where has "house"
            10:00-13:00          | 13:00-10:00               | line 6: hours is "mon-fri 13:00-10:00"
            10:00-13:00          | 10:00-25:00               | line 6: hours
            10:00-13:00          | 10:75-13:00               | line 6: hours
            mon-fri              | fri-mon                   | line 6: hours
            mon-fri              | lun-ven                   | "lun" is no day
            standing = "law"     | standing = "rumour"       | line 7: standing is "rumour" but allowed are law, adopted
            applies = "yes"      | applies = true            | line 8: applies must be a text
            source = "Code"      | source = ""               | line 10: source must be a text
            source = "Code"      | # no source               | line 2: source is missing
            evidence = "seen"    | evidence = "sure"         | line 11: evidence is "sure"
            "2026-11-22"         | "22.11.2026"              | line 12: seenOn is "22.11.2026"
            comment = "None."    | coment = "None."          | comment is missing
            comment = "None."    | comment = "None."\\nfoo = 1 | line 10: foo is not a key of this kind of rule
            comment = "None."    | comment = "None."\\nnever = true | line 10: never belongs to a rule that limits two things
            comment = "None."    | comment = "None."\\nmaxAgeDays = 3 | line 10: maxAgeDays is not a key of this kind
            comment = "None."    | comment = None            | line 9: not TOML
            [[rule]]             | [rule]                    | has no [[rule]]
            """)
    void oneErrorRefusesTheFileWithItsLine(String good, String bad, String message) {
        var text = GOOD.replace(good, bad.replace("\\n", "\n"));
        assertThat(text).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining("x.toml")
                .hasMessageContaining(message);
    }

    @Test
    void twoRulesOfOneIdAreRefusedInOneFileAndInTwo() {
        assertThatThrownBy(() -> parse(GOOD + GOOD)).hasMessageContaining("line 15: id is \"x-hours\"");
        assertThatThrownBy(() -> RuleSet.parse(Map.of("a.toml", GOOD, "b.toml", GOOD), (_, _) -> false))
                .hasMessage("b.toml: id is \"x-hours\", which a.toml has too");
        assertThatThrownBy(() -> parse("")).hasMessageContaining("x.toml");
    }

    @Test
    void theShippedFilesNameTheirSourcesAndNobodysReviewThatDidNotHappen() {
        assertThat(RuleSet.parse(ShippedRules.files(), (_, _) -> false).rules())
                .hasSizeGreaterThan(60)
                .allSatisfy(rule -> {
                    assertThat(rule.source()).isNotBlank();
                    assertThat(rule.comment()).isNotBlank();
                    assertThat(rule.reviewedBy()).isEmpty();
                });
    }

    private static RuleSet parse(String text) {
        return RuleSet.parse(Map.of("x.toml", text), (_, _) -> false);
    }
}
