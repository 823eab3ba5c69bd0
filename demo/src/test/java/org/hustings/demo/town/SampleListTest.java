package org.hustings.demo.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleListTest {

    @TempDir
    Path folder;

    private List<CsvRecord> rows(Path file) throws IOException {
        try (var reader = CsvReader.builder()
                .detectBomHeader(true)
                .allowMissingFields(true)
                .ofCsvRecord(file)) {
            return reader.stream().toList();
        }
    }

    private Path write(int contacts, long seed, int broken) throws IOException {
        var file = Files.createTempFile(folder, "sample", ".csv");
        SampleList.write(file, contacts, seed, broken);
        return file;
    }

    @Test
    void theSameSeedWritesTheSameFile() throws IOException {
        assertThat(write(500, 7, 10)).hasSameBinaryContentAs(write(500, 7, 10));
        assertThat(Files.mismatch(write(500, 7, 10), write(500, 8, 10))).isNotNegative();
    }

    @Test
    void everyFictionalNumberIsValidAndThereAreTenThousandBritishOnes() throws NumberParseException {
        var numbers = PhoneNumberUtil.getInstance();
        var all = new HashSet<String>();
        var ranges = Stream.of(
                        FictionalNumbers.BRITISH,
                        FictionalNumbers.FRENCH,
                        FictionalNumbers.GERMAN,
                        FictionalNumbers.AMERICAN)
                .flatMap(List::stream)
                .toList();
        for (var range : ranges) {
            for (int i = 0; i < range.size(); i++) {
                var number = range.number(i);
                if (numbers.isValidNumber(numbers.parse(number, "ZZ"))) {
                    all.add(number);
                }
            }
        }
        assertThat(all).hasSize(SampleList.NUMBERS_MAX);
        assertThat(FictionalNumbers.count(FictionalNumbers.BRITISH)).isGreaterThan(10_000);
    }

    @Test
    void peopleShareHomesAndAFewShareNumbers() throws IOException {
        var people = rows(write(2_000, 1, 0)).stream().skip(1).toList();
        assertThat(people).hasSize(2_000);
        var byNumber = people.stream().collect(Collectors.groupingBy(p -> p.getField(3)));
        var byHome = people.stream().collect(Collectors.groupingBy(p -> p.getField(4) + p.getField(5)));
        assertThat(byNumber.values()).filteredOn(sharing -> sharing.size() > 1).hasSizeBetween(10, 150);
        assertThat(byHome.values()).filteredOn(home -> home.size() > 1).hasSizeGreaterThan(200);
        var byLanguage = people.stream().collect(Collectors.groupingBy(p -> p.getField(6), Collectors.counting()));
        assertThat(byLanguage).containsOnlyKeys("en", "fr", "de");
        assertThat(byLanguage.get("en")).isGreaterThan(1_000);
        assertThat(byLanguage.get("fr")).isGreaterThan(100);
        assertThat(byLanguage.get("de")).isGreaterThan(50);
    }

    @Test
    void allNumbersCanBeUsed() throws IOException {
        assertThat(rows(write(SampleList.NUMBERS_MAX, 1, 0))).hasSize(SampleList.NUMBERS_MAX + 1);
        assertThatThrownBy(() -> write(SampleList.NUMBERS_MAX + 1, 1, 0)).hasMessageContaining("are possible");
    }

    @Test
    void brokenRowsAreSpreadAmongTheGoodOnes() throws IOException {
        assertThat(rows(write(100, 1, 8)))
                .hasSize(109)
                .filteredOn(row -> row.getField(0).startsWith("X"))
                .hasSize(8);
    }
}
