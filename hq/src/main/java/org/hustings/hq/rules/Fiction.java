package org.hustings.hq.rules;

import java.util.Map;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.PhoneNumber;

/// Numbers that will never belong to anybody: kept for plays and films. Samples, demos and tests use nothing else.
public final class Fiction {

    /// Beginnings of such numbers, by what they stand for. Ofcom, *Telephone numbers for use in TV and radio drama
    /// programmes*; ARCEP, the same for France.
    public static final Map<String, NumberType> RANGES = Map.of(
            "+441632960", NumberType.LANDLINE,
            "+442079460", NumberType.LANDLINE,
            "+443069990", NumberType.OTHER,
            "+447700900", NumberType.MOBILE,
            "+3363998", NumberType.MOBILE);

    private Fiction() {}

    public static boolean isFictional(PhoneNumber number) {
        var digits = number.e164();
        // A longer or shorter number with the same beginning would be somebody's.
        return RANGES.keySet().stream().anyMatch(digits::startsWith)
                && digits.length() == (digits.startsWith("+33") ? 12 : 13);
    }
}
