package org.hustings.demo.town;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hustings.demo.town.CallPlan.Outcome.Answer;
import org.hustings.demo.town.CallPlan.Outcome.Refuse;
import org.hustings.demo.town.TownCall.Ending;
import org.hustings.demo.town.VoterCall.Stage.Over;
import org.hustings.demo.town.VoterCall.Stage.Talking;
import org.hustings.demo.town.VoterCall.Stage.Waiting;
import org.hustings.demo.town.media.AudioOffer;
import org.hustings.demo.town.media.Programme;
import org.hustings.demo.town.media.RtpLine;
import org.hustings.demo.town.media.RtpRoom;
import org.hustings.demo.town.media.Voices;
import org.hustings.demo.town.sip.Caller;
import org.hustings.demo.town.sip.IncomingCall;
import org.hustings.demo.town.sip.Invite;
import org.hustings.station.phone.media.MediaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays each call's plan: rings, speaks, answers, refuses, hangs up, and tells the [CallBook] when it is over. One
/// thread owns all calls; the exchange and the timers post to it.
///
/// Logs name calls by their SIP Call-ID and never by a number.
final class Switchboard implements Caller, AutoCloseable {

    private static final Duration WATCH_EVERY = Duration.ofMillis(500);
    private static final int NOT_ACCEPTABLE_HERE = 488;
    private static final int SERVER_ERROR = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final Townsfolk townsfolk;
    private final Voices voices;
    private final RtpRoom room;
    private final CallBook book;
    private final Patience patience;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor loop;
    private final Map<IncomingCall, VoterCall> calls = new HashMap<>();
    private final Map<String, Integer> callsByNumber;
    private final AtomicLong sessions = new AtomicLong(1);

    Switchboard(
            Townsfolk townsfolk,
            Voices voices,
            RtpRoom room,
            CallBook book,
            Map<String, Integer> callsByNumber,
            Patience patience,
            Clock clock) {
        this.townsfolk = townsfolk;
        this.voices = voices;
        this.room = room;
        this.book = book;
        this.patience = patience;
        this.clock = clock;
        this.callsByNumber = new HashMap<>(callsByNumber);
        loop = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("switchboard").daemon().factory());
        loop.setRemoveOnCancelPolicy(true);
        var _ = loop.scheduleWithFixedDelay(
                () -> guarded(this::watch), WATCH_EVERY.toMillis(), WATCH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void invited(IncomingCall sip, Invite invite) {
        post(() -> begin(sip, invite));
    }

    @Override
    public void acknowledged(IncomingCall sip) {
        with(sip, this::acknowledge);
    }

    @Override
    public void cancelled(IncomingCall sip) {
        with(sip, call -> over(call, Ending.CALLER_CANCELLED, 487));
    }

    @Override
    public void hungUp(IncomingCall sip) {
        with(sip, call -> over(call, Ending.CALLER_HUNG_UP, 200));
    }

    private void begin(IncomingCall sip, Invite invite) {
        int earlier = callsByNumber.merge(invite.number(), 1, Integer::sum) - 1;
        var plan = townsfolk.plan(invite.number(), earlier);
        var offer = AudioOffer.parse(invite.sdp());
        var at = clock.instant();
        if (plan.hasSound() && offer.isEmpty()) {
            LOG.info("call {}: no codec of ours in its offer", sip.callId());
            refuseAtOnce(new VoterCall(sip, invite, plan, at, Optional.empty()), NOT_ACCEPTABLE_HERE);
            return;
        }
        VoterCall call;
        try {
            var line = plan.hasSound()
                    ? Optional.of(room.open(offer.orElseThrow(), programmes(invite.number(), plan), book.newSound()))
                    : Optional.<RtpLine>empty();
            call = new VoterCall(sip, invite, plan, at, line);
        } catch (MediaException noLine) {
            LOG.warn("call {}: no line for its sound: {}", sip.callId(), noLine.getMessage());
            refuseAtOnce(new VoterCall(sip, invite, plan, at, Optional.empty()), SERVER_ERROR);
            return;
        }
        calls.put(sip, call);
        open(call);
        later(call, plan.delay(), this::decide);
    }

    private void refuseAtOnce(VoterCall call, int status) {
        calls.put(call.sip, call);
        call.sip.refuse(status);
        over(call, Ending.REFUSED, status);
    }

    private void open(VoterCall call) {
        switch (call.plan.opening()) {
            case NONE -> {}
            case RINGING -> call.sip.ring();
            case ANNOUNCEMENT -> {
                if (call.stage() instanceof Waiting(var line) && line.isPresent()) {
                    line.get().play();
                    call.sip.announce(description(call, line.get()));
                }
            }
        }
    }

    private void decide(VoterCall call) {
        if (!(call.stage() instanceof Waiting(var line))) {
            return;
        }
        switch (call.plan.outcome()) {
            case Refuse(var status) -> {
                call.sip.refuse(status);
                over(call, Ending.REFUSED, status);
            }
            case Answer answer -> answer(call, answer, line.orElseThrow());
        }
    }

    private void answer(VoterCall call, Answer answer, RtpLine line) {
        // Before the rest, so that a programme's first word falls after the answer.
        call.sip.answer(description(call, line));
        line.play();
        line.listen();
        call.stage(new Talking(line, clock.instant(), System.nanoTime(), false, false));
        later(call, programme(call.invite.number(), answer).firstLength().plus(answer.talk()), this::talkIsOver);
    }

    /// All that will be spoken if the call runs its course.
    private List<Programme> programmes(String number, CallPlan plan) {
        var spoken = new ArrayList<Programme>();
        if (plan.opening() == CallPlan.Opening.ANNOUNCEMENT) {
            spoken.add(voices.announcement(townsfolk.language(number)));
        }
        if (plan.outcome() instanceof Answer answer) {
            spoken.add(programme(number, answer));
        }
        return spoken;
    }

    private Programme programme(String number, Answer answer) {
        return switch (answer.speaker()) {
            case PERSON -> voices.talk(townsfolk.language(number), townsfolk.talker(number));
            case MACHINE -> voices.voicemail(townsfolk.language(number));
        };
    }

    private void acknowledge(VoterCall call) {
        if (call.stage() instanceof Talking talking) {
            call.stage(talking.withAck());
            if (talking.due()) {
                hangUp(call, Ending.VOTER_HUNG_UP);
            }
        }
    }

    private void talkIsOver(VoterCall call) {
        if (call.stage() instanceof Talking talking) {
            if (talking.acknowledged()) {
                hangUp(call, Ending.VOTER_HUNG_UP);
            } else {
                call.stage(talking.nowDue());
            }
        }
    }

    /// Ends the calls of callers that died: no ACK, or no more sound.
    private void watch() {
        for (var call : new ArrayList<>(calls.values())) {
            if (call.stage() instanceof Talking talking) {
                patience.exhausted(talking, System.nanoTime()).ifPresent(ending -> hangUp(call, ending));
            }
        }
    }

    private void hangUp(VoterCall call, Ending ending) {
        call.sip.hangUp();
        over(call, ending, 200);
    }

    private void over(VoterCall call, Ending ending, int status) {
        var last = call.stage();
        call.stage(new Over());
        calls.remove(call.sip);
        switch (last) {
            case Waiting(var line) -> {
                line.ifPresent(room::close);
                book.enter(call, clock.instant(), ending, status, Optional.empty(), line);
            }
            case Talking talking -> {
                room.close(talking.line());
                book.enter(
                        call,
                        clock.instant(),
                        ending,
                        status,
                        Optional.of(talking.answeredAt()),
                        Optional.of(talking.line()));
            }
            case Over() -> {}
        }
    }

    private String description(VoterCall call, RtpLine line) {
        return AudioOffer.parse(call.invite.sdp()).orElseThrow().answer(line.local(), sessions.getAndIncrement());
    }

    private void with(IncomingCall sip, Consumer<VoterCall> what) {
        post(() -> Optional.ofNullable(calls.get(sip)).ifPresent(what));
    }

    private void later(VoterCall call, Duration wait, Consumer<VoterCall> what) {
        var _ = loop.schedule(() -> guarded(() -> what.accept(call)), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void post(Runnable what) {
        try {
            loop.execute(() -> guarded(what));
        } catch (RejectedExecutionException closing) {
            LOG.debug("news of a call came after the switchboard had closed");
        }
    }

    /// One call's bug must not end the town, which judges all the others.
    private static void guarded(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException bug) {
            LOG.error("a call of the town went wrong", bug);
        }
    }

    private void stopAll() {
        for (var call : new ArrayList<>(calls.values())) {
            switch (call.stage()) {
                case Waiting _ -> {
                    call.sip.refuse(480);
                    over(call, Ending.TOWN_STOPPED, 480);
                }
                case Talking _ -> hangUp(call, Ending.TOWN_STOPPED);
                case Over _ -> {}
            }
        }
    }

    /// Ends the calls that are still running, so that they reach the book too.
    @Override
    public void close() {
        post(this::stopAll);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        loop.shutdown();
        try {
            if (!loop.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the switchboard did not stop in time");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
