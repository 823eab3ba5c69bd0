package org.hustings.hq.rules;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hustings.protocol.Disposition;

/// What a rule limits. Each kind is decided by [RuleSet]; what nobody can decide is shown.
public sealed interface Limit {

    /// Calls only at these hours, in every zone the person may be in; perhaps not on public holidays.
    record Hours(CallingHours hours, boolean closedOnHolidays) implements Limit {}

    /// At most so many dials of one person within a time.
    record Attempts(int most, Duration within) implements Limit {}

    /// A rest after somebody said one of these, or after an answered call that nobody took.
    record CoolDown(Duration rest, Set<Disposition> after, boolean afterAbandoned) implements Limit {
        public CoolDown {
            after = Set.copyOf(after);
        }
    }

    /// A call rings at least so long before it is given up.
    record Ring(int seconds) implements Limit {}

    /// One of these must be on record. A screening is valid on its day and `maxAgeDays` after.
    record Needs(Set<Need> anyOf, int maxAgeDays) implements Limit {
        public Needs {
            anyOf = Set.copyOf(anyOf);
        }
    }

    /// Not done at all.
    record Never() implements Limit {}

    /// What the called person's display may show, as beginnings of E.164 numbers; an empty list of `only` allows all.
    record Display(List<String> only, List<String> not) implements Limit {
        public Display {
            only = List.copyOf(only);
            not = List.copyOf(not);
        }
    }

    /// No call from 00:00 of the day so many days before a poll until it closes, where it is held.
    record Silence(int daysBefore) implements Limit {}

    /// A duty that no machine decides, or one that another part of the system keeps.
    record Informs() implements Limit {}

    /// What somebody may have on record.
    enum Need {
        CONSENT,
        SCREENED
    }
}
