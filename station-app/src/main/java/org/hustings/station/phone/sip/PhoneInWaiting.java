package org.hustings.station.phone.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.Result;
import org.hustings.station.phone.Dialog;
import org.hustings.station.phone.Phone;
import org.hustings.station.phone.PhoneException;
import org.hustings.station.phone.PhoneNews;

/// The telephone of a station that has no way to its peer yet: no route, no name service. It says so, looks for one
/// after 1, 2, 4 … 30 seconds, and is then the telephone that it opened. The station does its other work meanwhile:
/// reports wait for nobody's telephone.
final class PhoneInWaiting implements Phone {

    /// How long the start of the station waits for name service and routes.
    private static final Duration ROUTE_MAX = Duration.ofSeconds(2);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    /// A process leaves one call behind; more than a few were never meant.
    private static final int OWED_MAX = 16;

    private final Supplier<Optional<Phone>> opening;
    private final String reason;
    private final Consumer<PhoneNews> news;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("phone-waiting").unstarted(task));
    private final List<Consumer<Phone>> owed = new ArrayList<>();
    private Duration retry = FIRST_RETRY;
    private int volume = -1;
    private boolean closed;
    private volatile Optional<Phone> open = Optional.empty();

    private PhoneInWaiting(Supplier<Optional<Phone>> opening, String reason, Consumer<PhoneNews> news) {
        this.opening = opening;
        this.reason = reason;
        this.news = news;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// The telephone that `opening` makes of the address that `route` finds: at once if it finds one now.
    static Phone open(
            Supplier<Optional<InetSocketAddress>> route,
            Function<InetSocketAddress, Phone> opening,
            String peer,
            Consumer<PhoneNews> news) {
        return soon(route)
                .map(opening)
                .orElseGet(() -> new PhoneInWaiting(
                                () -> route.get().map(opening),
                                "no address of this machine leads to sip.peer = " + peer
                                        + ", or its name is not known: is the network up?",
                                news)
                        .begin());
    }

    /// Name service that does not answer must not keep the whole station waiting.
    private static Optional<InetSocketAddress> soon(Supplier<Optional<InetSocketAddress>> route) {
        try {
            return CompletableFuture.supplyAsync(route, Thread::startVirtualThread)
                    .completeOnTimeout(Optional.empty(), ROUTE_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof PhoneException wrong ? wrong : failed;
        }
    }

    private PhoneInWaiting begin() {
        thread.execute(() -> news.accept(new PhoneNews.Readiness(false, reason)));
        tryLater();
        return this;
    }

    private void tryLater() {
        try {
            var _ = thread.schedule(this::tryOpen, retry.toMillis(), TimeUnit.MILLISECONDS);
            retry = retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
        } catch (RejectedExecutionException closing) {
            return;
        }
    }

    private void tryOpen() {
        try {
            opening.get().ifPresentOrElse(this::opened, this::tryLater);
        } catch (PhoneException unusable) {
            news.accept(new PhoneNews.Readiness(false, String.valueOf(unusable.getMessage())));
            tryLater();
        }
    }

    private synchronized void opened(Phone phone) {
        if (closed) {
            phone.close();
            return;
        }
        if (volume >= 0) {
            phone.volume(volume);
        }
        owed.forEach(it -> it.accept(phone));
        owed.clear();
        open = Optional.of(phone);
    }

    @Override
    public void dial(CallId call, PhoneNumber number, PhoneNumber callerId, int ringSeconds) {
        open.ifPresentOrElse(
                it -> it.dial(call, number, callerId, ringSeconds),
                () -> thread.execute(() -> open.ifPresentOrElse(
                        it -> it.dial(call, number, callerId, ringSeconds),
                        () -> news.accept(new PhoneNews.Ended(
                                call, System.nanoTime(), Result.FAILED, Optional.empty(), Optional.empty())))));
    }

    @Override
    public void hangUp(CallId call) {
        open.ifPresent(it -> it.hangUp(call));
    }

    @Override
    public synchronized void cleanUp(
            CallId call, PhoneNumber number, Optional<PhoneNumber> callerId, Optional<Dialog> answered) {
        if (open.isPresent()) {
            open.get().cleanUp(call, number, callerId, answered);
        } else if (owed.size() < OWED_MAX) {
            owed.add(it -> it.cleanUp(call, number, callerId, answered));
        }
    }

    @Override
    public void mute(boolean muted) {
        open.ifPresent(it -> it.mute(muted));
    }

    @Override
    public synchronized void volume(int step) {
        volume = step;
        open.ifPresent(it -> it.volume(step));
    }

    @Override
    public boolean isReady() {
        return open.filter(Phone::isReady).isPresent();
    }

    /// Before there is a network the headset is not tried: then it is not what is missing.
    @Override
    public boolean hasSound() {
        return open.map(Phone::hasSound).orElse(true);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.shutdown();
        open.ifPresent(Phone::close);
    }
}
