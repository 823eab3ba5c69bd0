package org.hustings.hq.lists;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.PhoneNumber;

/// Reads phone numbers as people write them. Safe from any thread.
///
/// `region` is the country of numbers without a country code.
record Numbers(String region, NumberBlocks blocks) {

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

    private static final PhoneNumberOfflineGeocoder PLACES = PhoneNumberOfflineGeocoder.getInstance();
    private static final Set<String> STATES_BY_AREA_CODE = Set.of("US", "CA");

    private static final Set<String> ZONES_HERE = ZoneId.getAvailableZoneIds();

    /// Ranges that are kept free for fiction (Ofcom, telephone numbers for drama; ARCEP, the same for France) and that
    /// the library therefore calls invalid. Samples and rehearsals use nothing else.
    private static final Map<String, NumberType> FICTION = Map.of(
            "+441632960", NumberType.LANDLINE,
            "+447700900", NumberType.MOBILE,
            "+3363998", NumberType.MOBILE);

    Numbers(String region) {
        this(region, new NumberBlocks(region));
    }

    /// A number that can be dialled, or why it cannot. The reason never quotes it.
    sealed interface Reading {
        /// `timeZones` are all the number may be in, the likeliest first; `jurisdictions` are the country of its
        /// numbering plan and, in the United States, the state of its area code.
        record Dialable(PhoneNumber phone, NumberType type, List<ZoneId> timeZones, List<Jurisdiction> jurisdictions)
                implements Reading {}

        record Unusable(String reason) implements Reading {}
    }

    Reading read(String text) {
        var block = blocks.find(text);
        if (block.isPresent()) {
            var known = block.get().known();
            if (known != null) {
                return switch (known) {
                    case Reading.Dialable alike ->
                        new Reading.Dialable(
                                new PhoneNumber(block.get().e164()),
                                alike.type(),
                                alike.timeZones(),
                                alike.jurisdictions());
                    case Reading.Unusable unusable -> unusable;
                };
            }
        }
        try {
            var number = LIBRARY.parse(text, region);
            var e164 = LIBRARY.format(number, PhoneNumberFormat.E164);
            var reading = judged(number, e164);
            // Only if both understood the same number.
            block.filter(found -> found.e164().equals(e164)).ifPresent(found -> blocks.remember(found, reading));
            return reading;
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

    /// What the library says, without the memory of [NumberBlocks].
    private Reading judged(Phonenumber.PhoneNumber number, String e164) {
        var fiction = FICTION.keySet().stream().filter(e164::startsWith).findFirst();
        if (fiction.isPresent() && LIBRARY.isPossibleNumber(number)) {
            return new Reading.Dialable(
                    new PhoneNumber(e164),
                    FICTION.getOrDefault(fiction.get(), NumberType.OTHER),
                    timeZones(number),
                    jurisdictions(number));
        }
        if (!LIBRARY.isValidNumber(number)) {
            return new Reading.Unusable(reason(LIBRARY.isPossibleNumberWithReason(number)));
        }
        return new Reading.Dialable(
                new PhoneNumber(e164), type(LIBRARY.getNumberType(number)), timeZones(number), jurisdictions(number));
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

    /// The number's own country (several share a country code, as the United States and Canada do), and the state its
    /// area code is of: many rules go by where the phone is registered, whoever moved.
    private List<Jurisdiction> jurisdictions(Phonenumber.PhoneNumber number) {
        var own = LIBRARY.getRegionCodeForNumber(number);
        var found = own == null ? LIBRARY.getRegionCodeForCountryCode(number.getCountryCode()) : own;
        var country = found.matches("[A-Z]{2}") ? found : region;
        if (!STATES_BY_AREA_CODE.contains(country)) {
            return List.of(new Jurisdiction(country));
        }
        // "San Francisco, CA", or "California"
        var place = PLACES.getDescriptionForValidNumber(number, Locale.US);
        var state = Parts.of(country, place.substring(place.lastIndexOf(',') + 1));
        return Stream.concat(
                        Stream.of(new Jurisdiction(country)), state.stream().map(Parts.Part::jurisdiction))
                .toList();
    }

    private List<ZoneId> timeZones(Phonenumber.PhoneNumber number) {
        var country = LIBRARY.getRegionCodeForCountryCode(number.getCountryCode());
        var usual = USUAL.get(country);
        List<String> zones = ZONES.getTimeZonesForNumber(number);
        if (usual != null && (zones.isEmpty() || zones.contains(usual.getId()))) {
            return List.of(usual);
        }
        var known = zones.stream().filter(ZONES_HERE::contains).map(ZoneId::of).toList();
        return known.isEmpty() ? List.of(usual == null ? ZoneId.of("UTC") : usual) : known;
    }
}
