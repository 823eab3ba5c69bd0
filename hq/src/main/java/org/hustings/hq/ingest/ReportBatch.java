package org.hustings.hq.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hustings.hq.budget.Ledger;
import org.hustings.hq.budget.Ledger.Dialled;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.dispatch.core.RetryRules;
import org.hustings.hq.dispatch.core.RetryRules.Next;
import org.hustings.hq.dispatch.queue.LeaseBook;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.dispatch.queue.Units;
import org.hustings.hq.people.OptOutBook;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.Report;
import org.hustings.protocol.Result;
import org.hustings.protocol.SkipReport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The reports of one transaction. All units they may touch are locked first, in the order of their ids;
/// after that nothing here waits for a taker that waits for us.
final class ReportBatch {

    private final Handle handle;
    private final Instant now;
    private final Map<LeaseId, Granted> leases = new HashMap<>();
    private final Map<ContactId, Long> homes = new HashMap<>();
    private final Map<CampaignId, RetryRules> rules = new HashMap<>();
    private final Set<Long> units = new HashSet<>();
    private final List<Revoked> revoked = new ArrayList<>();
    private final List<Dialled> dials = new ArrayList<>();

    /// What a lease was granted as. `seq` fences: a unit with a higher one has been leased since. `numberKey`
    /// is the number that was dialled; an import may have given the contact another by now.
    private record Granted(String station, long unit, long seq, CampaignId campaign, String numberKey) {}

    private ReportBatch(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    static ReportBatch prepare(Handle handle, List<Reading> readings, Instant now) {
        var batch = new ReportBatch(handle, now);
        var reports = new ArrayList<Report>();
        for (var reading : readings) {
            switch (reading) {
                case Reading.Call(var _, var report) -> reports.add(report);
                case Reading.Skip(var _, var report) -> reports.add(report);
                case Reading.Event _, Reading.Unusable _ -> {}
            }
        }
        if (!reports.isEmpty()) {
            batch.look(reports);
        }
        return batch;
    }

    private void look(List<Report> reports) {
        handle.createQuery("""
                        select lease, station, unit, seq, campaign, encode(number_key, 'hex') as number_key
                          from lease_log where event = 'granted' and lease = any(:leases)""")
                .bindArray(
                        "leases",
                        UUID.class,
                        reports.stream().map(report -> report.lease().value()).toList())
                .map((row, _) -> {
                    var granted = new Granted(
                            row.getString("station"),
                            row.getLong("unit"),
                            row.getLong("seq"),
                            new CampaignId(row.getString("campaign")),
                            row.getString("number_key"));
                    leases.put(new LeaseId(row.getObject("lease", UUID.class)), granted);
                    return granted.unit();
                })
                .forEach(units::add);
        handle.createQuery("""
                        select id, unit from contacts
                         where num = any(array(select contact_num(i) from unnest(:contacts) i))""")
                .bindArray(
                        "contacts",
                        String.class,
                        reports.stream().map(report -> report.contact().value()).toList())
                .map((row, _) -> Map.entry(new ContactId(row.getString("id")), row.getLong("unit")))
                .forEach(contact -> homes.put(contact.getKey(), contact.getValue()));
        units.addAll(homes.values());
        // Any of their numbers may be opted out with the one that was dialled.
        var keys = new TreeSet<>(OptOutBook.numbersOf(handle, homes.keySet()));
        leases.values().forEach(granted -> keys.add(granted.numberKey()));
        units.addAll(OptOutBook.units(handle, keys));
        Units.lock(handle, units);
    }

    /// Nothing, or why the report is of no use.
    Optional<Reading.Unusable> save(Reading.Call reading) {
        var report = reading.report();
        var trouble = trouble(reading.arrival(), report);
        if (trouble.isEmpty()
                && ReportRows.isOfAnother(
                        handle, report.call(), reading.arrival().station())) {
            trouble = Optional.of(new Reading.Unusable(reading.arrival(), "call was reported by another station"));
        }
        if (trouble.isPresent()) {
            return trouble;
        }
        var granted = granted(report);
        var late = isLate(granted);
        if (ReportRows.insert(handle, reading.arrival().station(), report, late, now)) {
            dials.add(Dialled.of(reading.arrival().station(), granted.campaign(), report));
            revoked.addAll(
                    new CallFacts(handle, now).settle(report, reading.arrival().station(), granted.numberKey()));
            if (!late) {
                moveOn(report, granted);
            }
        }
        return Optional.empty();
    }

    Optional<Reading.Unusable> save(Reading.Skip reading) {
        var report = reading.report();
        var trouble = trouble(reading.arrival(), report);
        if (trouble.isPresent()) {
            return trouble;
        }
        if (ReportRows.insert(handle, reading.arrival().station(), report, now)) {
            endSkipped(report);
        }
        return Optional.empty();
    }

    /// What stations are to be told. Charges the dials, and chooses anew who is called next in every unit
    /// that was touched.
    List<Revoked> finish() {
        Ledger.charge(handle, dials, now);
        if (!units.isEmpty()) {
            Units.refresh(handle, units, now);
        }
        return List.copyOf(revoked);
    }

    private Optional<Reading.Unusable> trouble(Arrival arrival, Report report) {
        var granted = leases.get(report.lease());
        var home = homes.get(report.contact());
        if (granted == null) {
            return Optional.of(new Reading.Unusable(arrival, "lease is unknown"));
        }
        if (!granted.station().equals(arrival.station().value())) {
            return Optional.of(new Reading.Unusable(arrival, "lease belongs to another station"));
        }
        if (home == null || home != granted.unit()) {
            return Optional.of(new Reading.Unusable(arrival, "contact is not of that lease"));
        }
        return Optional.empty();
    }

    private Granted granted(Report report) {
        return Objects.requireNonNull(leases.get(report.lease()), "checked before");
    }

    private boolean isLate(Granted granted) {
        return handle.createQuery("select seq <> :seq from dial_units where id = :unit")
                .bind("seq", granted.seq())
                .bind("unit", granted.unit())
                .mapTo(Boolean.class)
                .one();
    }

    /// The contact's next call by the winning revision, counted afresh, so that a revision counts no try
    /// twice. A contact whom an import gave another number since is not concerned: nobody has tried that one.
    private void moveOn(CallReport report, Granted granted) {
        var winner = ReportRows.winner(handle, report);
        var tries = ReportRows.tries(handle, report.contact());
        var retry = rules(granted.campaign());
        var next = retry.after(winner, tries, winner.recordedAt().isAfter(now) ? now : winner.recordedAt());
        var update = handle.createUpdate("""
                        update contacts set state = :state, tries = :tries, due_at = coalesce(:due, due_at),
                               callback_at = :callbackAt, callback_by = :callbackBy
                         where num = contact_num(:contact) and (number_key = decode(:dialled, 'hex')
                               or decode(:dialled, 'hex') in (
                                 select n.number_key from contact_numbers n where n.contact = contacts.num))""")
                .bind("dialled", granted.numberKey())
                .bind("tries", tries)
                .bind("contact", report.contact().value());
        switch (next) {
            case Next.Finished _ -> bind(update, "done", Optional.empty(), Optional.empty(), Optional.empty());
            case Next.OtherNumber _ -> bind(update, "open", Optional.of(now), Optional.empty(), Optional.empty());
            case Next.Again(var dueAt) -> bind(update, "open", Optional.of(dueAt), Optional.empty(), Optional.empty());
            case Next.Promised(var dueAt) ->
                bind(
                        update,
                        "open",
                        Optional.of(dueAt),
                        Optional.of(dueAt),
                        Optional.of(winner.volunteer().value()));
        }
        update.execute();
        LeaseBook.endReported(handle, report.lease().value(), restUntil(next, winner.result(), retry.household()), now);
    }

    private static void bind(
            Update update,
            String state,
            Optional<Instant> due,
            Optional<Instant> callbackAt,
            Optional<String> callbackBy) {
        update.bind("state", state)
                .bindByType("due", due.orElse(null), Instant.class)
                .bindByType("callbackAt", callbackAt.orElse(null), Instant.class)
                .bind("callbackBy", callbackBy.orElse(null));
    }

    /// The others at that address are left alone for a while, but never past the moment somebody there is
    /// due.
    private Instant restUntil(Next next, Result result, Duration household) {
        var rest = result == Result.INVALID_NUMBER ? now : now.plus(household);
        return switch (next) {
            case Next.Finished _, Next.OtherNumber _ -> rest;
            case Next.Again(var dueAt) -> dueAt.isBefore(rest) ? dueAt : rest;
            case Next.Promised(var dueAt) -> dueAt.isBefore(rest) ? dueAt : rest;
        };
    }

    private void endSkipped(SkipReport report) {
        var rest = rules(granted(report).campaign()).restAfter(report.reason());
        LeaseBook.end(handle, List.of(report.lease().value()), "skipped", now.plus(rest), now);
    }

    private RetryRules rules(CampaignId campaign) {
        return rules.computeIfAbsent(
                campaign, id -> Campaigns.find(handle, id).orElseThrow().setup().retry());
    }
}
