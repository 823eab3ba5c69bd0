package org.hustings.station.call;

import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Language;
import org.hustings.protocol.Refusal;

/// What is true around the desk and decides which keys live: the campaign held, the language at the desk, and why no
/// call can start now, if so.
public record DeskFacts(Optional<Campaign> campaign, Language language, Optional<Refusal> cannotDial) {}
