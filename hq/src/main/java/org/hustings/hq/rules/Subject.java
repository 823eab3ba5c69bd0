package org.hustings.hq.rules;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.NumberType;

/// What the rules ask of a number and its owner, as far as it seldom changes. Units are queued by it, so that each rule
/// is asked once for thousands of people.
///
/// `jurisdictions` are all whose law may apply, by number and by address; every one of them must allow a call.
/// `zones` are all the time zones the person may be in; the hours must be open in each. `consent` is prior express
/// consent to be called. `constituency` is the person's electoral district, if known. `screenedOn` is when the number
/// was last held against the national register of objections (such as the TPS), if ever.
public record Subject(
        List<Jurisdiction> jurisdictions,
        List<ZoneId> zones,
        NumberType numberType,
        boolean consent,
        Optional<String> constituency,
        Optional<LocalDate> screenedOn) {

    public Subject {
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("zones must name at least one time zone");
        }
        jurisdictions = List.copyOf(jurisdictions);
        zones = List.copyOf(zones);
    }
}
