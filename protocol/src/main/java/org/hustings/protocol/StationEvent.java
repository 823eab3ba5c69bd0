package org.hustings.protocol;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// Something that happened at a desk and is not a call. `about` names a command when the event answers one; `detail`
/// holds ids and codes, never names or numbers.
public record StationEvent(
        MessageId id,
        Kind kind,
        Instant at,
        Optional<VolunteerId> volunteer,
        Optional<MessageId> about,
        Optional<String> detail) {

    @EnumNaming(LowerCamelCaseStrategy.class)
    public enum Kind {
        SIGNED_IN,
        SIGNED_OUT,
        HELP_RAISED,
        HELP_CLEARED,
        BREAK_BEGUN,
        BREAK_ENDED,
        PRACTICE_DONE,
        RESTARTED,
        UNREADABLE_MESSAGE,
        COMMAND_DONE,
        COMMAND_FAILED,
        ALARM
    }

    public StationEvent {
        Checks.given("id", id);
        Checks.given("kind", kind);
        Checks.given("at", at);
        volunteer = Checks.maybe(volunteer);
        about = Checks.maybe(about);
        detail = Checks.maybe(detail).map(words -> Checks.atMost("detail", 500, words));
    }
}
