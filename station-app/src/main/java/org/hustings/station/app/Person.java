package org.hustings.station.app;

import org.hustings.protocol.Language;
import org.hustings.protocol.VolunteerId;

/// Who sits at the desk, and in which language.
record Person(VolunteerId volunteer, Language language) {

    /// Until volunteers sign in.
    static Person guest(Language language) {
        return new Person(new VolunteerId("guest"), language);
    }
}
