package org.hustings.station.screen;

import java.time.ZoneOffset;
import java.util.Optional;
import org.hustings.protocol.Language;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.Surroundings;

/// Names the screen a desk shows, by its picture in `docs/screens`: for the panel's socket, with or without a window.
public final class ScreenName {

    private static final Sight ANY = new Sight(Words.in(new Language("en")), ZoneOffset.UTC, Optional.empty());

    private ScreenName() {}

    /// For instance `05-offered`. Pure; touches no JavaFX.
    public static String of(Desk desk, DeskFacts facts, Surroundings around) {
        return ScreenModel.of(desk, facts, around, ANY).picture();
    }
}
