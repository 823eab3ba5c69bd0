package org.hustings.hq.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;
import org.hustings.protocol.SkipReport;
import org.hustings.protocol.StationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// The rows of reports: every revision is kept, the highest counts.
final class ReportRows {

    private ReportRows() {}

    static boolean isOfAnother(Handle handle, CallId call, StationId station) {
        return handle.createQuery("select exists (select from reports where call = :call and station <> :station)")
                .bind("call", call.value())
                .bind("station", station.value())
                .mapTo(Boolean.class)
                .one();
    }

    /// False for a repeat.
    static boolean insert(Handle handle, StationId station, CallReport report, boolean late, Instant now) {
        var insert = handle.createUpdate("""
                        insert into reports (call, revision, station, lease, seq, contact, campaign, script, volunteer,
                            desk, mode, pressed_at, invited_at, ringing_at, answered_at, ended_at, recorded_at, result,
                            sip_status, disposition, answers, note, flag, callback_at, quality, proof, late,
                            received_at, document)
                        values (:call, :revision, :station, :lease, :seq, :contact, :campaign, :script, :volunteer,
                            :desk, :mode, :pressedAt, :invitedAt, :ringingAt, :answeredAt, :endedAt, :recordedAt,
                            :result, :sipStatus, :disposition, cast(:answers as jsonb), :note, :flag, :callbackAt,
                            cast(:quality as jsonb), cast(:proof as jsonb), :late, :now, cast(:document as jsonb))
                        on conflict (call, revision) do nothing""")
                .bind("call", report.call().value())
                .bind("revision", report.revision())
                .bind("station", station.value())
                .bind("lease", report.lease().value())
                .bind("seq", report.seq())
                .bind("contact", report.contact().value())
                .bind("campaign", report.campaign().value())
                .bind("script", report.script())
                .bind("volunteer", report.volunteer().value())
                .bind("desk", report.desk())
                .bind("mode", Events.word(report.mode()))
                .bind("pressedAt", report.pressedAt())
                .bind("recordedAt", report.recordedAt())
                .bind("result", Events.word(report.result()))
                .bindByType("sipStatus", report.sipStatus().orElse(null), Integer.class)
                .bind("disposition", report.disposition().map(Events::word).orElse(null))
                .bind("answers", json(report.answers()))
                .bind("note", report.note().orElse(null))
                .bind("flag", report.flag())
                .bind("quality", report.quality().map(ReportRows::json).orElse(null))
                .bind("proof", report.proof().map(ReportRows::json).orElse(null))
                .bind("late", late)
                .bind("now", now)
                .bind("document", json(report));
        time(insert, "invitedAt", report.invitedAt());
        time(insert, "ringingAt", report.ringingAt());
        time(insert, "answeredAt", report.answeredAt());
        time(insert, "endedAt", report.endedAt());
        time(insert, "callbackAt", report.callbackAt());
        return insert.execute() == 1;
    }

    /// False for a repeat.
    static boolean insert(Handle handle, StationId station, SkipReport report, Instant now) {
        return handle.createUpdate("""
                                insert into skips (skip, revision, station, lease, seq, contact, campaign, volunteer,
                                    desk, at, reason, proof, received_at)
                                values (:skip, :revision, :station, :lease, :seq, :contact, :campaign, :volunteer,
                                    :desk, :at, :reason, cast(:proof as jsonb), :now)
                                on conflict (skip) do nothing""")
                        .bind("skip", report.skip().value())
                        .bind("revision", report.revision())
                        .bind("station", station.value())
                        .bind("lease", report.lease().value())
                        .bind("seq", report.seq())
                        .bind("contact", report.contact().value())
                        .bind("campaign", report.campaign().value())
                        .bind("volunteer", report.volunteer().value())
                        .bind("desk", report.desk())
                        .bind("at", report.at())
                        .bind("reason", Events.word(report.reason()))
                        .bind("proof", report.proof().map(ReportRows::json).orElse(null))
                        .bind("now", now)
                        .execute()
                == 1;
    }

    static CallReport winner(Handle handle, CallReport report) {
        var document = handle.createQuery("""
                        select document::text from reports where call = :call order by revision desc limit 1""")
                .bind("call", report.call().value())
                .mapTo(String.class)
                .one();
        return switch (Json.read(document.getBytes(StandardCharsets.UTF_8), CallReport.class)) {
            case Read.Message<CallReport>(var winner) -> winner;
            case Read.Unreadable<CallReport>(var reason) ->
                throw new IllegalStateException("a stored report: " + reason);
        };
    }

    static int tries(Handle handle, ContactId contact) {
        return handle.createQuery("select count(distinct call) from reports where contact = :contact")
                .bind("contact", contact.value())
                .mapTo(Integer.class)
                .one();
    }

    private static void time(Update update, String name, Optional<Instant> at) {
        @Nullable Instant value = at.orElse(null);
        update.bindByType(name, value, Instant.class);
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
