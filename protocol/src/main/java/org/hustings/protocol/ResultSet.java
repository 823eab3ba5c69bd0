package org.hustings.protocol;

import java.util.List;
import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// Which dispositions a campaign offers. Each set has its own first three.
@EnumNaming(LowerCamelCaseStrategy.class)
public enum ResultSet {
    OPINION(Disposition.SUPPORTS, Disposition.UNDECIDED, Disposition.AGAINST),
    TURNOUT(Disposition.CAN_COME, Disposition.MAYBE, Disposition.CANNOT_COME),
    RECRUITMENT(Disposition.WILL_HELP, Disposition.MIGHT_HELP, Disposition.WILL_NOT_HELP);

    private final List<Disposition> firstThree;

    ResultSet(Disposition first, Disposition second, Disposition third) {
        this.firstThree = List.of(first, second, third);
    }

    /// In the order of keys 1 to 3, the same on every screen.
    public List<Disposition> firstThree() {
        return firstThree;
    }

    public boolean offers(Disposition disposition) {
        return firstThree.contains(disposition) || disposition.compareTo(Disposition.CALL_BACK) >= 0;
    }
}
