package org.hustings.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is refused before anything is started: exit code 2, and one line that names the option, its value and the cure.
class DemoMainTest {

    @TempDir
    private Path folder;

    @Test
    void aReportThatCouldNotBeWrittenIsRefusedBeforeTheCallsAndNotAfterThem() {
        var report = folder.resolve("nowhere").resolve("r.json").toString();

        assertThat(refusal("--report", report)).contains("--report " + report).contains("name a file");
        assertThat(refusal("--report", folder.toString())).contains("--report " + folder);
    }

    @Test
    void aDataFolderThatIsAFileIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");

        assertThat(refusal("--data", file.toString()))
                .contains("--data " + file)
                .contains("name a folder");
    }

    @Test
    void aListWithoutAPeerIsRefused() {
        assertThat(refusal("--list", "people.csv")).contains("--sip and --list belong together");
    }

    /// What was said on standard error.
    private String refusal(String... options) {
        var arguments = new ArrayList<>(List.of("--headless", "--calls", "1"));
        arguments.addAll(List.of(options));
        var said = new ByteArrayOutputStream();
        var usual = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(DemoMain.run(arguments.toArray(new String[0]))).isEqualTo(2);
        } finally {
            System.setErr(usual);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        return said.toString(StandardCharsets.UTF_8);
    }
}
