package org.hustings.protocol;

import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// What the network said of a dial. `UNKNOWN`: the station stopped while dialing; it counts as an attempt.
@EnumNaming(LowerCamelCaseStrategy.class)
public enum Result {
    ANSWERED,
    NO_ANSWER,
    BUSY,
    INVALID_NUMBER,
    DECLINED,
    CANCELLED,
    FAILED,
    UNKNOWN
}
