package org.hustings.hq.lists;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hustings.hq.Bank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Design section 8: hostile CSV. Whatever a file is, it is named, the cure is named, and nothing is half imported.
class HostileFilesTest {

    private static final String GOOD = "name,phone\nAda Woods,02079460001\n";
    /// What the one long line may cost; the line itself has 200 MB.
    private static final long MEMORY_MAX = 64L << 20;

    @TempDir
    private Path folder;

    private Bank bank;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    @Timeout(60)
    void aLineOf200MegabytesIsRefusedInLittleMemory() throws IOException {
        var file = folder.resolve("long.csv");
        var piece = "x".repeat(1 << 20).getBytes(UTF_8);
        try (var out = Files.newOutputStream(file)) {
            out.write((GOOD + "Bob Hill,").getBytes(UTF_8));
            for (int n = 0; n < 200; n++) {
                out.write(piece);
            }
        }
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        var before = threads.getTotalThreadAllocatedBytes();

        assertRefused(file, "after line 2", "quotation mark");

        assertThat(threads.getTotalThreadAllocatedBytes() - before).isLessThan(MEMORY_MAX);
    }

    @Test
    void aSpreadsheetOrAnArchiveIsNamed() throws IOException {
        assertRefused(zip("[Content_Types].xml", "<Types/>"), "spreadsheet (xlsx)", "save it as CSV");
        assertRefused(zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "spreadsheet (ods)");
        assertRefused(zip("list.csv", GOOD), "zip archive", "unpack");
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(GOOD.getBytes(UTF_8));
        }
        assertRefused(gzip.toByteArray(), "gzip archive", "unpack");
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7,PDF",
        "SQLite format 3,SQLite database",
        "<!DOCTYPE html><html>,web page",
        "{\"people\": []},JSON"
    })
    void anotherKindOfFileIsNamed(String head, String kind) throws IOException {
        assertRefused((head + "\0\nmore").getBytes(ISO_8859_1), kind);
    }

    @Test
    void otherEncodingsAreNamedAndNeverGuessed() throws IOException {
        assertRefused(GOOD.getBytes(Charset.forName("UTF-16")), "UTF-16", "save it as CSV in UTF-8");
        assertRefused(GOOD.getBytes(Charset.forName("UTF-16LE")), "UTF-16");
        assertRefused(GOOD.replace("Ada", "Zoé").getBytes(Charset.forName("windows-1252")), "line 2", "Windows-1252");
        var mixed = new ByteArrayOutputStream();
        mixed.writeBytes((GOOD + "Zoé Hill,02079460002\nJos").getBytes(UTF_8));
        mixed.writeBytes("é Lake,02079460003\n".getBytes(ISO_8859_1));
        assertRefused(mixed.toByteArray(), "line 4", "UTF-8");
    }

    @Test
    void tenThousandColumnsOrTwoOfOneNameAreRefused() {
        var wide = IntStream.range(0, 10_000).mapToObj(n -> "c" + n).collect(Collectors.joining(","));
        assertRefused((wide + ",name,phone\n").getBytes(UTF_8), "columns", "at most 200");
        assertRefused("name,phone,Colour,colour \nA,1,2,3\n".getBytes(UTF_8), "two columns", "rename");
    }

    @Test
    void aNulSpoilsItsRowAndNoOther() throws IOException {
        var result = bank.list("name,phone\nAda\0Woods,02079460001\nBob Hill,02079460002\n");

        assertThat(result.added()).isOne();
        assertThat(Files.readString(folder.resolve("rejects.csv"))).contains("2,name,has a control character");
    }

    @Test
    void aFormulaIsTextHereAndNoneInTheFileOfRejects() throws IOException {
        var result = bank.list("name,phone,=cmd|' /C calc'!A0\n=HYPERLINK(1) Woods,02079460001,@SUM(1)\nBob,12,x\n");

        assertThat(result.added()).isOne();
        assertThat(bank.database.text("select given_name || fields::text from contacts"))
                .isEqualTo("=HYPERLINK(1){\"=cmd|' /C calc'!A0\": \"@SUM(1)\"}");
        assertThat(Files.readAllLines(folder.resolve("rejects.csv")))
                .noneMatch(line -> Arrays.stream(line.split(",")).anyMatch(cell -> cell.matches("\"?[=+@-].*")));
    }

    @Test
    void aRowOfFaultsInTheMiddleOfManyLeavesNothingHalfDone() throws IOException {
        var csv = new StringBuilder("name,phone\n");
        for (int n = 0; n < 5_000; n++) {
            csv.append("Ada").append(n).append(" Woods,0207946").append(String.format("%04d%n", n));
        }
        assertRefused(
                csv.append("Bob,").append("x".repeat(2_000_000)).toString().getBytes(UTF_8), "nothing was imported");
    }

    private byte[] zip(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private void assertRefused(byte[] bytes, String... words) {
        try {
            assertRefused(Files.write(folder.resolve("list.csv"), bytes), words);
        } catch (IOException full) {
            throw new java.io.UncheckedIOException(full);
        }
    }

    private void assertRefused(Path file, String... words) {
        assertThatThrownBy(() -> new Lists(bank.database.source(), bank.key, bank.clock, "test")
                        .importCsv(Bank.CAMPAIGN, file, folder.resolve("rejects.csv"), _ -> {}))
                .isInstanceOf(ImportException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("nothing was imported");
        assertThat(
                        bank.database.count(
                                "select (select count(*) from contacts) + (select count(*) from lists) + (select count(*) from corners)"))
                .isZero();
    }
}
