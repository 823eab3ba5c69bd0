package org.hustings.hq.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.hustings.protocol.Json;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Topics.FromStation;
import org.hustings.protocol.VolunteerId;
import org.jdbi.v3.core.Handle;

/// Keeps what is no report: events, and messages of no use.
final class Events {

    /// A person looks at these; a flood of them is one cause, not a library. Reports are kept without a limit: a
    /// station
    /// deletes what it has a receipt for.
    private static final int ASIDE_MAX = 10_000;

    private Events() {}

    static void save(Handle handle, Reading.Event reading, Instant now) {
        var event = reading.event();
        handle.createUpdate("""
                        insert into station_events (id, station, kind, at, volunteer, about, detail, received_at)
                        values (:id, :station, :kind, :at, :volunteer, cast(:about as uuid), :detail, :now)
                        on conflict (id) do nothing""")
                .bind("id", event.id().value())
                .bind("station", reading.arrival().station().value())
                .bind("kind", word(event.kind()))
                .bind("at", event.at())
                .bind("volunteer", event.volunteer().map(VolunteerId::value).orElse(null))
                .bind("about", event.about().map(MessageId::toString).orElse(null))
                .bind("detail", event.detail().orElse(null))
                .bind("now", now)
                .execute();
    }

    /// False if it was not stored, because too much lies there already; then no receipt may be sent.
    static boolean setAside(Handle handle, Reading.Unusable useless, Instant now) {
        var arrival = useless.arrival();
        return handle.createUpdate("""
                        insert into unusable_messages (at, topic, reason, correlation, payload)
                        select :now, :topic, :reason, :correlation, :payload
                         where :isReport or (select count(*) from unusable_messages) < :most""")
                        .bind("now", now)
                        .bind("topic", arrival.kind().of(arrival.station()))
                        .bind("reason", useless.reason())
                        .bind("correlation", arrival.correlation().orElse(null))
                        .bind("payload", arrival.payload())
                        .bind("isReport", arrival.kind() == FromStation.REPORTS)
                        .bind("most", ASIDE_MAX)
                        .execute()
                == 1;
    }

    /// An enum's word on the wire, which the tables hold as well.
    static String word(Enum<?> value) {
        return new String(Json.write(value), StandardCharsets.UTF_8).replace("\"", "");
    }
}
