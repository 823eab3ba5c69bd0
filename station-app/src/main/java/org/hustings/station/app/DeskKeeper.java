package org.hustings.station.app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.hustings.hardware.Panel.Move;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.StationEvent;
import org.hustings.station.call.Attempt;
import org.hustings.station.call.CallDesk;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskEffect;
import org.hustings.station.call.DeskEvent;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Meaning;
import org.hustings.station.phone.Dialog;
import org.hustings.station.phone.Phone;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.store.Change;
import org.hustings.station.store.OutboxMessage;
import org.hustings.station.store.StationStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the desk: takes each event through the rules, makes the step durable, and only then acts on it. A power cut
/// leaves either the old state or the new one.
///
/// When the disk takes nothing, a step that begins a call is dropped, and any other waits, with all that follow it,
/// until the disk takes it: the line may always be closed, and no report is lost. Not thread-safe: the loop owns it.
final class DeskKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(DeskKeeper.class);
    /// Phone news and ticks that pile up behind a full disk; a call brings a handful.
    private static final int STALLED_MAX = 200;

    private final CallDesk rules;
    private final StationStore store;
    private final DeskLedger ledger;
    private final Phone phone;
    private final StationClock clock;
    private final Ids ids;
    private final PressProofs proofs;
    private final People people;
    private final Standing standing;
    private final Person person;
    private final Dials dials;
    private final Deque<DeskEvent> events = new ArrayDeque<>();
    private final Deque<DeskEvent> stalled = new ArrayDeque<>();
    private Desk desk = Desk.AT_START;
    /// The disk did not take the state to wake up in: until it does, no line is open and nothing can happen.
    private boolean asleep;
    private final PhoneLog phoneLog = new PhoneLog();
    private Optional<Change.Counter> counted = Optional.empty();
    private long dialed;

    DeskKeeper(
            CallDesk rules,
            StationStore store,
            Phone phone,
            StationClock clock,
            Ids ids,
            PressProofs proofs,
            People people,
            Standing standing,
            Person person) {
        this.rules = rules;
        this.store = store;
        this.ledger = new DeskLedger(store);
        this.phone = phone;
        this.clock = clock;
        this.ids = ids;
        this.proofs = proofs;
        this.people = people;
        this.standing = standing;
        this.person = person;
        this.dials = new Dials(people, phone, ids, person, clock);
    }

    /// Goes on where the last process stopped. Its open line is ended first of all.
    void begin() {
        var saved = store.desk();
        if (saved.isEmpty()) {
            offerNext();
        } else {
            LOG.info(
                    "restarted; the desk stood at {}",
                    saved.get().state().getClass().getSimpleName());
            desk = saved.get();
            rules.afterRestart(desk, clock.best()).effects().stream()
                    .filter(DeskEffect.CleanUp.class::isInstance)
                    .forEach(this::perform);
            wake();
            event(StationEvent.Kind.RESTARTED, Optional.empty());
        }
        drain();
    }

    private void wake() {
        var woken = rules.afterRestart(desk, clock.best());
        asleep = !keep(woken);
        if (!asleep) {
            stand(woken.next());
            woken.effects().stream()
                    .filter(effect -> !(effect instanceof DeskEffect.CleanUp))
                    .forEach(this::perform);
        }
    }

    Desk desk() {
        return desk;
    }

    boolean isDiskFull() {
        return ledger.isFull();
    }

    long dials() {
        return dialed;
    }

    DeskFacts facts() {
        var cannotDial = desk.state() instanceof DeskState.Offered(var lease, var _)
                ? dials.refusal(dials.lawful(lease, ledger.isFull()), ledger.isFull())
                : Optional.<Refusal>empty();
        return new DeskFacts(people.campaign(lease()), person.language(), cannotDial);
    }

    void pressed(Move move, Meaning meaning) {
        var at = clock.at(move.nanos());
        if (!(meaning instanceof Meaning.StartCall)) {
            take(new DeskEvent.KeyPressed(at, meaning, ids.message(), person.volunteer()));
            return;
        }
        if (!(desk.state() instanceof DeskState.Offered(var lease, var _))) {
            return;
        }
        var button = move.button().name();
        var counter = new Change.Counter(button, store.presses(button) + 1);
        var proof = proofs.sign(button, counter.value(), lease.contact().id(), at);
        counted = Optional.of(counter);
        take(dials.pressed(lease, at, proof, ledger.isFull()));
        counted = Optional.empty();
    }

    void told(PhoneNews news) {
        switch (news) {
            case PhoneNews.Invited(var call, var nanos) -> take(new DeskEvent.Invited(clock.at(nanos), call));
            case PhoneNews.Ringing(var call, var nanos) -> take(new DeskEvent.Ringing(clock.at(nanos), call));
            case PhoneNews.Answered(var call, var nanos, var dialog) ->
                take(new DeskEvent.Answered(clock.at(nanos), call, text(dialog)));
            case PhoneNews.Ended(var call, var nanos, var result, var sipStatus, var quality) ->
                take(new DeskEvent.Ended(clock.at(nanos), call, result, sipStatus, quality));
            case PhoneNews.Readiness(var ready, var reason) ->
                phoneLog.readiness(ready, reason).ifPresent(LOG::info);
            // Drawn without passing a rule.
            case PhoneNews.Level _ -> {}
        }
    }

    /// Time passes: what waits for the disk is tried again, and leases that are over go back.
    void tick() {
        ledger.keepAgain(desk);
        if (asleep && !ledger.isFull()) {
            wake();
            drain();
        }
        while (!stalled.isEmpty() && step(stalled.peekFirst())) {
            stalled.removeFirst();
        }
        if (stalled.isEmpty()) {
            take(new DeskEvent.Tick(clock.best()));
        }
        for (var held : store.leases()) {
            people.over(held).ifPresent(reason -> giveBack(held.lease(), reason));
        }
        if (desk.state() instanceof DeskState.Waiting) {
            offerNext();
            drain();
        }
    }

    /// HQ's wish has changed: halt, go on, or offer whom it sent.
    void standingChanged() {
        var halt = standing.halt();
        if (halt.isPresent()) {
            take(new DeskEvent.Halt(clock.best(), halt.get()));
        } else if (desk.state() instanceof DeskState.Halted) {
            take(new DeskEvent.Resume(clock.best()));
        } else if (desk.state() instanceof DeskState.Waiting) {
            offerNext();
            drain();
        }
    }

    /// HQ took this lease back. Nobody on the line is cut off.
    void withdrawn(LeaseId lease) {
        if (lease().filter(current -> current.lease().equals(lease)).isPresent()) {
            take(gone(lease, Refusal.WITHDRAWN));
        }
    }

    /// An event for HQ about this desk.
    void event(StationEvent.Kind kind, Optional<String> detail) {
        event(new StationEvent(
                ids.message(), kind, clock.best(), Optional.of(person.volunteer()), Optional.empty(), detail));
    }

    void event(StationEvent event) {
        ledger.add(event);
    }

    Optional<Lease> lease() {
        return desk.state() instanceof DeskState.Offered(var offered, var _)
                ? Optional.of(offered)
                : Durable.attempt(desk.state()).map(Attempt::lease);
    }

    private void giveBack(Lease lease, Refusal reason) {
        if (lease().filter(current -> current.lease().equals(lease.lease())).isPresent()) {
            // A call that began in time goes on: the law asks when it began. Its report ends the lease.
            if (desk.state() instanceof DeskState.Offered && stalled.isEmpty()) {
                take(gone(lease.lease(), reason));
            }
            return;
        }
        var skip = rules.reports()
                .skipped(lease, ids.message(), person.volunteer(), clock.best(), reason, Optional.empty());
        // Not taken, it goes back at a later tick.
        var _ = ledger.keep(new Change(
                desk,
                List.of(OutboxMessage.of(skip, clock.best())),
                List.of(lease.lease()),
                Optional.empty(),
                List.of()));
    }

    private DeskEvent gone(LeaseId lease, Refusal reason) {
        return new DeskEvent.LeaseGone(clock.best(), lease, reason, ids.message(), person.volunteer());
    }

    private void take(DeskEvent event) {
        if (asleep) {
            return;
        }
        if (stalled.isEmpty() || isKey(event)) {
            events.add(event);
            drain();
        } else if (!(event instanceof DeskEvent.Tick) && stalled.size() < STALLED_MAX) {
            stalled.add(event);
        }
    }

    private void drain() {
        for (var event = events.poll(); event != null; event = events.poll()) {
            if (!step(event) && !isKey(event) && stalled.size() < STALLED_MAX) {
                stalled.add(event);
            }
        }
    }

    /// False when the disk did not take the step; then nothing has happened, but that a line was closed or a microphone
    /// muted: a lit key must not be dead.
    private boolean step(DeskEvent event) {
        var step = rules.step(desk, event);
        if (!keep(step)) {
            step.effects().stream().filter(DeskKeeper::needsNoDisk).forEach(this::perform);
            if (!step.effects().isEmpty()
                    && step.effects().stream().allMatch(DeskEffect.MuteMicrophone.class::isInstance)) {
                // Or the next press would mute once more.
                desk = step.next();
            }
            if (step.next().run().isEmpty()) {
                // Nor may a call start by itself that a key has stopped. No process reads a run that another began.
                desk = desk.withoutRun();
            }
            return false;
        }
        if (!step.next().state().getClass().equals(desk.state().getClass())) {
            LOG.info("desk: {}{}", step.next().state().getClass().getSimpleName(), callOf(step.next()));
        }
        stand(step.next());
        step.effects().forEach(this::perform);
        return true;
    }

    private static boolean needsNoDisk(DeskEffect effect) {
        return effect instanceof DeskEffect.HangUp || effect instanceof DeskEffect.MuteMicrophone;
    }

    private void stand(Desk next) {
        desk = next;
        // The limits of a call and of its wrap-up are measured from its start: the clock must not step under them.
        clock.hold(Durable.attempt(next.state()).isPresent());
    }

    private boolean keep(CallDesk.Step step) {
        return Durable.of(desk, step, counted, clock.best()).map(ledger::keep).orElse(true);
    }

    private void perform(DeskEffect effect) {
        switch (effect) {
            case DeskEffect.Dial(var call, var number, var callerId, var ringSeconds) -> {
                dialed++;
                phone.mute(false);
                phone.dial(call, number, callerId, ringSeconds);
            }
            case DeskEffect.HangUp(var call) -> phone.hangUp(call);
            case DeskEffect.CleanUp(var call, var number, var callerId, var trace) ->
                phone.cleanUp(call, number, Optional.of(callerId), trace.flatMap(DeskKeeper::dialog));
            case DeskEffect.MuteMicrophone(var muted) -> phone.mute(muted);
            case DeskEffect.OfferNext _ -> offerNext();
            case DeskEffect.DialNext _ ->
                lease().map(lease -> dials.due(lease, ledger.isFull())).ifPresent(events::add);
            case DeskEffect.TellHelp(var asked) ->
                event(asked ? StationEvent.Kind.HELP_RAISED : StationEvent.Kind.HELP_CLEARED, Optional.empty());
            // Both went into the transaction of their step.
            case DeskEffect.SaveReport _, DeskEffect.EndLease _ -> {}
        }
    }

    private void offerNext() {
        var at = clock.best();
        DeskEvent next = standing.halt()
                .<DeskEvent>map(why -> new DeskEvent.Halt(at, why))
                .or(() -> people.next().map(lease -> dials.ready(lease, at, ledger.isFull())))
                .orElseGet(() -> new DeskEvent.NobodyReady(at, standing.none()));
        events.add(next);
    }

    /// What begins a call, or is a press, counts at its moment or never: kept for later it would surprise somebody.
    private static boolean isKey(DeskEvent event) {
        return event instanceof DeskEvent.KeyPressed
                || event instanceof DeskEvent.CallPressed
                || event instanceof DeskEvent.DialDue;
    }

    private static String callOf(Desk desk) {
        return Durable.attempt(desk.state())
                .map(attempt -> " " + attempt.call())
                .orElse("");
    }

    private static String text(Dialog dialog) {
        return new String(Json.write(dialog), StandardCharsets.UTF_8);
    }

    private static Optional<Dialog> dialog(String trace) {
        return Json.read(trace.getBytes(StandardCharsets.UTF_8), Dialog.class)
                        instanceof Json.Read.Message<Dialog>(var dialog)
                ? Optional.of(dialog)
                : Optional.empty();
    }
}
