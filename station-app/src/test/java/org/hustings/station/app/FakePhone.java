package org.hustings.station.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.Result;
import org.hustings.station.phone.Dialog;
import org.hustings.station.phone.Phone;
import org.hustings.station.phone.PhoneNews;

/// A telephone without a network: the test says what becomes of each call.
public class FakePhone implements Phone {

    public record CleanedUp(CallId call, Optional<Dialog> answered) {}

    private final Consumer<PhoneNews> listener;
    public final List<CallId> dialed = new CopyOnWriteArrayList<>();
    public final List<PhoneNumber> numbers = new CopyOnWriteArrayList<>();
    public final List<CallId> hungUp = new CopyOnWriteArrayList<>();
    public final List<CleanedUp> cleanedUp = new CopyOnWriteArrayList<>();
    public volatile boolean ready = true;
    public volatile boolean sound = true;
    public volatile boolean muted;
    private volatile boolean open;
    private volatile boolean answered;

    public FakePhone(Consumer<PhoneNews> listener) {
        this.listener = listener;
    }

    @Override
    public void dial(CallId call, PhoneNumber number, PhoneNumber callerId, int ringSeconds) {
        open = true;
        answered = false;
        dialed.add(call);
        numbers.add(number);
        listener.accept(new PhoneNews.Invited(call, System.nanoTime()));
        dialed();
    }

    /// What becomes of a call at once; nothing, unless a subclass says so.
    public void dialed() {}

    public CallId call() {
        return dialed.getLast();
    }

    public void ring() {
        listener.accept(new PhoneNews.Ringing(call(), System.nanoTime()));
    }

    public void answer() {
        answered = true;
        listener.accept(new PhoneNews.Answered(
                call(), System.nanoTime(), new Dialog("l", "r", "sip:town", List.of("sip:edge"), 1)));
    }

    public void end(Result result, int sipStatus) {
        if (open) {
            open = false;
            listener.accept(
                    new PhoneNews.Ended(call(), System.nanoTime(), result, Optional.of(sipStatus), Optional.empty()));
        }
    }

    @Override
    public void hangUp(CallId call) {
        hungUp.add(call);
        end(answered ? Result.ANSWERED : Result.CANCELLED, answered ? 200 : 487);
    }

    @Override
    public void cleanUp(CallId call, PhoneNumber number, Optional<PhoneNumber> callerId, Optional<Dialog> dialog) {
        cleanedUp.add(new CleanedUp(call, dialog));
    }

    @Override
    public void mute(boolean silent) {
        muted = silent;
    }

    @Override
    public void volume(int step) {}

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public boolean hasSound() {
        return sound;
    }

    @Override
    public void close() {}
}
