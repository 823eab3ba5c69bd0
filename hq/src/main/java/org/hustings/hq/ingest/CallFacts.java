package org.hustings.hq.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hustings.hq.dispatch.core.UndoRule;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.people.Ground;
import org.hustings.hq.people.OptOutBook;
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

    /// Whoever says so means every number by which we know them.
    private List<Revoked> optOut(CallReport report, StationId station, Revision said, String numberKey) {
        var keys = new TreeSet<>(OptOutBook.numbersOf(handle, report.contact()));
        keys.add(numberKey);
        var ground = new Ground.Press(report.call(), station, said.volunteer(), said.recordedAt());
        var added = OptOutBook.add(handle, keys, ground, report.lease().value(), now);
        if (added.isNew() > 0) {
            audit(said.volunteer(), "opt-out", report);
        }
        return added.revoked();
    }

    private void withdraw(CallReport report, VolunteerId by) {
        if (OptOutBook.withdraw(handle, report.call()) > 0) {
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
