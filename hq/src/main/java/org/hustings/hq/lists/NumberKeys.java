package org.hustings.hq.lists;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;

/// Numbers as people write them, turned into the hashes by which the tables know them. More is accepted here than can
/// be dialled: who asks not to be called must not depend on what the library holds for valid today.
///
/// `region` is the country of numbers without a country code; without one such numbers are refused. Safe from any
/// thread.
public record NumberKeys(AccountKey key, Optional<String> region) {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final String NO_REGION = "ZZ";

    /// A number, or why it is none. The reason never quotes it.
    public sealed interface Found {
        record Known(String e164, String keyHex) implements Found {
            /// Shows the hash only.
            @Override
            public String toString() {
                return keyHex;
            }
        }

        record NoNumber(String reason) implements Found {}
    }

    public Found of(String text) {
        try {
            var number = LIBRARY.parse(text, region.orElse(NO_REGION));
            if (!LIBRARY.isPossibleNumber(number)) {
                return new Found.NoNumber("is not a phone number");
            }
            var e164 = LIBRARY.format(number, PhoneNumberFormat.E164);
            return new Found.Known(e164, key.ofNumber(e164));
        } catch (NumberParseException unreadable) {
            var noCountry = unreadable.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE
                    && region.isEmpty()
                    && !text.strip().startsWith("+");
            return new Found.NoNumber(
                    noCountry
                            ? "has no country code; write it as in +44 20 7946 0000, or name the region"
                            : "is not a phone number");
        }
    }
}
