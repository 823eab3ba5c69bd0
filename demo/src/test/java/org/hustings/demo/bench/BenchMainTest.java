package org.hustings.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BenchMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void listNamesTheBenchmarks() {
        assertThat(run("list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("call ", "sync ");
    }

    @Test
    void anUnknownBenchmarkIsAMatterOfUsage() {
        assertThat(run("fleet-of-foot")).isEqualTo(2);
    }

    @Test
    void tooFewCallsForAPercentileAreRefusedBeforeAnythingStarts() {
        assertThat(run("call", "--calls", "5")).isEqualTo(2);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldBeforeAnythingStarts() {
        assertThat(run("sync", "--json", "no-such-folder/figures.json")).isEqualTo(2);
    }

    private int run(String... arguments) {
        return BenchMain.run(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
    }
}
