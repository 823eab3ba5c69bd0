package org.hustings.demo.judge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hustings.protocol.CallId;

/// Everything that is known of a run, from three witnesses that do not know each other: the town (who was called),
/// headquarters' database (who was leased and what was reported) and the robots (what was pressed and shown).
public record Facts(
        List<TownCall> townCalls,
        List<ReportRow> reports,
        List<Span> leases,
        List<OptOut> optOuts,
        Map<String, String> keysByNumber,
        Map<CallId, String> dialed,
        Set<CallId> finished,
        List<Double> toNextCardMs,
        Set<CallId> heard,
        Set<CallId> notJudgedForSound) {

    public Facts {
        townCalls = List.copyOf(townCalls);
        reports = List.copyOf(reports);
        leases = List.copyOf(leases);
        optOuts = List.copyOf(optOuts);
        keysByNumber = Map.copyOf(keysByNumber);
        dialed = Map.copyOf(dialed);
        finished = Set.copyOf(finished);
        toNextCardMs = List.copyOf(toNextCardMs);
        heard = Set.copyOf(heard);
        notJudgedForSound = Set.copyOf(notJudgedForSound);
    }

    /// A call that reached the town. `conversation` is false where the voter hangs up at once.
    public record TownCall(
            CallId call,
            Instant at,
            String number,
            Optional<Instant> answeredAt,
            Instant endedAt,
            long speechHeardMs,
            boolean conversation) {}

    /// One row of headquarters' reports: one revision of one call. `proof` is empty where the report brought none;
    /// `run`
    /// names the call whose press began the run, where there was one.
    public record ReportRow(
            CallId call,
            int revision,
            String station,
            String lease,
            Instant pressedAt,
            Optional<Instant> invitedAt,
            Instant recordedAt,
            Instant receivedAt,
            String result,
            Optional<String> disposition,
            String mode,
            Optional<Proof> proof,
            Optional<CallId> run) {}

    /// That somebody pressed the button for a call: which press (station, button, counter), and whether the station's
    /// own key signed it for this very call.
    public record Proof(String press, boolean isTrue) {}

    /// From when to when a lease excluded all others from a number or household (`key`). `dialable` for the one
    /// number that it was granted for. `windows` are when its contact may be called; none known means any time.
    public record Span(
            String lease,
            String key,
            String station,
            String contact,
            boolean dialable,
            Instant from,
            Optional<Instant> to,
            List<Hours> windows) {
        public Span {
            windows = List.copyOf(windows);
        }

        boolean holds(Instant at) {
            return !at.isBefore(from) && to.map(at::isBefore).orElse(true);
        }

        boolean overlaps(Span other) {
            return other.to.map(from::isBefore).orElse(true)
                    && to.map(other.from::isBefore).orElse(true);
        }
    }

    public record Hours(Instant opens, Instant closes) {
        boolean hold(Instant at) {
            return !at.isBefore(opens) && at.isBefore(closes);
        }
    }

    /// A number, by its keyed hash, that is never to be called after `at`.
    public record OptOut(String key, Instant at) {}
}
