package org.hustings.station.phone.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.sip.SipException;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.hustings.protocol.CallId;

/// Knows whether the peer is there: by REGISTER where it wants that, else by OPTIONS, to which any answer will do.
///
/// An absent peer is asked again after 1, 2, 4 … 30 seconds. Lives on the phone's thread; only the sending itself runs
/// elsewhere, as a TCP connection to nowhere takes its time.
final class PeerWatch {

    /// What becomes known, told at each change and after each failure.
    interface Finding {
        void peer(boolean reachable, String reason);
    }

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    /// Asked for; the registrar's word counts. Short, so that a station that has moved is not looked for in vain.
    private static final int EXPIRES_SECONDS = 300;

    private final Switchboard board;
    private final Optional<String> registerAs;
    private final Finding finding;
    private final CallId id = new CallId(UUID.randomUUID());
    private long sequence;
    private int challenges;
    private Duration retry = FIRST_RETRY;
    private Future<?> next = CompletableFuture.completedFuture(null);
    private Future<?> limit = CompletableFuture.completedFuture(null);
    private boolean registered;

    PeerWatch(Switchboard board, Optional<String> registerAs, Finding finding) {
        this.board = board;
        this.registerAs = registerAs;
        this.finding = finding;
    }

    boolean owns(String callId) {
        return id.toString().equals(callId);
    }

    void ask() {
        sequence++;
        var request = registerAs.isPresent()
                ? register(EXPIRES_SECONDS)
                : board.requests().options(id, sequence);
        limit = board.after(
                board.limits().probeMost(), () -> absent("the SIP peer does not answer " + request.getMethod()));
        Thread.ofVirtual().start(() -> {
            try {
                board.wire().send(request);
            } catch (SipException | RuntimeException unsent) {
                var _ = board.after(Duration.ZERO, () -> absent("the SIP peer cannot be reached"));
            }
        });
    }

    private Request register(int seconds) {
        var requests = board.requests();
        var line = board.authenticator().line(Request.REGISTER, requests.registrar(), "");
        return requests.register(id, sequence, registerAs.orElseThrow(), seconds, line);
    }

    void response(Response response) {
        if (Answers.sequence(response) != sequence || response.getStatusCode() < 200 || limit.isCancelled()) {
            return;
        }
        limit.cancel(false);
        var status = response.getStatusCode();
        if (registerAs.isEmpty() || status < 300) {
            registered = registerAs.isPresent();
            present(registered ? refreshAfter(response) : board.limits().probeEvery());
        } else if (isChallenge(status)
                && ++challenges < CallNames.ATTEMPTS_MAX
                && board.authenticator().accept(response)) {
            ask();
        } else {
            absent("the SIP peer refuses REGISTER with status " + status
                    + (isChallenge(status) ? ": check sip.user and sip.password" : ""));
        }
    }

    private static boolean isChallenge(int status) {
        return status == Response.UNAUTHORIZED || status == Response.PROXY_AUTHENTICATION_REQUIRED;
    }

    /// At half of what was granted, so that one lost refresh does no harm.
    private static Duration refreshAfter(Response response) {
        var granted = response.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
                        && contact.getExpires() > 0
                ? contact.getExpires()
                : response.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires && expires.getExpires() > 0
                        ? expires.getExpires()
                        : EXPIRES_SECONDS;
        return Duration.ofSeconds(Math.clamp(granted / 2, 5, EXPIRES_SECONDS));
    }

    private void present(Duration wait) {
        challenges = 0;
        retry = FIRST_RETRY;
        askAgain(wait);
        finding.peer(true, registered ? "registered" : "the SIP peer answers");
    }

    private void absent(String reason) {
        limit.cancel(false);
        challenges = 0;
        registered = false;
        askAgain(retry);
        retry = retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
        finding.peer(false, reason);
    }

    private void askAgain(Duration wait) {
        next.cancel(false);
        next = board.after(wait, this::ask);
    }

    /// Takes a registration back, without waiting for the answer.
    void stop() {
        next.cancel(false);
        limit.cancel(false);
        if (registered) {
            sequence++;
            try {
                board.wire().send(register(0));
            } catch (SipException unreachable) {
                registered = false; // It expires by itself.
            }
        }
    }
}
