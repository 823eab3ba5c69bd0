package org.hustings.hq.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.hustings.hq.lists.Numbers.Reading;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.protocol.NumberType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class NumbersTest {

    private static final int NUMBERS = 4_000;

    /// The memory of blocks may never say anything else than the library would.
    @ParameterizedTest
    @CsvSource({"US,1,10,4", "GB,44,10,3", "FR,33,9,3", "DE,49,10,3", "DE,49,11,3", "CH,41,9,3", "CA,1,10,4"})
    void aNumberIsReadAsItsBlockWasBefore(String region, int code, int digits, int free) {
        var remembering = new Numbers(region);
        var dice = new SplittableRandom(code * 100L + digits);
        for (int n = 0; n < NUMBERS; n++) {
            var block = dice.nextLong((long) Math.pow(10, digits - free - 1), (long) Math.pow(10, digits - free));
            for (int again = 0; again < 2; again++) {
                var last = dice.nextInt((int) Math.pow(10, free));
                var text = "+" + code + block + String.format("%0" + free + "d", last);
                assertThat(remembering.read(text)).isEqualTo(new Numbers(region).read(text));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GB,020 7946 0001,+442079460001",
        "GB,+44 (0)20 7946 0001,+442079460001",
        "GB,0044 20 7946 0001,+442079460001",
        "US,(305) 555-0123,+13055550123",
        "US,1-305-555-0123,+13055550123",
        "FR,01.42.68.53.00,+33142685300",
        "DE,030/901820,+4930901820",
        "CH,+33 1 42 68 53 00,+33142685300",
        "US,+44 20 7946 0001,+442079460001"
    })
    void aNumberMeansTheSameHoweverItIsWrittenAndHoweverOftenItIsRead(String region, String text, String e164) {
        var numbers = new Numbers(region);
        for (int again = 0; again < 2; again++) {
            assertThat(numbers.read(text))
                    .isInstanceOfSatisfying(
                            Reading.Dialable.class,
                            number -> assertThat(number.phone().e164()).isEqualTo(e164));
        }
    }

    @Test
    void theStateOfAnAreaCodeIsAJurisdictionBesideTheCountry() {
        assertThat(jurisdictions("US", "305 555 0123")).containsExactly("US", "US-FL");
        assertThat(jurisdictions("US", "212 555 0123")).containsExactly("US", "US-NY");
        assertThat(jurisdictions("US", "+1 416 555 0123")).containsExactly("CA", "CA-ON");
        assertThat(jurisdictions("GB", "020 7946 0001")).containsExactly("GB");
    }

    @Test
    void aNumberOfNoPlaceInACountryOfManyZonesMayBeInAnyOfThem() {
        var library = PhoneNumberUtil.getInstance();
        var tollFree = library.getExampleNumberForType("US", PhoneNumberUtil.PhoneNumberType.TOLL_FREE);
        assertThat(zones(tollFree))
                .contains(
                        ZoneId.of("America/New_York"), ZoneId.of("America/Los_Angeles"), ZoneId.of("Pacific/Honolulu"));
    }

    private static List<ZoneId> zones(Phonenumber.PhoneNumber number) {
        var text = PhoneNumberUtil.getInstance().format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
        return dialable("US", text).timeZones();
    }

    private static List<String> jurisdictions(String region, String text) {
        assertThat(dialable(region, text).type()).isNotNull().isInstanceOf(NumberType.class);
        return dialable(region, text).jurisdictions().stream()
                .map(Jurisdiction::code)
                .toList();
    }

    private static Reading.Dialable dialable(String region, String text) {
        return (Reading.Dialable) new Numbers(region).read(text);
    }
}
