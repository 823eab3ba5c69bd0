package org.hustings.hq.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.budget.Amount;

/// What the page shows, as it was at one moment. Ids only: nobody's name or number is on this page.
record Overview(
        Instant at,
        List<CampaignRow> campaigns,
        List<Count> results,
        List<Count> dispositions,
        List<StationRow> stations,
        List<ReportRow> reports,
        List<OfficeRow> offices,
        List<AlarmRow> alarms,
        List<LooseRow> loose) {

    static final Overview NOTHING_YET = new Overview(
            Instant.EPOCH, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /// A desk that may not have heard of a pause or stop, and until when it could begin a call.
    record LooseRow(String campaign, String station, String desk, boolean online, int leases, Instant until) {}

    /// `testCalls` is present in a rehearsal. `ready`, `inHand` (leased or without word), `waiting` and `done` are dial
    /// units.
    record CampaignRow(
            String id,
            String state,
            int version,
            long contacts,
            long ready,
            long inHand,
            long waiting,
            long done,
            long dials,
            long answered,
            Optional<Long> testCalls) {}

    /// What an office, with all below it, may spend and has spent; without a `budget`, what it has talked.
    record OfficeRow(
            String campaign,
            String office,
            Optional<String> parent,
            String name,
            Optional<Amount> budget,
            Amount spent,
            Amount held,
            Optional<Amount> left,
            long talkMs) {}

    record AlarmRow(Instant at, String kind, String subject, String detail) {}

    record Count(String what, long calls) {}

    /// `helpSince`: somebody at this desk has asked for help and not taken it back.
    record StationRow(
            String id,
            String desk,
            boolean online,
            String phase,
            int leases,
            int outbox,
            Optional<Instant> lastSeen,
            Optional<Instant> helpSince) {

        /// A station speaks every 15 s: three times nothing is a broken line that the broker has not noticed yet.
        private static final Duration SILENT = Duration.ofSeconds(45);

        boolean isSilent(Instant at) {
            return lastSeen.filter(seen -> seen.plus(SILENT).isAfter(at)).isEmpty();
        }
    }

    record ReportRow(
            Instant receivedAt, String call, String station, String contact, String result, String disposition) {}
}
