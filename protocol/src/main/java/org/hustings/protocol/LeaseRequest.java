package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// Asks HQ for contacts, and says which leases the station holds: the sync. With `want` 0 it only syncs.
///
/// One is outstanding at a time; it is repeated with the same id after 5 s without an answer.
public record LeaseRequest(
        RequestId request,
        @JsonProperty(required = true) int want,
        List<LeaseId> holding,
        VolunteerId volunteer,
        List<Language> languages) {

    /// A station works through a handful of people while the network is away; more would starve other desks.
    public static final int WANT_MAX = 50;

    public LeaseRequest {
        Checks.given("request", request);
        Checks.atLeast("want", 0, want);
        if (want > WANT_MAX) {
            throw new IllegalArgumentException("want must be at most " + WANT_MAX + " but is " + want);
        }
        holding = Checks.listOf(holding);
        Checks.given("volunteer", volunteer);
        languages = Checks.listOf(languages);
    }
}
