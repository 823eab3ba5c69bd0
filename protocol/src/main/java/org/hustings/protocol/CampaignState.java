package org.hustings.protocol;

import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// Desired state of a campaign, retained with it and repeated by every sync.
@EnumNaming(LowerCamelCaseStrategy.class)
public enum CampaignState {
    RUNNING,
    PAUSED,
    STOPPED
}
