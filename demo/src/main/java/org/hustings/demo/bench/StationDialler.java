package org.hustings.demo.bench;

import java.io.IOException;
import java.util.Optional;
import org.hustings.demo.CannotStartException;

/// Our station, dialing by its green button. The press is stamped by this process before it is written to the panel's
/// socket, and the INVITE by the same clock when it has come, so the socket's hop is part of the time.
final class StationDialler implements Dialler {

    private static final long INVITE_MAX_MS = 5_000;
    private static final long SOUND_MAX_MS = 5_000;

    private final Hand hand;
    private final Callee callee;

    StationDialler(Hand hand, Callee callee) {
        this.hand = hand;
        this.callee = callee;
    }

    @Override
    public Optional<Measured> call() throws IOException, InterruptedException, CannotStartException {
        hand.awaitPerson();
        callee.forget();
        var pressed = hand.call();
        var heard = callee.next(INVITE_MAX_MS);
        if (heard.isEmpty()) {
            return Optional.empty();
        }
        var call = heard.get();
        var whole = call.awaitWhole(SOUND_MAX_MS);
        hand.finish();
        return whole
                ? Optional.of(new Measured(call.toInviteMs(pressed), call.toAckMs(), call.toSoundMs()))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        hand.close();
    }
}
