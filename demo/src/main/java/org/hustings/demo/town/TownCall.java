package org.hustings.demo.town;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// One call that reached the town, as a line of `town.jsonl`. Times are the town's wall clock, UTC.
///
/// `at` is when the INVITE arrived; `call` the SIP Call-ID, whatever the caller chose; `contactHeader` the caller's
/// Contact URI; `speechHeardMs` how long speech was in the sound decoded from the caller's RTP after the answer;
/// `sipStatus` the final answer (200, or what refused or ended the call). Numbers are those of fiction; printing this
/// shows none.
public record TownCall(
        Instant at,
        String call,
        String number,
        String callerId,
        String contactHeader,
        Behaviour behaviour,
        Optional<Instant> answeredAt,
        Instant endedAt,
        long speechHeardMs,
        int sipStatus,
        Ending ending,
        Optional<String> codec) {

    public TownCall {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(endedAt, "endedAt");
    }

    /// Who or what ended the call.
    public enum Ending {
        /// The caller sent BYE.
        CALLER_HUNG_UP("callerHungUp"),
        /// The caller sent CANCEL before the answer.
        CALLER_CANCELLED("callerCancelled"),
        /// The talk time was over, and the town sent BYE.
        VOTER_HUNG_UP("voterHungUp"),
        /// The town's final answer was no 200.
        REFUSED("refused"),
        /// No RTP came from the caller for five seconds: it is dead, and the town sent BYE.
        CALLER_SILENT("callerSilent"),
        /// No ACK came within 32 s of the answer (RFC 3261 section 13.3.1.4, 64 x T1).
        NO_ACK("noAck"),
        /// The town was stopped in mid-call.
        TOWN_STOPPED("townStopped");

        private final String word;

        Ending(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }

        @JsonCreator
        public static Ending of(String word) {
            return Arrays.stream(values())
                    .filter(ending -> ending.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no ending of a call"));
        }
    }

    @Override
    public String toString() {
        return "call " + call + " " + behaviour.word() + " " + ending.word();
    }
}
