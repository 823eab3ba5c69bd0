package org.hustings.station.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Command;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.StationEvent;
import org.hustings.station.call.DeskState;
import org.hustings.station.link.Courier;
import org.hustings.station.link.LeaseTalk;
import org.hustings.station.link.LinkNews;
import org.hustings.station.link.ToHq;
import org.hustings.station.store.HeldLease;
import org.hustings.station.store.StationStore;
import org.hustings.station.store.StoreFullException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The station's side of the talk with HQ: asks for people, takes what HQ wants to hold, sends what waits.
///
/// Not thread-safe: the loop owns it.
final class HqTalk {

    private static final Logger LOG = LoggerFactory.getLogger(HqTalk.class);

    /// A lock, a revocation or a stop reaches a station this soon even if its message was lost. Cheap: one small
    /// message.
    static final Duration SYNC_EVERY = Duration.ofSeconds(20);
    /// Before a campaign is held, nobody has said how many people a station keeps ready.
    private static final int WINDOW_AT_FIRST = 5;
    /// Between two requests for more: a desk that skips fast must not flood HQ.
    private static final Duration ASK_EVERY = Duration.ofMillis(300);

    private final StationStore store;
    private final StationClock clock;
    private final BootTime boot;
    private final Ids ids;
    private final Standing standing;
    private final People people;
    private final Person person;
    private final DeskKeeper desk;
    private final ToHq link;
    private final Absence absence;
    private final Runnable restart;
    private final LeaseTalk talk = new LeaseTalk();
    private final Courier courier = new Courier();
    private long askedAtMs;
    private long syncDueMs;
    private Optional<String> message = Optional.empty();
    private Optional<MessageId> restartWanted = Optional.empty();

    HqTalk(
            StationStore store,
            StationClock clock,
            BootTime boot,
            Ids ids,
            Standing standing,
            People people,
            Person person,
            DeskKeeper desk,
            ToHq link,
            Absence absence,
            Runnable restart) {
        this.store = store;
        this.clock = clock;
        this.boot = boot;
        this.ids = ids;
        this.standing = standing;
        this.people = people;
        this.person = person;
        this.desk = desk;
        this.link = link;
        this.absence = absence;
        this.restart = restart;
    }

    void hear(LinkNews news) {
        switch (news) {
            case LinkNews.Up(var session, var _) -> {
                LOG.info("connected to headquarters, session {}", session);
                absence.isOver();
                standing.linkIsUp();
                courier.reconnected();
                syncDueMs = boot.millis();
                talk.repeatNow(boot.nanos()).ifPresent(link::request);
            }
            case LinkNews.Down(var cause) -> {
                absence.because(cause)
                        .ifPresentOrElse(
                                words -> LOG.warn("{}", words),
                                () -> LOG.debug("headquarters is still away: {}", cause));
                standing.linkIsDown();
            }
            case LinkNews.AnswerCame(var answer, var nanos) -> answered(answer, boot.nanosOf(nanos));
            case LinkNews.ReceiptCame(var receipt) -> receipted(receipt.ids());
            case LinkNews.CampaignCame(var campaign) -> campaign(campaign);
            case LinkNews.CommandCame(var command) -> command(command);
            case LinkNews.Delivered(var id, var nanos) -> courier.delivered(id, boot.nanosOf(nanos));
            case LinkNews.Unreadable(var reason) ->
                desk.event(StationEvent.Kind.UNREADABLE_MESSAGE, Optional.of(reason));
        }
    }

    /// Asks and sends what is due. After every event of the loop, so that a report leaves at once.
    void flush() {
        restartIfTheLineIsClosed();
        if (!standing.isConnected()) {
            return;
        }
        talk.repeat(boot.nanos()).ifPresent(link::request);
        // First the reports: the sync after them no longer names their leases, and HQ must know why.
        sendWaiting();
        ask();
    }

    private void sendWaiting() {
        var now = boot.nanos();
        for (var id : courier.due(store.waiting(), now)) {
            var gone = store.message(id).filter(message -> switch (message.kind()) {
                case REPORT -> link.report(id, message.json());
                case EVENT -> link.event(id, message.json());
            });
            if (gone.isEmpty()) {
                break;
            }
            courier.sent(id, now);
        }
    }

    private void ask() {
        if (talk.isOutstanding()) {
            return;
        }
        var now = boot.millis();
        var want = want();
        var isLow = want > 0 && want * 2 > window() && now - askedAtMs >= ASK_EVERY.toMillis();
        if (isLow || now >= syncDueMs) {
            var request = new LeaseRequest(
                    ids.request(), want, people.holding(), person.volunteer(), List.of(person.language()));
            askedAtMs = now;
            syncDueMs = now + SYNC_EVERY.toMillis();
            link.request(talk.begin(request, boot.nanos()));
        }
    }

    private int want() {
        if (!standing.mayAskForMore() || desk.isDiskFull() || desk.desk().state() instanceof DeskState.Paused) {
            return 0;
        }
        var held = desk.lease().isPresent()
                ? store.leases().size() - 1
                : store.leases().size();
        return Math.clamp((long) window() - held, 0, LeaseRequest.WANT_MAX);
    }

    private int window() {
        return standing.campaign()
                .flatMap(store::campaign)
                .map(Campaign::windowSize)
                .orElse(WINDOW_AT_FIRST);
    }

    private void answered(LeaseAnswer answer, long receivedNanos) {
        var known = talk.answered(answer);
        if (known.isEmpty()) {
            LOG.info("answer to the unknown request {} is not used", answer.request());
            return;
        }
        var request = known.get().request();
        var sentNanos = known.get().firstSentNanos();
        if (!clock.accept(answer.hqNow(), sentNanos, receivedNanos)) {
            LOG.info("the answer took too long to tell the time; asking again");
            syncDueMs = boot.millis();
        }
        var sentMs = sentNanos / 1_000_000;
        standing.answered(answer, sentMs);
        syncDueMs = Math.min(syncDueMs, boot.millis() + Math.max(1_000L, answer.permitSeconds() * 1_000L / 3));
        try {
            keep(answer, request, sentMs);
        } catch (StoreFullException full) {
            // Nothing of it is dialed; the next sync says which of them we hold.
            LOG.error("{}: new people are not taken", full.getMessage());
        }
        desk.standingChanged();
    }

    private void keep(LeaseAnswer answer, LeaseRequest request, long sentMs) throws StoreFullException {
        var held = new ArrayList<HeldLease>();
        for (var lease : answer.leases()) {
            held.add(new HeldLease(lease, boot.boot(), sentMs + lease.ttlSeconds() * 1_000L));
        }
        var still = new HashMap<LeaseId, Integer>();
        answer.held().forEach(kept -> still.put(kept.lease(), kept.ttlSeconds()));
        var gone = new ArrayList<>(answer.gone());
        for (var mine : store.leases()) {
            var id = mine.lease().lease();
            var seconds = still.get(id);
            if (seconds != null) {
                held.add(new HeldLease(mine.lease(), boot.boot(), sentMs + seconds * 1_000L));
            } else if (request.holding().contains(id) && !mine.isTrusted(boot.boot())) {
                // From before the boot, and HQ does not know it any more.
                gone.add(id);
            }
        }
        var notes = new HashMap<>(standing.notes());
        notes.put(StationWiring.TIME, clock.note());
        store.keep(held, inUse(gone, false), notes);
        gone.forEach(desk::withdrawn);
        store.keep(List.of(), gone, standing.notes());
    }

    /// The desk first says what becomes of the person on its screen.
    private List<LeaseId> inUse(List<LeaseId> gone, boolean wanted) {
        return gone.stream()
                .filter(id ->
                        desk.lease().filter(lease -> lease.lease().equals(id)).isPresent() == wanted)
                .toList();
    }

    private void receipted(List<String> receipts) {
        try {
            store.confirm(receipts);
            courier.forget(receipts);
        } catch (StoreFullException full) {
            // The rows stay, are sent again, and HQ says so again.
            LOG.debug("{}: receipts are not kept", full.getMessage());
        }
    }

    private void campaign(Campaign campaign) {
        try {
            var known = store.campaign(campaign.campaign());
            if (known.filter(held -> held.version() > campaign.version()).isEmpty()) {
                store.hold(campaign);
                standing.campaignSays(campaign.campaign(), campaign.state());
                // Or a process started while HQ is away would stand as before this word, halted or not.
                store.keep(List.of(), List.of(), standing.notes());
            }
        } catch (StoreFullException full) {
            LOG.error("{}: campaign {} is not kept", full.getMessage(), campaign.campaign());
        }
        desk.standingChanged();
    }

    private void command(Command command) {
        LOG.info("command {} {}", command.getClass().getSimpleName(), command.id());
        switch (command) {
            case Command.RevokeLease(var id, var lease) -> {
                revoke(lease);
                done(id);
            }
            case Command.Lock(var id) -> lock(true, id);
            case Command.Unlock(var id) -> lock(false, id);
            case Command.ShowMessage(var id, var text) -> {
                message = Optional.of(text);
                done(id);
            }
            case Command.Restart(var id) -> {
                restartWanted.ifPresent(this::done);
                restartWanted = Optional.of(id);
            }
            case Command.Update(var id, var _) -> failed(id);
            case Command.CollectDiagnostics(var id) -> failed(id);
            case Command.AssignCampaign(var id, var _) -> failed(id);
            case Command.Listen(var id, var _) -> failed(id);
        }
    }

    private void lock(boolean locked, MessageId command) {
        standing.lock(locked);
        try {
            store.keep(List.of(), List.of(), standing.notes());
            done(command);
        } catch (StoreFullException full) {
            // It holds for this process; the next sync says it again.
            LOG.debug("{}: the lock is not yet kept", full.getMessage());
        }
        desk.standingChanged();
    }

    /// HQ's restart cuts nobody off: it waits for the end of the call.
    private void restartIfTheLineIsClosed() {
        if (restartWanted.isPresent() && !isLineOpen(desk.desk().state())) {
            done(restartWanted.get());
            restartWanted = Optional.empty();
            restart.run();
        }
    }

    private static boolean isLineOpen(DeskState state) {
        return switch (state) {
            case DeskState.Dialing _, DeskState.Talking _, DeskState.Closing _ -> true;
            case DeskState.Waiting _, DeskState.Halted _, DeskState.Paused _ -> false;
            case DeskState.Offered _, DeskState.Refused _, DeskState.WrappingUp _ -> false;
        };
    }

    /// HQ's last word to the desk.
    Optional<String> message() {
        return message;
    }

    private void revoke(LeaseId lease) {
        desk.withdrawn(lease);
        try {
            store.keep(List.of(), List.of(lease), standing.notes());
        } catch (StoreFullException full) {
            // The next sync takes it back once more; until then the full disk lets nothing be dialed.
            LOG.debug("{}: lease {} is not yet dropped", full.getMessage(), lease);
        }
        desk.standingChanged();
    }

    private void done(MessageId command) {
        tell(StationEvent.Kind.COMMAND_DONE, command, Optional.empty());
    }

    private void failed(MessageId command) {
        tell(StationEvent.Kind.COMMAND_FAILED, command, Optional.of("not built yet"));
    }

    private void tell(StationEvent.Kind kind, MessageId command, Optional<String> detail) {
        desk.event(new StationEvent(
                ids.message(), kind, clock.best(), Optional.of(person.volunteer()), Optional.of(command), detail));
    }
}
