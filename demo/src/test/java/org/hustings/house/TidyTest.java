package org.hustings.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Our own small rules that no formatter knows.
class TidyTest {

    private static final int LINES_MAX = 400;
    private static final Pattern EMPTY_NAME =
            Pattern.compile("\\b(?:class|record|interface|enum) \\w*(?:Manager|Helper|Utils?|Impl|Data|Info)\\b");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b(?! #\\d)");
    private static final Pattern SLEEP_IN_A_TEST = Pattern.compile("Thread\\.sleep\\(");

    private final List<Path> sources = sources();

    @Test
    void noFileIsLongerThanOneCanRead() {
        assertThat(sources)
                .allSatisfy(file -> assertThat(text(file).lines().count())
                        .as("%s: two rooms in one?", file)
                        .isLessThanOrEqualTo(LINES_MAX));
    }

    @Test
    void everyTypeIsNamedAfterWhatItDoes() {
        assertThat(sources)
                .allSatisfy(file -> assertThat(EMPTY_NAME.matcher(text(file)).results())
                        .as(file.toString())
                        .isEmpty());
    }

    @Test
    void whatIsUnfinishedNamesItsIssue() {
        assertThat(sources)
                .filteredOn(file -> !file.endsWith("TidyTest.java"))
                .allSatisfy(file -> assertThat(UNFINISHED.matcher(text(file)).results())
                        .as(file.toString())
                        .isEmpty());
    }

    @Test
    void testsWaitForConditionsAndNeverSleep() {
        assertThat(sources)
                .filteredOn(file -> file.toString().contains("src/test") && !file.endsWith("TidyTest.java"))
                .allSatisfy(
                        file -> assertThat(SLEEP_IN_A_TEST.matcher(text(file)).results())
                                .as(file.toString())
                                .isEmpty());
    }

    private static List<Path> sources() {
        var root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(root)) {
            var found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
            assertThat(found).as("sources below %s", root).hasSizeGreaterThan(20);
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
