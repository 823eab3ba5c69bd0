package org.hustings.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingsTest {

    @ParameterizedTest(name = "percentile {1} of 1 to {0} is {2}")
    @CsvSource({"100,50,50", "100,99,99", "100,100,100", "100,1,1", "200,99,198", "150,99,149", "3,50,2", "1,99,1"})
    void aPercentileIsTheValueThatSoManyDoNotExceed(int count, int percent, double expected) {
        var values = IntStream.rangeClosed(1, count).mapToObj(i -> (double) i).toList();
        var mixed = new ArrayList<>(values);
        Collections.reverse(mixed);

        assertThat(new Timings(mixed).percentile(percent)).isEqualTo(expected);
    }

    @Test
    void nothingMeasuredHasNoPercentile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Timings(List.of()));
    }
}
