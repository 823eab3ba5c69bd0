package org.hustings.hq.ingest;

import java.util.Optional;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;
import org.hustings.protocol.PressProof;
import org.hustings.protocol.Report;
import org.hustings.protocol.SkipReport;
import org.hustings.protocol.StationEvent;
import org.hustings.protocol.StationId;

/// What an [Arrival] turned out to be.
sealed interface Reading {

    Arrival arrival();

    record Call(Arrival arrival, CallReport report) implements Reading {}

    record Skip(Arrival arrival, SkipReport report) implements Reading {}

    record Event(Arrival arrival, StationEvent event) implements Reading {}

    record Unusable(Arrival arrival, String reason) implements Reading {}

    /// The id its receipt names; none for a message that cannot be read and came without correlation data.
    default Optional<String> receiptId() {
        return switch (this) {
            case Call(var _, var report) -> Optional.of(report.receiptId());
            case Skip(var _, var report) -> Optional.of(report.receiptId());
            case Event(var _, var event) -> Optional.of(event.id().toString());
            case Unusable(var arrival, var _) -> arrival.correlation();
        };
    }

    static Reading of(Arrival arrival) {
        return switch (arrival.kind()) {
            case REPORTS ->
                switch (Json.read(arrival.payload(), Report.class)) {
                    case Read.Message<Report>(var report) -> report(arrival, report);
                    case Read.Unreadable<Report>(var reason) -> new Unusable(arrival, reason);
                };
            case EVENTS ->
                switch (Json.read(arrival.payload(), StationEvent.class)) {
                    case Read.Message<StationEvent>(var event) -> new Event(arrival, event);
                    case Read.Unreadable<StationEvent>(var reason) -> new Unusable(arrival, reason);
                };
            case STATUS, TELEMETRY, LEASE_REQUESTS -> new Unusable(arrival, "is nothing to take in");
        };
    }

    private static Reading report(Arrival arrival, Report report) {
        return switch (report) {
            case CallReport call ->
                ofOther(call.proof(), arrival.station()) ? stranger(arrival) : new Call(arrival, call);
            case SkipReport skip ->
                ofOther(skip.proof(), arrival.station()) ? stranger(arrival) : new Skip(arrival, skip);
        };
    }

    private static boolean ofOther(Optional<PressProof> proof, StationId station) {
        return proof.isPresent() && !proof.get().station().equals(station);
    }

    private static Reading stranger(Arrival arrival) {
        return new Unusable(arrival, "proof.station is another station than the topic's");
    }
}
