package org.hustings.hq.dispatch.queue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.budget.BudgetGate;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.dispatch.core.Reconciliation;
import org.hustings.hq.dispatch.core.Reconciliation.Known;
import org.hustings.hq.dispatch.queue.LeaseBook.Entry;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseAnswer.None;
import org.hustings.protocol.LeaseAnswer.Reason;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.StationId;
import org.jdbi.v3.core.Handle;

/// Answers lease requests: who is called next by which station. Design section 4, line 1.
///
/// Each answer is one transaction. Requests of one station are answered one after the other (its row is locked), those
/// of different stations side by side. Safe from any thread.
public final class LeaseDesk {

    /// How soon a paused or stopped campaign, or an empty list, is worth another question.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(15);
    /// Others hold everybody there is: somebody may come back at any moment.
    private static final Duration ASK_SOON = Duration.ofSeconds(5);
    /// Before the hours open, a station still asks now and then: hours may change.
    private static final Duration ASK_LATE = Duration.ofMinutes(10);

    /// Promises first, then in an order that a repeated answer finds again.
    private static final Comparator<Lease> ORDER = Comparator.<Lease>comparingInt(
                    lease -> lease.callback().isPresent() ? 0 : 1)
            .thenComparing(lease -> lease.lease().value());

    private final Database database;
    private final RuleBook book;
    private final CornerVerdicts corners = new CornerVerdicts();
    private final Clock clock;

    public LeaseDesk(Database database, RuleBook book, Clock clock) {
        this.database = database;
        this.book = book;
        this.clock = clock;
    }

    /// The answer to a request, new or repeated. Throws when the database is away: then nothing was granted.
    public LeaseAnswer answer(StationId station, LeaseRequest request) {
        return database.inTransaction(handle -> answer(handle, station, request, Instant.now(clock)));
    }

    private LeaseAnswer answer(Handle handle, StationId station, LeaseRequest request, Instant now) {
        var locked = lockStation(handle, station, now);
        var isNew = note(handle, station, request, now);
        var campaign = Campaigns.of(handle, station);
        var entries = LeaseBook.of(handle, station);
        var state = Reconciliation.of(request.holding(), known(entries), request.request(), now);
        if (isNew) {
            loseSight(handle, entries, state, campaign, now);
        }
        var wanted = isNew ? grantable(request, campaign, entries.size()) : request.want();
        var none = refusal(campaign, locked);
        List<Lease> leases = List.of();
        if (!isNew) {
            leases = repeated(entries, request);
        } else if (none.isEmpty() && wanted == 0 && request.want() > 0) {
            none = none(Reason.ALL_LEASED, ASK_AGAIN);
        } else if (none.isEmpty() && wanted > 0) {
            var wall = BudgetGate.wall(
                    handle, station, campaign.orElseThrow().setup().campaign());
            none = wall.refusal().flatMap(reason -> none(reason, ASK_AGAIN));
            if (none.isEmpty()) {
                var grants =
                        new Grants(handle, station, request, campaign.orElseThrow(), book.current(handle), wall, now);
                leases = grants.grant(wanted, corners);
                none = leases.size() < wanted ? grants.refusal().flatMap(reason -> none(reason, ASK_AGAIN)) : none;
            }
        }
        if (none.isEmpty() && leases.size() < wanted) {
            none = Optional.of(shortage(handle, campaign.orElseThrow(), now));
        }
        campaign.filter(found -> !locked && found.state() == CampaignState.RUNNING)
                .ifPresent(found -> permit(handle, station, found, now));
        return new LeaseAnswer(
                request.request(),
                now,
                campaign.map(found -> found.setup().permitSeconds()).orElse(0),
                campaign.map(found -> found.setup().campaign()),
                campaign.map(Campaigns.Current::version).orElse(0),
                campaign.map(Campaigns.Current::state).orElse(CampaignState.STOPPED),
                locked,
                leases.stream().sorted(ORDER).toList(),
                state.held(),
                state.gone(),
                request.want() == 0 ? Optional.empty() : none);
    }

    /// No more than the campaign's window, and than a station may have open in all: leases whose end nobody has heard
    /// of
    /// count, so that a station that forgets what it got does not empty the list.
    private static int grantable(LeaseRequest request, Optional<Campaigns.Current> campaign, int open) {
        var window = campaign.map(found -> found.setup().windowSize()).orElse(0);
        return Math.max(0, Math.min(Math.min(request.want(), window), LeaseRequest.WANT_MAX - open));
    }

    /// A station's certificate is HQ's word that it exists, so one that asks first is entered here.
    private static boolean lockStation(Handle handle, StationId station, Instant now) {
        return handle.createQuery("""
                        insert into stations (id, desk, registered_at, last_seen) values (:id, :id, :now, :now)
                        on conflict (id) do update set last_seen = excluded.last_seen
                        returning locked""")
                .bind("id", station.value())
                .bind("now", now)
                .mapTo(Boolean.class)
                .one();
    }

    /// Kept, so that a stop can say who may go on, and until when. The station counts from when it first sent its
    /// request, so it gives up sooner than is written here, never later.
    private static void permit(Handle handle, StationId station, Campaigns.Current campaign, Instant now) {
        handle.createUpdate("update stations set permit_until = :until where id = :id")
                .bind("until", now.plusSeconds(campaign.setup().permitSeconds()))
                .bind("id", station.value())
                .execute();
    }

    private static boolean note(Handle handle, StationId station, LeaseRequest request, Instant now) {
        return handle.createUpdate("""
                                insert into lease_requests (station, request, at, wanted)
                                values (:station, :request, :now, :want) on conflict do nothing""")
                        .bind("station", station.value())
                        .bind("request", request.request().value())
                        .bind("now", now)
                        .bind("want", request.want())
                        .execute()
                == 1;
    }

    private static List<Known> known(List<Entry> entries) {
        return entries.stream()
                .map(entry -> new Known(entry.lease(), entry.request(), entry.live(), entry.term()))
                .toList();
    }

    private static void loseSight(
            Handle handle,
            List<Entry> entries,
            Reconciliation state,
            Optional<Campaigns.Current> campaign,
            Instant now) {
        var missing = new HashSet<>(state.missing());
        var lost = entries.stream()
                .filter(entry -> missing.contains(entry.lease()))
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        Units.lock(handle, lost.stream().map(Entry::unit).toList());
        var gap = campaign.map(found -> found.setup().retry().noAnswer()).orElse(Duration.ofHours(4));
        LeaseBook.makeUncertain(handle, ids(lost), "notHeld", gap, now);
    }

    private static List<UUID> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.lease().value()).toList();
    }

    private static List<Lease> repeated(List<Entry> entries, LeaseRequest request) {
        return entries.stream()
                .filter(entry -> entry.live() && entry.request().equals(request.request()))
                .map(entry -> read(entry.document()))
                .toList();
    }

    private static Lease read(String document) {
        return switch (Json.read(document.getBytes(StandardCharsets.UTF_8), Lease.class)) {
            case Read.Message<Lease>(var lease) -> lease;
            case Read.Unreadable<Lease>(var reason) -> throw new IllegalStateException("a stored lease: " + reason);
        };
    }

    private static Optional<None> refusal(Optional<Campaigns.Current> campaign, boolean locked) {
        if (locked) {
            return none(Reason.LOCKED, ASK_AGAIN);
        }
        if (campaign.isEmpty()) {
            return none(Reason.NO_CAMPAIGN, ASK_AGAIN);
        }
        return switch (campaign.get().state()) {
            case RUNNING -> Optional.empty();
            case PAUSED -> none(Reason.PAUSED, ASK_AGAIN);
            case STOPPED -> none(Reason.STOPPED, ASK_AGAIN);
        };
    }

    private None shortage(Handle handle, Campaigns.Current campaign, Instant now) {
        var rules = book.current(handle);
        var all = Corner.of(handle, campaign.setup().campaign());
        var opening = all.stream()
                .map(corner -> corners.of(corner, campaign, rules, now))
                // What was asked within the hour may have been an opening that is over by now.
                .flatMap(open ->
                        open.spans().next(now).or(() -> open.earliest().filter(first -> first.isAfter(now))).stream())
                .map(first -> Duration.between(now, first))
                .min(Duration::compareTo);
        if (opening.isPresent() && opening.get().isPositive()) {
            return none(Reason.OUTSIDE_WINDOW, least(opening.get(), ASK_LATE)).orElseThrow();
        }
        if (campaign.rehearsal()) {
            return none(Reason.LIST_EMPTY, ASK_AGAIN).orElseThrow();
        }
        var open = handle.createQuery("select exists (select from dial_units where campaign = :c and state <> 'done')")
                .bind("c", campaign.setup().campaign().value())
                .mapTo(Boolean.class)
                .one();
        if (open && !all.isEmpty() && opening.isEmpty()) {
            // Nobody may be called as things stand: consent or screening is missing, or a silence outlasts the search.
            return none(Reason.OUTSIDE_WINDOW, ASK_LATE).orElseThrow();
        }
        return open
                ? none(Reason.ALL_LEASED, ASK_SOON).orElseThrow()
                : none(Reason.LIST_EMPTY, ASK_AGAIN).orElseThrow();
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Optional<None> none(Reason reason, Duration retryAfter) {
        return Optional.of(new None(reason, (int) Math.max(1, retryAfter.toSeconds())));
    }
}
