package org.hustings.station.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.hustings.protocol.Json;
import org.hustings.protocol.Report;
import org.hustings.protocol.StationEvent;

/// A message that HQ has not confirmed yet. `id` is what the receipt will name, `json` the payload as it goes out.
public record OutboxMessage(String id, Kind kind, String json, Instant created) {

    public enum Kind {
        REPORT,
        EVENT
    }

    public static OutboxMessage of(Report report, Instant now) {
        return new OutboxMessage(report.receiptId(), Kind.REPORT, text(Json.write(report)), now);
    }

    public static OutboxMessage of(StationEvent event) {
        return new OutboxMessage(event.id().toString(), Kind.EVENT, text(Json.write(event)), event.at());
    }

    @Override
    public String toString() {
        return kind + " " + id + ", " + json.length() + " characters";
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
