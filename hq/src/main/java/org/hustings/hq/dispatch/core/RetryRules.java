package org.hustings.hq.dispatch.core;

import java.time.Duration;
import java.time.Instant;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;

/// When somebody is called again, and when never. `tries` counts dials of one contact, all in.
///
/// `household` is how long the other people of a unit are left alone after a dial.
public record RetryRules(
        int triesMax,
        Duration noAnswer,
        Duration busy,
        Duration failed,
        Duration callBack,
        Duration skipped,
        Duration household) {

    /// The station refused by itself; the next station may be fine, but not in a tight loop.
    private static final Duration REFUSED = Duration.ofMinutes(1);

    public RetryRules {
        if (triesMax < 1) {
            throw new IllegalArgumentException("retry.triesMax must be at least 1 but is " + triesMax);
        }
    }

    /// What a contact is after a report: finished, due again, promised a call, or to be tried by another number. Who
    /// has
    /// no other number is kept, and waits for a list that brings one.
    public sealed interface Next {
        record Finished() implements Next {}

        record OtherNumber() implements Next {}

        record Again(Instant dueAt) implements Next {}

        record Promised(Instant dueAt) implements Next {}
    }

    /// `tries` includes the reported dial.
    public Next after(CallReport report, int tries, Instant now) {
        return report.disposition()
                .map(said -> afterTalk(said, report, tries, now))
                .orElseGet(() -> afterResult(report.result(), tries, now));
    }

    private Next afterTalk(Disposition said, CallReport report, int tries, Instant now) {
        return switch (said) {
            // A promise is kept even when the tries are used up.
            case CALL_BACK -> new Next.Promised(report.callbackAt().orElse(now.plus(callBack)));
            case SOMEONE_ELSE, VOICEMAIL -> again(tries, now, noAnswer);
            case SUPPORTS, UNDECIDED, AGAINST -> new Next.Finished();
            case CAN_COME, MAYBE, CANNOT_COME -> new Next.Finished();
            case WILL_HELP, MIGHT_HELP, WILL_NOT_HELP -> new Next.Finished();
            case DO_NOT_CALL, WOULD_NOT_SAY -> new Next.Finished();
            case WRONG_NUMBER, MOVED -> new Next.OtherNumber();
        };
    }

    private Next afterResult(Result result, int tries, Instant now) {
        return switch (result) {
            case INVALID_NUMBER -> new Next.OtherNumber();
            case BUSY -> again(tries, now, busy);
            case FAILED, CANCELLED -> again(tries, now, failed);
            // Answered and nobody said what was heard: the voter hung up early.
            case ANSWERED, NO_ANSWER, DECLINED, UNKNOWN -> again(tries, now, noAnswer);
        };
    }

    private Next again(int tries, Instant now, Duration gap) {
        return tries >= triesMax ? new Next.Finished() : new Next.Again(now.plus(gap));
    }

    /// How long a unit rests when its lease came back without a dial.
    public Duration restAfter(Refusal reason) {
        return switch (reason) {
            // What a rule forbids now it forbids a minute later too; headquarters' own rules say when.
            case VOLUNTEER, ELECTION_SILENCE, NO_CONSENT, NOT_SCREENED, MODE_NOT_ALLOWED -> skipped;
            case WITHDRAWN,
                    OUTSIDE_WINDOW,
                    LEASE_ENDED,
                    CAMPAIGN_NOT_RUNNING,
                    NO_PERMIT,
                    NO_TIME,
                    OUTBOX_NEARLY_FULL,
                    OPTED_OUT,
                    LINE_AWAY -> REFUSED;
        };
    }
}
