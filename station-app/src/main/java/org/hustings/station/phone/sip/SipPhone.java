package org.hustings.station.phone.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.Result;
import org.hustings.station.phone.Dialog;
import org.hustings.station.phone.Phone;
import org.hustings.station.phone.PhoneConfig;
import org.hustings.station.phone.PhoneConfig.Credentials;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.MediaException;
import org.hustings.station.phone.media.MediaNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The station's telephone over SIP, with its sound by GStreamer.
///
/// One thread owns all state and tells all news; the public methods, the network and the sound only post to it.
public final class SipPhone implements Phone {

    private static final Logger log = LoggerFactory.getLogger(SipPhone.class);

    /// Ended calls and farewells that still get answers. A line has one call at a time; each lingers under a minute.
    private static final int LINGERING_MAX = 64;

    private static final Duration CLOSE_MAX = Duration.ofSeconds(3);
    private static final int VOLUME_USUAL = 7;

    private final PhoneConfig config;
    private final Consumer<PhoneNews> news;
    private final Limits limits;
    private final ScheduledThreadPoolExecutor thread;
    private final Board board = new Board();
    private final Wire wire;
    private final Requests requests;
    private final Authenticator authenticator;
    private final PeerWatch watch;
    private final SoundWatch sound;
    private final DialogMemory dialogs;
    private final Map<String, SipCall> calls = lingering();
    private final Map<String, Farewell> farewells = lingering();
    private final Map<String, LoneCancel> lone = lingering();
    private Optional<SipCall> current = Optional.empty();
    private int volume = VOLUME_USUAL;
    private boolean peerReady;
    private PhoneNews.Readiness told = new PhoneNews.Readiness(false, "");
    private Optional<CompletableFuture<Void>> closing = Optional.empty();
    private volatile boolean ready;

    /// Opens the telephone: binds its port, and goes on getting ready by itself; [PhoneNews.Readiness] says when it is.
    /// Without a way to the peer it goes on looking for one; that too is told as readiness.
    ///
    /// `news` is called on the phone's thread and must not block.
    ///
    /// @throws org.hustings.station.phone.PhoneException when the port is taken or the address not ours,
    /// naming the configuration's key
    public static Phone open(PhoneConfig config, Consumer<PhoneNews> news) {
        return open(config, news, Limits.USUAL);
    }

    static Phone open(PhoneConfig config, Consumer<PhoneNews> news, Limits limits) {
        return PhoneInWaiting.open(
                () -> LocalAddress.of(config),
                local -> on(local, config, news, limits),
                config.peer().getHostString(),
                news);
    }

    private static SipPhone on(InetSocketAddress local, PhoneConfig config, Consumer<PhoneNews> news, Limits limits) {
        var phone = new SipPhone(local, config, news, limits);
        phone.post(phone::prepare);
        return phone;
    }

    @SuppressWarnings("this-escape") // Whatever comes in is posted to the phone's thread, behind its first task.
    private SipPhone(InetSocketAddress local, PhoneConfig config, Consumer<PhoneNews> news, Limits limits) {
        this.config = config;
        this.news = news;
        this.limits = limits;
        this.authenticator = new Authenticator(config.credentials());
        this.thread = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().daemon().name("phone").unstarted(task));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.wire = new Wire(local, config.transport(), new Mail());
        this.requests = new Requests(wire, config.peer());
        var registerAs = config.credentials()
                .map(Credentials::user)
                .filter(_ -> config.presence() == PhoneConfig.Presence.REGISTER);
        this.watch = new PeerWatch(board, config.presence(), registerAs, this::peer);
        this.sound = new SoundWatch(config, local.getAddress(), board, this::tellReadiness, this::heard);
        this.dialogs = new DialogMemory(config.portMemory());
    }

    private static <T> Map<String, T> lingering() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > LINGERING_MAX;
            }
        };
    }

    private void prepare() {
        sound.prepare();
        new WarmUp(board, watch::ask).next();
    }

    private void peer(boolean reachable, String reason) {
        peerReady = reachable;
        tellReadiness(reason);
    }

    private void tellReadiness(String reason) {
        ready = peerReady && sound.isReady();
        if (ready != told.ready() || (!ready && !reason.isEmpty() && !reason.equals(told.reason()))) {
            told = new PhoneNews.Readiness(ready, reason);
            news.accept(told);
        }
    }

    @Override
    public void dial(CallId call, PhoneNumber number, PhoneNumber callerId, int ringSeconds) {
        post(() -> begin(new Requests.Party(call, number, Optional.of(callerId)), ringSeconds));
    }

    private void begin(Requests.Party party, int ringSeconds) {
        if (current.isPresent()) {
            log.error(
                    "call {}: refused, the line is busy with {}",
                    party.call(),
                    current.get().party().call());
            fail(party.call());
            return;
        }
        try {
            var first = sound.isDoubtful();
            var call = new SipCall(board, party, sound.take(), ringSeconds);
            calls.put(party.names().callId(), call);
            current = Optional.of(call);
            call.begin(first, volume);
        } catch (MediaException soundless) {
            log.warn("call {}: refused, {}", party.call(), soundless.getMessage());
            fail(party.call());
        }
    }

    private void fail(CallId call) {
        news.accept(new PhoneNews.Ended(call, System.nanoTime(), Result.FAILED, Optional.empty(), Optional.empty()));
    }

    @Override
    public void hangUp(CallId call) {
        post(() -> Optional.ofNullable(calls.get(call.toString())).ifPresent(SipCall::hangUp));
    }

    @Override
    public void cleanUp(CallId call, PhoneNumber number, Optional<PhoneNumber> callerId, Optional<Dialog> answered) {
        post(() -> {
            var party = new Requests.Party(call, number, callerId);
            answered.ifPresentOrElse(
                    dialog -> board.sayGoodbye(party, dialog),
                    () -> dialogs.of(party)
                            .ifPresentOrElse(dialog -> Strays.end(board, party, dialog), () -> cancelAll(party)));
        });
    }

    /// Which attempt was the last is not known: with credentials it may have been a later one.
    private void cancelAll(Requests.Party party) {
        var attempts = config.credentials().isPresent() ? CallNames.ATTEMPTS_MAX : 1;
        for (var attempt = 1; attempt <= attempts; attempt++) {
            var cancel = new LoneCancel(board, requests.cancel(party, attempt));
            lone.put(party.names().callId() + attempt, cancel);
            cancel.send();
        }
    }

    @Override
    public void mute(boolean muted) {
        post(() -> current.ifPresent(call -> call.leg().mute(muted)));
    }

    @Override
    public void volume(int step) {
        post(() -> {
            volume = step;
            current.ifPresent(call -> call.leg().volume(step));
        });
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public boolean hasSound() {
        return sound.isReady();
    }

    private void heard(MediaNews heard) {
        switch (heard) {
            case MediaNews.Levels(var microphone, var ear) ->
                current.ifPresent(call -> {
                    call.sounds();
                    news.accept(new PhoneNews.Level(call.party().call(), microphone, ear));
                });
            case MediaNews.Failed(var reason) ->
                current.ifPresentOrElse(call -> call.mediaFailed(reason), () -> sound.failed(reason));
        }
    }

    /// Runs on the phone's thread, unless that has ended. A fault ends one task, not the telephone.
    private void post(Runnable task) {
        try {
            thread.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            // Late news for a phone that is closed.
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException bug) {
                log.error("the telephone dropped a task", bug);
            }
        };
    }

    @Override
    public void close() {
        var quiet = new CompletableFuture<Void>();
        post(() -> {
            watch.stop();
            closing = Optional.of(quiet);
            current.ifPresentOrElse(SipCall::hangUp, () -> quiet.complete(null));
        });
        // The far end may still confirm our CANCEL; its answer to a BYE does not matter.
        quiet.completeOnTimeout(null, CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        post(sound::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        wire.close();
    }

    /// The telephone as its calls see it.
    private final class Board implements Switchboard {

        @Override
        public Wire wire() {
            return wire;
        }

        @Override
        public Requests requests() {
            return requests;
        }

        @Override
        public Authenticator authenticator() {
            return authenticator;
        }

        @Override
        public Limits limits() {
            return limits;
        }

        @Override
        public List<Codec> codecs() {
            return config.codecs();
        }

        @Override
        public Consumer<PhoneNews> news() {
            return news;
        }

        @Override
        public DialogMemory dialogs() {
            return dialogs;
        }

        @Override
        public void post(Runnable task) {
            SipPhone.this.post(task);
        }

        @Override
        public void soundless(String reason) {
            sound.failed(reason);
        }

        @Override
        public Future<?> after(Duration wait, Runnable task) {
            try {
                return thread.schedule(guarded(task), wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                return CompletableFuture.completedFuture(null);
            }
        }

        @Override
        public void sayGoodbye(Requests.Party party, Dialog dialog) {
            var farewell = new Farewell(wire, requests, authenticator, party, dialog);
            farewells.put(party.names().callId(), farewell);
            farewell.send();
        }

        @Override
        public void over(SipCall call) {
            current = current.filter(it -> it != call);
            dialogs.forget();
            var _ = after(limits.lingerMost(), () -> {
                calls.remove(call.party().names().callId());
                farewells.remove(call.party().names().callId());
            });
            closing.ifPresentOrElse(it -> it.complete(null), () -> post(sound::prepare));
        }
    }

    /// Hands what comes from the network to the call it names, on the phone's thread.
    private final class Mail implements Wire.Inbox {

        @Override
        public void request(Request request) {
            post(() -> Optional.ofNullable(calls.get(Refusals.callId(request)))
                    .ifPresentOrElse(call -> call.request(request), () -> Refusals.outside(wire, request)));
        }

        @Override
        public void response(Response response) {
            post(() -> sort(response));
        }

        private void sort(Response response) {
            var callId = Answers.callId(response);
            if (watch.owns(callId)) {
                watch.response(response);
                return;
            }
            switch (Answers.method(response)) {
                case Request.INVITE ->
                    Optional.ofNullable(calls.get(callId))
                            .ifPresentOrElse(call -> call.response(response), () -> Strays.answer(board, response));
                case Request.BYE ->
                    Optional.ofNullable(farewells.get(callId)).ifPresent(farewell -> farewell.response(response));
                // A live call needs no more: the INVITE's own answer says how it went.
                case Request.CANCEL ->
                    Optional.ofNullable(lone.remove(callId + Answers.sequence(response)))
                            .ifPresent(LoneCancel::answered);
                default -> {} // Of nothing that we send.
            }
        }

        @Override
        public void unanswered(Request request) {
            post(() -> {
                if (request.getMethod().equals(Request.INVITE)) {
                    Optional.ofNullable(calls.get(Refusals.callId(request))).ifPresent(SipCall::unanswered);
                }
            });
        }
    }
}
