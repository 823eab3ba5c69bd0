package org.hustings.protocol;

import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// What kind of line a number is, as far as its plan tells.
@EnumNaming(LowerCamelCaseStrategy.class)
public enum NumberType {
    LANDLINE,
    MOBILE,
    EITHER,
    OTHER
}
