package org.hustings.protocol;

import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// What the volunteer said of a call. The ids are fixed: a campaign may rename a key, never give an id another meaning.
///
/// The first three belong to the result set of the campaign (opinion, turnout, recruitment); the rest is the same in
/// all of them.
@EnumNaming(LowerCamelCaseStrategy.class)
public enum Disposition {
    SUPPORTS,
    UNDECIDED,
    AGAINST,
    CAN_COME,
    MAYBE,
    CANNOT_COME,
    WILL_HELP,
    MIGHT_HELP,
    WILL_NOT_HELP,
    CALL_BACK,
    DO_NOT_CALL,
    WOULD_NOT_SAY,
    SOMEONE_ELSE,
    VOICEMAIL,
    WRONG_NUMBER,
    MOVED
}
