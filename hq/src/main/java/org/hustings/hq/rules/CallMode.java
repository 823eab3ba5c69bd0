package org.hustings.hq.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hustings.protocol.Mode;

/// How somebody is reached, as the law tells ways apart: the wire's modes, and two that are not built, so that what is
/// refused can be said.
public enum CallMode {
    PRESS,
    POWER,
    PREDICTIVE,
    RECORDED,
    TEXT;

    public static CallMode of(Mode mode) {
        return switch (mode) {
            case PRESS -> PRESS;
            case POWER -> POWER;
            case PREDICTIVE -> PREDICTIVE;
        };
    }

    /// This mode, then what it may fall back to, strongest first. Only a live call falls back.
    List<CallMode> orWeaker() {
        return switch (this) {
            case PRESS -> List.of(PRESS);
            case POWER -> List.of(POWER, PRESS);
            case PREDICTIVE -> List.of(PREDICTIVE, POWER, PRESS);
            case RECORDED -> List.of(RECORDED);
            case TEXT -> List.of(TEXT);
        };
    }

    /// Empty for what no station does.
    public Optional<Mode> onTheWire() {
        return switch (this) {
            case PRESS -> Optional.of(Mode.PRESS);
            case POWER -> Optional.of(Mode.POWER);
            case PREDICTIVE -> Optional.of(Mode.PREDICTIVE);
            case RECORDED, TEXT -> Optional.empty();
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
