package org.hustings.hq.budget;

import java.util.regex.Pattern;

/// An office within its campaign. The campaign's root office bears the campaign's id.
public record OfficeId(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    public OfficeId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an office's id has 1 to 64 of letters, digits, point, colon, dash and underscore, a letter or digit first");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
