package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A lease returned without a dial, with a reason. `proof` is there when a press was refused.
public record SkipReport(
        MessageId skip,
        @JsonProperty(required = true) int revision,
        LeaseId lease,
        @JsonProperty(required = true) long seq,
        ContactId contact,
        CampaignId campaign,
        VolunteerId volunteer,
        String desk,
        Instant at,
        Refusal reason,
        Optional<PressProof> proof)
        implements Report {

    public SkipReport {
        Checks.given("skip", skip);
        Checks.atLeast("revision", 1, revision);
        Checks.given("lease", lease);
        Checks.given("contact", contact);
        Checks.given("campaign", campaign);
        Checks.given("volunteer", volunteer);
        Checks.given("desk", desk);
        Checks.given("at", at);
        Checks.given("reason", reason);
        proof = Checks.maybe(proof);
    }

    @JsonIgnore
    @Override
    public UUID key() {
        return skip.value();
    }
}
