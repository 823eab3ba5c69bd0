package org.hustings.protocol;

import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// How a dial begins: by a press, by the station within a run that a press began, or by HQ (a word only, not built).
@EnumNaming(LowerCamelCaseStrategy.class)
public enum Mode {
    PRESS,
    POWER,
    PREDICTIVE
}
