package org.hustings.station.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.protocol.CallId;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Language;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Mode;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.protocol.VolunteerId;
import org.hustings.station.app.Sample;

/// One desk of each kind and one event of each kind, for tests that try all of them.
final class Desks {

    static final Instant AT = Sample.NOW;
    static final CallId CALL = new CallId(new UUID(1, 1));
    static final CallId OTHER_CALL = new CallId(new UUID(1, 2));
    static final MessageId SKIP = new MessageId(new UUID(2, 1));
    static final VolunteerId GUEST = new VolunteerId("guest");
    static final CallDesk RULES = new CallDesk(new Reports("Ashford 1"));
    static final DeskFacts FACTS = new DeskFacts(Optional.of(Sample.CAMPAIGN), new Language("en"), Optional.empty());

    static final Lease POWER = Sample.lease(1).by(Mode.POWER);
    static final Duration PAUSE = Duration.ofSeconds(5);
    /// Begun by the call before.
    static final Run.Going RUNNING = new Run.Going(OTHER_CALL, AT, 0, Optional.empty());

    private Desks() {}

    static Attempt attempt(CallId call) {
        return new Attempt(
                Sample.lease(1),
                call,
                GUEST,
                1,
                1,
                AT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    static DeskState.Call ended() {
        return new DeskState.Call(AT, AT.plusSeconds(30), DeskState.Call.Ending.CLOSED, Optional.empty());
    }

    static DeskState.Talking talking(DeskState.Part part) {
        return new DeskState.Talking(attempt(CALL), AT, "trace", false, part);
    }

    static List<DeskState> states() {
        var states = new ArrayList<DeskState>();
        states.add(new DeskState.Waiting(Optional.empty()));
        states.add(new DeskState.Waiting(Optional.of(new LeaseAnswer.None(LeaseAnswer.Reason.LIST_EMPTY, 5))));
        for (var why : DeskState.Halted.Halt.values()) {
            states.add(new DeskState.Halted(why));
        }
        states.add(new DeskState.Paused());
        for (var look : DeskState.Offered.Look.values()) {
            states.add(new DeskState.Offered(Sample.lease(1), look));
        }
        states.add(new DeskState.Refused(Sample.lease(1), Refusal.OUTSIDE_WINDOW));
        for (var line : DeskState.Dialing.Line.values()) {
            states.add(new DeskState.Dialing(attempt(CALL), line));
        }
        states.add(talking(new DeskState.Part.Asking()));
        states.add(talking(new DeskState.Part.SomebodyElse()));
        states.add(talking(new DeskState.Part.Reading("hello")));
        states.add(talking(new DeskState.Part.Reading("a step that is gone")));
        for (var page : DeskState.Page.values()) {
            states.add(talking(new DeskState.Part.Choosing(page, "hello")));
            states.add(new DeskState.WrappingUp(attempt(CALL), ended(), page));
        }
        states.add(new DeskState.Closing(attempt(CALL), AT, Disposition.SUPPORTS, "trace", AT));
        return states;
    }

    /// Each state bare, under an undo, under a note, and with help asked.
    static List<Desk> all() {
        var desks = new ArrayList<Desk>();
        for (var state : states()) {
            var bare = new Desk(state, Optional.empty(), Desk.Help.NOT_ASKED);
            desks.add(bare);
            desks.add(bare.help(Desk.Help.ASKED));
            desks.add(bare.in(state, new Desk.Noted(Result.BUSY, AT.plusSeconds(10))));
            desks.add(bare.in(state, new Desk.Restarted(AT.plusSeconds(10))));
            var report = new Reports("Ashford 1")
                    .answered(attempt(OTHER_CALL), ended(), Optional.of(Disposition.AGAINST), AT);
            var undoable = new Desk.Undoable(attempt(OTHER_CALL), ended(), report, AT.plusSeconds(10));
            desks.add(bare.in(state, undoable));
            if (mayRun(state)) {
                desks.add(bare.run(RUNNING));
                desks.add(bare.in(state, undoable).run(RUNNING));
                desks.add(bare.run(new Run.StillThere()));
            }
        }
        var counting = new DeskState.Offered(POWER, DeskState.Offered.Look.CARD);
        var run = RUNNING.due(Optional.of(AT.plus(PAUSE)));
        desks.add(new Desk(counting, Optional.empty(), Desk.Help.NOT_ASKED));
        desks.add(new Desk(counting, Optional.empty(), Desk.Help.NOT_ASKED, Optional.of(run)));
        desks.add(new Desk(
                new DeskState.Waiting(Optional.empty()),
                Optional.empty(),
                Desk.Help.NOT_ASKED,
                Optional.of(RUNNING.due(Optional.of(AT.plus(Runs.NOBODY_MAX))))));
        return desks;
    }

    /// A break, a halt and a refusal end a run.
    private static boolean mayRun(DeskState state) {
        return !(state instanceof DeskState.Paused
                || state instanceof DeskState.Halted
                || state instanceof DeskState.Refused);
    }

    static List<Meaning> meanings() {
        var meanings = new ArrayList<Meaning>(List.of(
                new Meaning.StartCall(),
                new Meaning.EndCall(),
                new Meaning.ReadScript(),
                new Meaning.BackToCard(),
                new Meaning.TakeBreak(),
                new Meaning.EndBreak(),
                new Meaning.PauseRun(),
                new Meaning.SkipPerson(),
                new Meaning.Undo(),
                new Meaning.GoOn(),
                new Meaning.RightPerson("hello"),
                new Meaning.SomebodyElse(),
                new Meaning.Branch("hello", "Yes", "bye"),
                new Meaning.Finish(),
                new Meaning.MoreResults(),
                new Meaning.BackToFirstResults(),
                new Meaning.BackToScript("hello"),
                new Meaning.AskHelp(),
                new Meaning.ClearHelp(),
                new Meaning.Mute(),
                new Meaning.Unmute()));
        for (var disposition : Disposition.values()) {
            meanings.add(new Meaning.Dispose(disposition));
        }
        return meanings;
    }

    static DeskEvent press(Meaning meaning, Instant at) {
        return new DeskEvent.KeyPressed(at, meaning, SKIP, GUEST);
    }

    static DeskEvent.CallPressed call(Optional<Refusal> refusal) {
        return call(Mode.PRESS, refusal);
    }

    static DeskEvent.CallPressed call(Mode mode, Optional<Refusal> refusal) {
        return new DeskEvent.CallPressed(AT, mode, CALL, SKIP, GUEST, 1, Optional.empty(), refusal, 20);
    }

    static DeskEvent.DialDue due(Lease lease, Instant at, Optional<Refusal> refusal) {
        return new DeskEvent.DialDue(at, lease, CALL, SKIP, GUEST, 1, refusal, 20);
    }

    static List<DeskEvent> events() {
        var events = new ArrayList<DeskEvent>();
        events.add(call(Optional.empty()));
        events.add(call(Mode.POWER, Optional.empty()));
        for (var lease : List.of(POWER, POWER.by(Mode.PRESS), Sample.lease(9).by(Mode.POWER))) {
            events.add(due(lease, AT.plus(PAUSE), Optional.empty()));
        }
        for (var refusal : Refusal.values()) {
            events.add(call(Optional.of(refusal)));
            events.add(due(POWER, AT.plus(PAUSE), Optional.of(refusal)));
            events.add(new DeskEvent.LeaseGone(AT, Sample.lease(1).lease(), refusal, SKIP, GUEST));
        }
        meanings().forEach(meaning -> events.add(press(meaning, AT)));
        for (var call : List.of(CALL, OTHER_CALL)) {
            events.add(new DeskEvent.Invited(AT, call));
            events.add(new DeskEvent.Ringing(AT, call));
            events.add(new DeskEvent.Answered(AT, call, "trace"));
            for (var result : Result.values()) {
                events.add(new DeskEvent.Ended(AT.plusSeconds(9), call, result, Optional.of(486), Optional.empty()));
            }
        }
        events.add(new DeskEvent.PersonReady(AT, Sample.lease(2), PAUSE));
        events.add(new DeskEvent.PersonReady(AT, Sample.lease(2).by(Mode.POWER), PAUSE));
        events.add(new DeskEvent.NobodyReady(AT, Optional.empty()));
        for (var why : DeskState.Halted.Halt.values()) {
            events.add(new DeskEvent.Halt(AT, why));
        }
        events.add(new DeskEvent.Resume(AT));
        events.add(new DeskEvent.LeaseGone(AT, Sample.lease(9).lease(), Refusal.WITHDRAWN, SKIP, GUEST));
        for (var seconds : List.of(0, 5, 60, 7_200)) {
            events.add(new DeskEvent.Tick(AT.plusSeconds(seconds)));
        }
        return events;
    }
}
