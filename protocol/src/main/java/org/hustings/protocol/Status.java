package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// A station's retained status, and its will. Opaque ids only: nobody's name is retained in a broker.
///
/// HQ ignores an offline status that names another session than the last online one.
public record Status(
        SessionId session,
        @JsonProperty(required = true) boolean online,
        Instant since,
        String desk,
        String version,
        String slot,
        Optional<CampaignId> campaign,
        @JsonProperty(required = true) int campaignVersion,
        Optional<VolunteerId> volunteer,
        Phase phase,
        @JsonProperty(required = true) int leases,
        @JsonProperty(required = true) int outbox) {

    /// Where the desk stands, in one word.
    @EnumNaming(LowerCamelCaseStrategy.class)
    public enum Phase {
        LOCKED,
        SIGNED_OUT,
        WAITING,
        OFFERED,
        DIALING,
        TALKING,
        WRAPPING_UP,
        PAUSED,
        OFFLINE
    }

    public Status {
        Checks.given("session", session);
        Checks.given("since", since);
        Checks.line("desk", desk);
        Checks.line("version", version);
        Checks.line("slot", slot);
        campaign = Checks.maybe(campaign);
        volunteer = Checks.maybe(volunteer);
        Checks.given("phase", phase);
        Checks.atLeast("leases", 0, leases);
        Checks.atLeast("outbox", 0, outbox);
    }
}
