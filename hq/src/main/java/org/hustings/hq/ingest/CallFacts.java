package org.hustings.hq.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.dispatch.core.UndoRule;
import org.hustings.hq.dispatch.queue.LeaseBook;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.StationId;
import org.hustings.protocol.VolunteerId;
import org.jdbi.v3.core.Handle;

/// What a call tells of its number, for the whole account: never again, or useless. Folded from all revisions of the
/// call, so their order of arrival does not matter. Design section 4, line 5.
record CallFacts(Handle handle, Instant now) {

    private record Revision(int number, VolunteerId volunteer, Instant recordedAt, String disposition, String result) {

        boolean optsOut() {
            return disposition.equals("doNotCall");
        }

        Optional<String> badNumber() {
            return result.equals("invalidNumber")
                    ? Optional.of("invalidNumber")
                    : Optional.of(disposition).filter(said -> said.equals("wrongNumber") || said.equals("moved"));
        }
    }

    /// Brings opt-outs and bad numbers in line with the call. Returns the leases that other stations must drop.
    List<Revoked> settle(CallReport report, StationId station, String numberKey) {
        var revisions = revisions(report);
        var winner = revisions.getLast();
        settleBadNumber(report, numberKey, winner.badNumber());
        var standing = Optional.<Revision>empty();
        var undoing = Optional.<Revision>empty();
        for (var revision : revisions) {
            if (revision.optsOut()) {
                standing = standing.or(() -> Optional.of(revision));
            } else if (standing.filter(said -> withdraws(said, revision)).isPresent()) {
                standing = Optional.empty();
                undoing = Optional.of(revision);
            } else if (standing.isPresent()) {
                // Only what follows at once may take it back; whatever comes later finds it settled.
                break;
            }
        }
        if (standing.isPresent()) {
            return optOut(report, station, standing.get(), numberKey);
        }
        undoing.ifPresent(revision -> withdraw(report, revision.volunteer()));
        return List.of();
    }

    private static boolean withdraws(Revision said, Revision undoing) {
        return UndoRule.withdraws(said.volunteer(), said.recordedAt(), undoing.volunteer(), undoing.recordedAt());
    }

    private List<Revision> revisions(CallReport report) {
        return handle.createQuery("""
                        select revision, volunteer, recorded_at, coalesce(disposition, '') as disposition, result
                          from reports where call = :call order by revision""")
                .bind("call", report.call().value())
                .map((row, _) -> new Revision(
                        row.getInt("revision"),
                        new VolunteerId(row.getString("volunteer")),
                        row.getTimestamp("recorded_at").toInstant(),
                        row.getString("disposition"),
                        row.getString("result")))
                .list();
    }

    /// Locks the number as a grant does: a grant under way is waited for and seen, a later one sees the opt-out.
    private List<Revoked> optOut(CallReport report, StationId station, Revision said, String numberKey) {
        var lock = UUID.randomUUID();
        handle.createUpdate("""
                        insert into exclusive_keys (key, lease) values (decode(:key, 'hex'), :lock)
                        on conflict (key) do nothing""").bind("key", numberKey).bind("lock", lock).execute();
        var isNew = handle.createUpdate("""
                                insert into opt_outs (number_key, at, call, station, volunteer, said_at)
                                values (decode(:key, 'hex'), :now, :call, :station, :volunteer, :saidAt)
                                on conflict (number_key) do nothing""")
                        .bind("key", numberKey)
                        .bind("now", now)
                        .bind("call", report.call().value())
                        .bind("station", station.value())
                        .bind("volunteer", said.volunteer().value())
                        .bind("saidAt", said.recordedAt())
                        .execute()
                == 1;
        if (isNew) {
            audit(said.volunteer(), "opt-out", report);
        }
        var revoked =
                LeaseBook.revoke(handle, List.of(numberKey), report.lease().value(), now);
        handle.createUpdate("delete from exclusive_keys where lease = :lock")
                .bind("lock", lock)
                .execute();
        return revoked;
    }

    private void withdraw(CallReport report, VolunteerId by) {
        var withdrawn = handle.createUpdate("delete from opt_outs where call = :call")
                .bind("call", report.call().value())
                .execute();
        if (withdrawn > 0) {
            audit(by, "opt-out withdrawn", report);
        }
    }

    /// A wrong number is wrong for one person; one that does not exist is for all.
    private void settleBadNumber(CallReport report, String numberKey, Optional<String> reason) {
        handle.createUpdate("delete from bad_numbers where call = :call")
                .bind("call", report.call().value())
                .execute();
        reason.ifPresent(why -> handle.createUpdate("""
                        insert into bad_numbers (number_key, contact, reason, call, at)
                        values (decode(:key, 'hex'), :contact, :reason, :call, :now) on conflict do nothing""")
                .bind("key", numberKey)
                .bind(
                        "contact",
                        why.equals("invalidNumber") ? "" : report.contact().value())
                .bind("reason", why)
                .bind("call", report.call().value())
                .bind("now", now)
                .execute());
    }

    private void audit(VolunteerId who, String what, CallReport report) {
        handle.createUpdate("insert into audit (at, who, what, subject) values (:now, :who, :what, :call)")
                .bind("now", now)
                .bind("who", who.value())
                .bind("what", what)
                .bind("call", report.call().toString())
                .execute();
    }
}
