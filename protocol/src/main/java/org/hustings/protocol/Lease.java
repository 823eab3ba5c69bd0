package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The right to call one dial unit. `seq` fences late reports: each grant of a unit has a higher one.
///
/// `ttlSeconds` counts from the station's first send of the request that this lease answers, on its monotonic clock.
public record Lease(
        LeaseId lease,
        @JsonProperty(required = true) long seq,
        @JsonProperty(required = true) int ttlSeconds,
        CampaignId campaign,
        @JsonProperty(required = true) int campaignVersion,
        Mode mode,
        Contact contact,
        PhoneNumber callerId,
        List<Window> window,
        Optional<Callback> callback) {

    /// A promise to call again: when, and by whom if by the same volunteer.
    public record Callback(Instant at, Optional<VolunteerId> by) {
        public Callback {
            Checks.given("callback.at", at);
            by = Checks.maybe(by);
        }
    }

    public Lease {
        Checks.given("lease", lease);
        Checks.atLeast("ttlSeconds", 0, ttlSeconds);
        Checks.given("campaign", campaign);
        Checks.atLeast("campaignVersion", 1, campaignVersion);
        Checks.given("mode", mode);
        Checks.given("contact", contact);
        Checks.given("callerId", callerId);
        window = Checks.listOf(window);
        callback = Checks.maybe(callback);
    }

    /// The same right, to be dialed another way.
    public Lease by(Mode other) {
        return new Lease(lease, seq, ttlSeconds, campaign, campaignVersion, other, contact, callerId, window, callback);
    }

    public boolean allowsDialAt(Instant at) {
        return window.stream().anyMatch(span -> span.holds(at));
    }
}
