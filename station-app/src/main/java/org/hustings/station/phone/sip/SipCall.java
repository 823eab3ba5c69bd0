package org.hustings.station.phone.sip;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.hustings.protocol.CallReport.Quality;
import org.hustings.protocol.Result;
import org.hustings.station.phone.Dialog;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.phone.media.MediaException;
import org.hustings.station.phone.media.MediaLeg;
import org.hustings.station.phone.media.RemoteMedia;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call from INVITE to its end.
///
///     Inviting ──2xx──▶ Talking ──BYE──▶ Over
///        └─hang up, ring limit─▶ Cancelling ──final answer─▶ Over
///        └────────────────── refusal ───────────────────────▶ Over
///
/// A call that is over still answers for a while: late 2xx are confirmed and ended, late provisionals cancelled. Lives
/// on the phone's thread.
final class SipCall {

    private static final Logger log = LoggerFactory.getLogger(SipCall.class);

    /// A sound server that hangs is given this long.
    private static final Duration SOUND_MAX = Duration.ofSeconds(3);

    private sealed interface Stage {

        /// Sound failed lately: the device must be heard before anybody's telephone rings.
        record Sounding() implements Stage {}

        /// Nothing final yet.
        record Inviting() implements Stage {}

        /// We want it back; it will end as `result`. `sent`: the CANCEL is out, which must wait for a provisional
        /// answer (RFC 3261 section 9.1).
        record Cancelling(Result result, boolean sent) implements Stage {}

        record Talking(Dialog dialog) implements Stage {}

        record Over() implements Stage {}
    }

    private final Switchboard board;
    private final Requests.Party party;
    private final MediaLeg leg;
    private final int ringSeconds;
    private final Invitation invitation;
    private Stage stage = new Stage.Inviting();
    private boolean rung;
    private Optional<Dialog> confirmed = Optional.empty();
    private Future<?> limit = CompletableFuture.completedFuture(null);

    SipCall(Switchboard board, Requests.Party party, MediaLeg leg, int ringSeconds) {
        this.board = board;
        this.party = party;
        this.leg = leg;
        this.ringSeconds = ringSeconds;
        this.invitation = new Invitation(board, party);
    }

    Requests.Party party() {
        return party;
    }

    MediaLeg leg() {
        return leg;
    }

    boolean isOver() {
        return stage instanceof Stage.Over;
    }

    /// The INVITE leaves first of all, then the devices open; the other way round with `soundFirst`.
    void begin(boolean soundFirst, int volume) {
        if (soundFirst) {
            stage = new Stage.Sounding();
            limit = board.after(SOUND_MAX, () -> mediaFailed("the headset gives no sound"));
        } else if (!dialed()) {
            return;
        }
        try {
            leg.volume(volume);
            leg.play(party.call());
        } catch (MediaException | UncheckedIOException soundless) {
            mediaFailed(String.valueOf(soundless.getMessage()));
        }
    }

    /// The device is heard.
    void sounds() {
        if (stage instanceof Stage.Sounding) {
            limit.cancel(false);
            stage = new Stage.Inviting();
            var _ = dialed();
        }
    }

    private boolean dialed() {
        if (!invite()) {
            return false;
        }
        board.news().accept(new PhoneNews.Invited(party.call(), System.nanoTime()));
        limit = board.after(board.limits().silenceMost(), () -> giveUp(Result.FAILED));
        return true;
    }

    private boolean invite() {
        var offer = Sdp.describe(
                board.wire().local().getAddress().getHostAddress(),
                leg.port(),
                Sdp.Format.usual(board.codecs()),
                session(),
                1,
                "sendrecv");
        if (!invitation.send(offer)) {
            end(Result.FAILED, Optional.empty());
            return false;
        }
        return true;
    }

    /// The session's id in our descriptions (RFC 8866 section 5.2): a number of 63 random bits.
    long session() {
        return party.call().value().getLeastSignificantBits() >>> 1;
    }

    void hangUp() {
        switch (stage) {
            case Stage.Sounding _ -> end(Result.CANCELLED, Optional.empty());
            case Stage.Inviting _ -> giveUp(Result.CANCELLED);
            case Stage.Talking(var dialog) -> {
                board.sayGoodbye(party, dialog);
                end(Result.ANSWERED, Optional.of(Response.OK));
            }
            case Stage.Cancelling _, Stage.Over _ -> {}
        }
    }

    /// The sound has gone: nobody is served by a silent line.
    void mediaFailed(String reason) {
        board.soundless(reason);
        log.warn("call {}: sound failed: {}", party.call(), reason);
        switch (stage) {
            case Stage.Sounding _ -> end(Result.FAILED, Optional.empty());
            case Stage.Inviting _ -> giveUp(Result.FAILED);
            case Stage.Talking _ -> hangUp();
            case Stage.Cancelling _, Stage.Over _ -> {}
        }
    }

    /// Takes the INVITE back. The call is over when the far end has said so, or after a short wait.
    private void giveUp(Result result) {
        if (!(stage instanceof Stage.Inviting)) {
            return;
        }
        limit.cancel(false);
        stage = new Stage.Cancelling(result, false);
        if (invitation.isHeard()) {
            cancel();
        }
        limit = board.after(board.limits().cancelMost(), () -> end(result, Optional.empty()));
        closeLeg();
    }

    private void cancel() {
        if (stage instanceof Stage.Cancelling(var result, var _)) {
            stage = new Stage.Cancelling(result, true);
        }
        invitation.cancel();
    }

    /// A response to our INVITE.
    void response(Response response) {
        if (!invitation.isAnsweredBy(response)) {
            return; // An earlier attempt's, repeated.
        }
        var status = response.getStatusCode();
        if (status < 200) {
            provisional(response, status);
        } else if (status < 300) {
            answered(response);
        } else if (!isChallengeMet(response, status)) {
            refused(response, status);
        }
    }

    private void provisional(Response response, int status) {
        var first = !invitation.isHeard();
        invitation.heard();
        switch (stage) {
            case Stage.Inviting _ -> {
                if (first) {
                    limitRinging();
                }
                progress(response, status);
            }
            case Stage.Cancelling(var _, var sent) -> {
                if (!sent) {
                    cancel();
                }
            }
            case Stage.Over _ -> {
                if (first) {
                    cancel(); // We gave up before the far end said anything; now it may be told.
                }
            }
            case Stage.Sounding _, Stage.Talking _ -> {}
        }
    }

    private void limitRinging() {
        limit.cancel(false);
        var asked = Duration.ofSeconds(ringSeconds);
        var least = board.limits().ringLeast();
        limit = board.after(asked.compareTo(least) < 0 ? least : asked, () -> giveUp(Result.NO_ANSWER));
    }

    private void progress(Response response, int status) {
        var media = media(response);
        var rings = status == Response.RINGING || (status == Response.SESSION_PROGRESS && media.isPresent());
        if (rings && !rung) {
            rung = true;
            limitRinging(); // The far end rings for the full time, however long the network took to reach it.
            board.news().accept(new PhoneNews.Ringing(party.call(), System.nanoTime()));
        }
        if (status == Response.RINGING) {
            leg.ring();
        }
        media.ifPresent(leg::hear);
    }

    private Optional<RemoteMedia> media(Response response) {
        return Answers.description(response).flatMap(text -> Sdp.read(text, board.codecs()));
    }

    private void answered(Response response) {
        var dialog = Answers.dialog(response, board.requests().uri(party));
        var repeated = confirmed
                .filter(it -> it.remoteTag().equals(dialog.remoteTag()))
                .isPresent();
        if (repeated) {
            invitation.acknowledge(dialog); // The last one was lost.
            return;
        }
        if (confirmed.isPresent() || !(stage instanceof Stage.Inviting)) {
            // Another branch of a forked call, or an answer that crossed our CANCEL.
            invitation.acknowledge(dialog);
            board.sayGoodbye(party, dialog);
            confirmed = confirmed.or(() -> Optional.of(dialog));
            if (stage instanceof Stage.Cancelling(var result, var _)) {
                end(result, Optional.of(response.getStatusCode()));
            }
            return;
        }
        confirmed = Optional.of(dialog);
        limit.cancel(false);
        var sounding = talks(response); // First, so that the hello is not lost to the disk.
        board.dialogs().keep(party, dialog);
        invitation.acknowledge(dialog);
        if (sounding) {
            stage = new Stage.Talking(dialog);
            board.news().accept(new PhoneNews.Answered(party.call(), System.nanoTime(), dialog));
        } else {
            board.sayGoodbye(party, dialog);
            end(Result.FAILED, Optional.of(response.getStatusCode()));
        }
    }

    /// Whatever goes wrong with the sound, the person who answered is not left with a silent line.
    private boolean talks(Response response) {
        try {
            leg.open(media(response).orElseThrow(() -> new MediaException("the answer has no codec that was offered")));
            return true;
        } catch (RuntimeException soundless) {
            log.warn("call {}: {}", party.call(), soundless.getMessage());
            return false;
        }
    }

    private boolean isChallengeMet(Response response, int status) {
        var challenged = status == Response.UNAUTHORIZED || status == Response.PROXY_AUTHENTICATION_REQUIRED;
        return challenged
                && stage instanceof Stage.Inviting
                && invitation.mayBeRepeated()
                && board.authenticator().accept(response)
                && invite();
    }

    private void refused(Response response, int status) {
        switch (stage) {
            case Stage.Inviting _ -> end(Results.of(status, Answers.cause(response)), Optional.of(status));
            case Stage.Cancelling(var result, var _) -> end(result, Optional.of(status));
            case Stage.Sounding _, Stage.Talking _, Stage.Over _ -> {}
        }
    }

    /// The INVITE got no final answer, or its connection broke.
    void unanswered() {
        switch (stage) {
            case Stage.Inviting _ -> end(Result.FAILED, Optional.empty());
            case Stage.Cancelling(var result, var _) -> end(result, Optional.empty());
            case Stage.Sounding _, Stage.Talking _, Stage.Over _ -> {}
        }
    }

    /// A request that names this call, if its tags do too.
    void request(Request request) {
        var ours = confirmed
                .filter(it -> it.localTag().equals(Refusals.toTag(request))
                        && it.remoteTag().equals(Refusals.fromTag(request)))
                .isPresent();
        if (ours) {
            InDialog.answer(this, board, request);
        } else {
            Refusals.outside(board.wire(), request);
        }
    }

    void ended() {
        if (stage instanceof Stage.Talking) {
            end(Result.ANSWERED, Optional.of(Response.OK));
        }
    }

    /// The far end moved, or wants its sound elsewhere (RFC 3261 section 12.2.2).
    void moved(RemoteMedia media) {
        if (stage instanceof Stage.Talking) {
            leg.open(media);
        }
    }

    private void end(Result result, Optional<Integer> status) {
        if (isOver()) {
            return;
        }
        limit.cancel(false);
        try {
            var quality = quality();
            stage = new Stage.Over();
            board.news().accept(new PhoneNews.Ended(party.call(), System.nanoTime(), result, status, quality));
            closeLeg();
        } finally {
            stage = new Stage.Over();
            board.over(this); // Whatever happens, the line is free for the next call.
        }
    }

    /// A recording that cannot be finished, such as on a full disk, must not keep the line.
    private void closeLeg() {
        try {
            leg.close();
        } catch (RuntimeException unfinished) {
            log.warn("call {}: its sound did not end well: {}", party.call(), Invitation.cause(unfinished));
        }
    }

    private Optional<Quality> quality() {
        try {
            return stage instanceof Stage.Talking ? leg.quality() : Optional.empty();
        } catch (RuntimeException unknown) {
            return Optional.empty();
        }
    }
}
