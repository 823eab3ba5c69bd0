package org.hustings.station.screen;

import java.time.ZoneId;
import java.util.Optional;

/// Whose eyes the picture is for: the words, the zone of the wall clock, and the volunteer's first name if known.
record Sight(Words words, ZoneId zone, Optional<String> volunteer) {}
