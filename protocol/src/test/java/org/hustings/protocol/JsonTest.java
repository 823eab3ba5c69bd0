package org.hustings.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"ids\":7}", "\u0000", "{\"ids\":[{}]}"})
    void whatIsNoReceiptIsUnreadableAndNeverAnException(String payload) {
        assertThat(Json.read(payload.getBytes(StandardCharsets.UTF_8), Receipt.class))
                .isInstanceOf(Json.Read.Unreadable.class);
    }

    @Test
    void aPayloadThatIsTooLongIsNotEvenRead() {
        assertThat(Json.read(new byte[Json.PAYLOAD_BYTES_MAX + 1], Receipt.class))
                .isInstanceOf(Json.Read.Unreadable.class);
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        assertThat(Json.read("{\"ids\":[\"a\"],\"later\":{\"x\":1}}".getBytes(StandardCharsets.UTF_8), Receipt.class))
                .isEqualTo(new Json.Read.Message<>(new Receipt(java.util.List.of("a"))));
    }

    @Test
    void theReasonNeverQuotesThePayload() {
        var payload =
                "{\"id\":\"c-1\",\"givenName\":\"Margaret\",\"phone\":\"+44 20 7946 0107\",\"language\":\"Margaret\"}";
        var read = Json.read(payload.getBytes(StandardCharsets.UTF_8), Contact.class);
        assertThat(((Json.Read.Unreadable<Contact>) read).reason()).doesNotContain("Margaret", "7946");
    }

    @Test
    void aNumberShowsItsLastTwoDigitsOnly() {
        assertThat(new PhoneNumber("+442079460107")).hasToString("…07");
        assertThatThrownBy(() -> new PhoneNumber("02079460107"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("phone")
                .hasMessageNotContaining("2079460107");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hustings/1/stations/st-1",
                "hustings/2/stations/st-1/status",
                "hustings/1/stations/ST/status",
                "hustings/1/stations/st-1/leases",
                "hustings/1/stations/st-1/status/x",
                "hustings/1/stations/../status",
                ""
            })
    void aTopicThatNoStationMayUseHasNoAddress(String topic) {
        assertThat(Topics.parse(topic)).isEmpty();
    }

    @Test
    void everyTopicOfAStationIsTakenApartAgain() {
        var station = new StationId("st-1");
        for (var kind : Topics.FromStation.values()) {
            assertThat(Topics.parse(kind.of(station))).contains(new Topics.Address(station, kind));
        }
    }
}
