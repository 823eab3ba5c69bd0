package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// HQ's answer to a [LeaseRequest], and the desired state of the station: what it may still hold, whether the campaign
/// runs, and how long its permit to dial lasts.
///
/// A repeated request gets the same leases with the original ttl. `held` counts from that request's first send too.
public record LeaseAnswer(
        RequestId request,
        Instant hqNow,
        @JsonProperty(required = true) int permitSeconds,
        Optional<CampaignId> campaign,
        @JsonProperty(required = true) int campaignVersion,
        CampaignState state,
        boolean locked,
        List<Lease> leases,
        List<Held> held,
        List<LeaseId> gone,
        Optional<None> none) {

    /// A lease the station named in `holding` and still has.
    public record Held(
            LeaseId lease, @JsonProperty(required = true) int ttlSeconds) {
        public Held {
            Checks.given("held.lease", lease);
            Checks.atLeast("held.ttlSeconds", 0, ttlSeconds);
        }
    }

    /// Why fewer contacts came than were wanted, and when to ask again.
    public record None(
            Reason reason, @JsonProperty(required = true) int retryAfterSeconds) {
        public None {
            Checks.given("none.reason", reason);
            Checks.atLeast("none.retryAfterSeconds", 1, retryAfterSeconds);
        }
    }

    /// The station turns each into its own words on the screen.
    @EnumNaming(LowerCamelCaseStrategy.class)
    public enum Reason {
        LIST_EMPTY,
        OUTSIDE_WINDOW,
        PAUSED,
        STOPPED,
        NO_CAMPAIGN,
        ALL_LEASED,
        LOCKED,
        BUDGET_SPENT,
        NO_TARIFF
    }

    public LeaseAnswer {
        Checks.given("request", request);
        Checks.given("hqNow", hqNow);
        Checks.atLeast("permitSeconds", 0, permitSeconds);
        campaign = Checks.maybe(campaign);
        Checks.atLeast("campaignVersion", 0, campaignVersion);
        Checks.given("state", state);
        leases = Checks.listOf(leases);
        held = Checks.listOf(held);
        gone = Checks.listOf(gone);
        none = Checks.maybe(none);
    }
}
