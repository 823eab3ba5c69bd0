package org.hustings.hq.rules;

import java.util.regex.Pattern;

/// Whose law it is: a country (ISO 3166-1 alpha-2) or a part of one (ISO 3166-2), such as `FR` or `US-FL`.
public record Jurisdiction(String code) {

    private static final Pattern CODE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    public Jurisdiction {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("jurisdiction is \"" + code
                    + "\" but must be a country such as FR, or a part of one such as US-FL");
        }
    }

    /// The country: the first two letters.
    public String country() {
        return code.substring(0, 2);
    }

    @Override
    public String toString() {
        return code;
    }
}
