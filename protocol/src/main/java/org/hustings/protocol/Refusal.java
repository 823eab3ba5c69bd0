package org.hustings.protocol;

import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// Why a contact went back without a dial: the reason of a skip.
///
/// All but `VOLUNTEER` and `WITHDRAWN` are the station's own check at the moment of dialing.
@EnumNaming(LowerCamelCaseStrategy.class)
public enum Refusal {
    VOLUNTEER,
    WITHDRAWN,
    OUTSIDE_WINDOW,
    LEASE_ENDED,
    CAMPAIGN_NOT_RUNNING,
    NO_PERMIT,
    NO_TIME,
    OUTBOX_NEARLY_FULL,
    OPTED_OUT,
    LINE_AWAY,
    ELECTION_SILENCE,
    NO_CONSENT,
    NOT_SCREENED,
    MODE_NOT_ALLOWED
}
