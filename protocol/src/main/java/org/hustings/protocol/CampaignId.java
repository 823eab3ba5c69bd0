package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A goal with a script, rules, caller ids, dates and a result set.
public record CampaignId(@JsonValue String value) {

    @JsonCreator
    public CampaignId {
        Checks.matches("campaign", value, Checks.OPAQUE);
    }

    @Override
    public String toString() {
        return value;
    }
}
