package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The outcome of one dial. It may arrive many times and counts once.
///
/// `pressedAt` is when the dial was begun: by the press, or by the station itself within a run, and then without a
/// `proof`. Every dial of mode POWER within a run names in `run` the call whose press began it; that call names itself.
/// `recordedAt` is when this revision was made durable on the station. `disposition` is empty where no person spoke:
/// the station records a busy line itself. `note` is at most 2,000
/// characters.
public record CallReport(
        CallId call,
        @JsonProperty(required = true) int revision,
        LeaseId lease,
        @JsonProperty(required = true) long seq,
        ContactId contact,
        CampaignId campaign,
        @JsonProperty(required = true) int script,
        VolunteerId volunteer,
        String desk,
        Mode mode,
        Instant pressedAt,
        Optional<Instant> invitedAt,
        Optional<Instant> ringingAt,
        Optional<Instant> answeredAt,
        Optional<Instant> endedAt,
        Instant recordedAt,
        Result result,
        Optional<Integer> sipStatus,
        Optional<Disposition> disposition,
        List<Answer> answers,
        Optional<String> note,
        boolean flag,
        Optional<Instant> callbackAt,
        Optional<Quality> quality,
        Optional<PressProof> proof,
        Optional<CallId> run)
        implements Report {

    private static final int NOTE_MAX = 2_000;

    /// The answer to one question of the script: a choice, or words.
    public record Answer(String question, Optional<String> choice, Optional<String> text) {
        public Answer {
            Checks.given("answers.question", question);
            choice = Checks.maybe(choice);
            text = Checks.maybe(text).map(words -> Checks.atMost("answers.text", NOTE_MAX, words));
        }
    }

    /// How the line was, as the station measured it (RFC 3550 section 6.4.1 for loss, jitter and round trip).
    public record Quality(
            String codec,
            @JsonProperty(required = true) double lossPct,
            @JsonProperty(required = true) double jitterMs,
            Optional<Double> rttMs) {
        public Quality {
            Checks.given("quality.codec", codec);
            rttMs = Checks.maybe(rttMs);
        }
    }

    public CallReport {
        Checks.given("call", call);
        Checks.atLeast("revision", 1, revision);
        Checks.given("lease", lease);
        Checks.given("contact", contact);
        Checks.given("campaign", campaign);
        Checks.given("volunteer", volunteer);
        Checks.given("desk", desk);
        Checks.given("mode", mode);
        Checks.given("pressedAt", pressedAt);
        invitedAt = Checks.maybe(invitedAt);
        ringingAt = Checks.maybe(ringingAt);
        answeredAt = Checks.maybe(answeredAt);
        endedAt = Checks.maybe(endedAt);
        Checks.given("recordedAt", recordedAt);
        Checks.given("result", result);
        sipStatus = Checks.maybe(sipStatus);
        disposition = Checks.maybe(disposition);
        answers = Checks.listOf(answers);
        note = Checks.maybe(note).map(words -> Checks.atMost("note", NOTE_MAX, words));
        callbackAt = Checks.maybe(callbackAt);
        quality = Checks.maybe(quality);
        proof = Checks.maybe(proof);
        run = Checks.maybe(run);
        if (result == Result.ANSWERED && answeredAt.isEmpty()) {
            throw new IllegalArgumentException("answeredAt is missing although result is answered");
        }
    }

    @JsonIgnore
    @Override
    public UUID key() {
        return call.value();
    }
}
