package org.hustings.hq.rules;

import java.time.LocalDate;

/// Tells public holidays. The same question always has the same answer.
public interface Holidays {

    /// False where no calendar is known.
    boolean isHoliday(Jurisdiction where, LocalDate date);
}
