package org.hustings.demo.town;

import java.time.Duration;

/// What will happen to one call if the caller does nothing: an opening at once, a delay, an outcome.
record CallPlan(Behaviour behaviour, Opening opening, Duration delay, Outcome outcome) {

    enum Opening {
        /// Nothing after 100 Trying: the network decides without ringing anybody.
        NONE,
        /// 180.
        RINGING,
        /// 183 and spoken early media.
        ANNOUNCEMENT
    }

    sealed interface Outcome {

        record Refuse(int status) implements Outcome {}

        /// `talk` lasts from the answer; a voicemail's from the end of its beep.
        record Answer(Speaker speaker, Duration talk) implements Outcome {}
    }

    enum Speaker {
        PERSON,
        MACHINE
    }

    boolean hasSound() {
        return opening == Opening.ANNOUNCEMENT || outcome instanceof Outcome.Answer;
    }
}
