package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.hustings.protocol.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTest {

    @ParameterizedTest
    @CsvSource({
        "486, BUSY",
        "600, BUSY",
        "404, INVALID_NUMBER",
        "410, INVALID_NUMBER",
        "484, INVALID_NUMBER",
        "604, INVALID_NUMBER",
        "408, NO_ANSWER",
        "480, NO_ANSWER",
        "487, NO_ANSWER",
        "403, DECLINED",
        "603, DECLINED",
        "301, FAILED",
        "401, FAILED",
        "488, FAILED",
        "500, FAILED",
        "503, FAILED",
        "606, FAILED"
    })
    void aStatusHasItsResult(int status, Result result) {
        assertThat(Results.of(status, OptionalInt.empty())).isEqualTo(result);
    }

    @Test
    void theTelephoneNetworksOwnCauseIsBelievedOverTheStatus() {
        assertThat(Results.of(500, OptionalInt.of(17))).isEqualTo(Result.BUSY);
        assertThat(Results.of(480, OptionalInt.of(1))).isEqualTo(Result.INVALID_NUMBER);
        assertThat(Results.of(404, OptionalInt.of(41))).isEqualTo(Result.FAILED);
        assertThat(Results.of(486, OptionalInt.of(16))).isEqualTo(Result.BUSY);
    }
}
