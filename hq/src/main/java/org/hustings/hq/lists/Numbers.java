package org.hustings.hq.lists;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.PhoneNumber;

/// Reads phone numbers as people write them. Not thread-safe by promise, though the library is.
///
/// `region` is the country of numbers without a country code.
record Numbers(String region) {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();

    /// Where a number names no place (mobiles), the zone most of its country lives in. The rules of such a country ask
    /// for the voter's own time; a country with several zones gives its numbers places.
    private static final Map<String, ZoneId> USUAL = Map.of(
            "GB", ZoneId.of("Europe/London"),
            "FR", ZoneId.of("Europe/Paris"),
            "DE", ZoneId.of("Europe/Berlin"),
            "CH", ZoneId.of("Europe/Zurich"),
            "AT", ZoneId.of("Europe/Vienna"),
            "BE", ZoneId.of("Europe/Brussels"),
            "IE", ZoneId.of("Europe/Dublin"));

    /// A number that can be dialled, or why it cannot. The reason never quotes it.
    sealed interface Reading {
        record Dialable(PhoneNumber phone, NumberType type, ZoneId timeZone) implements Reading {}

        record Unusable(String reason) implements Reading {}
    }

    Reading read(String text) {
        try {
            var number = LIBRARY.parse(text, region);
            if (!LIBRARY.isValidNumber(number)) {
                return new Reading.Unusable(reason(LIBRARY.isPossibleNumberWithReason(number)));
            }
            return new Reading.Dialable(
                    new PhoneNumber(LIBRARY.format(number, PhoneNumberFormat.E164)),
                    type(LIBRARY.getNumberType(number)),
                    timeZone(number));
        } catch (NumberParseException unreadable) {
            return new Reading.Unusable(
                    switch (unreadable.getErrorType()) {
                        case INVALID_COUNTRY_CODE -> "has a country code that does not exist";
                        case NOT_A_NUMBER -> "is not a phone number";
                        case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> "is too short for a phone number";
                        case TOO_LONG -> "is too long for a phone number";
                    });
        } catch (IllegalArgumentException short3) {
            return new Reading.Unusable("is not a phone number");
        }
    }

    private static String reason(ValidationResult why) {
        return switch (why) {
            case TOO_SHORT -> "is too short for a phone number";
            case TOO_LONG -> "is too long for a phone number";
            case INVALID_COUNTRY_CODE -> "has a country code that does not exist";
            case IS_POSSIBLE, IS_POSSIBLE_LOCAL_ONLY, INVALID_LENGTH -> "is not a phone number of its country";
        };
    }

    private static NumberType type(PhoneNumberType type) {
        return switch (type) {
            case FIXED_LINE -> NumberType.LANDLINE;
            case MOBILE -> NumberType.MOBILE;
            case FIXED_LINE_OR_MOBILE -> NumberType.EITHER;
            case TOLL_FREE, PREMIUM_RATE, SHARED_COST, VOIP, PERSONAL_NUMBER, PAGER, UAN, VOICEMAIL, UNKNOWN ->
                NumberType.OTHER;
        };
    }

    private ZoneId timeZone(Phonenumber.PhoneNumber number) {
        var country = LIBRARY.getRegionCodeForNumber(number);
        var usual = USUAL.getOrDefault(country == null ? region : country, ZoneId.of("UTC"));
        List<String> zones = ZONES.getTimeZonesForNumber(number);
        if (zones.isEmpty()
                || zones.contains(usual.getId())
                || zones.getFirst().equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone())) {
            return usual;
        }
        try {
            return ZoneId.of(zones.getFirst());
        } catch (DateTimeException notOnThisJava) {
            return usual;
        }
    }
}
