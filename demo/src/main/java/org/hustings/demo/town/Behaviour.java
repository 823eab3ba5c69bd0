package org.hustings.demo.town;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/// How a simulated voter's phone behaves when it is called, with its share of a hundred calls.
///
/// The shares are not a survey: half talk, so that a short demo hears many conversations, and everything else that a
/// phone bank meets comes up within a few dozen calls.
public enum Behaviour {
    /// Rings a few times, answers and talks until its talk time is over.
    TALKS("talks", 50),
    /// Rings long, answers just before most callers give up.
    SLOW_ANSWER("slowAnswer", 5),
    /// Answers and hangs up within a second or two.
    HANGS_UP_EARLY("hangsUpEarly", 4),
    /// 183 and a spoken announcement (early media), then answers and talks.
    ANNOUNCEMENT_THEN_TALKS("announcementThenTalks", 3),
    /// 183 and a spoken announcement, then 480 Temporarily Unavailable.
    ANNOUNCEMENT_ONLY("announcementOnly", 2),
    /// Greeting, beep, then a minute for a message.
    VOICEMAIL("voicemail", 12),
    /// Rings until the caller gives up or the network does: 480 (RFC 3398 section 7.2.4.1, cause 19).
    NO_ANSWER("noAnswer", 12),
    /// 486 Busy Here.
    BUSY("busy", 5),
    /// 603 Decline, after a ring or two.
    DECLINES("declines", 3),
    /// 404 Not Found: the number is not in use, and never is.
    NOT_FOUND("notFound", 3),
    /// 484 Address Incomplete: the number lacks digits, and always does.
    INCOMPLETE("incomplete", 1);

    private final String word;
    private final int percent;

    Behaviour(String word, int percent) {
        this.word = word;
        this.percent = percent;
    }

    /// The behaviour's name in the town's record and in `--behaviours`.
    @JsonValue
    public String word() {
        return word;
    }

    int percent() {
        return percent;
    }

    /// Whether the number itself is wrong, whoever calls it and how often.
    boolean isOfTheNumber() {
        return this == NOT_FOUND || this == INCOMPLETE;
    }

    /// Whether the call was answered long enough for speech both ways; judges of sound leave the others out.
    public boolean isConversation() {
        return switch (this) {
            case TALKS, SLOW_ANSWER, ANNOUNCEMENT_THEN_TALKS, VOICEMAIL -> true;
            case HANGS_UP_EARLY, ANNOUNCEMENT_ONLY, NO_ANSWER, BUSY, DECLINES, NOT_FOUND, INCOMPLETE -> false;
        };
    }

    @JsonCreator
    public static Behaviour of(String word) {
        for (var behaviour : values()) {
            if (behaviour.word.equals(word)) {
                return behaviour;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is no behaviour; allowed are " + words());
    }

    private static String words() {
        return Arrays.stream(values()).map(Behaviour::word).collect(Collectors.joining(", "));
    }
}
