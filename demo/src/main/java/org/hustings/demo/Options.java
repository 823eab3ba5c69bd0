package org.hustings.demo;

import java.nio.file.Path;
import java.util.Optional;

/// What the user asked for, as the command line gave it.
public record Options(
        int stations,
        int calls,
        boolean keep,
        boolean headless,
        double speed,
        Optional<Integer> port,
        Optional<Path> data,
        Optional<String> sip,
        Optional<Path> list,
        Optional<Path> report,
        long seed) {

    public static final int STATIONS_MAX = 50;
    public static final int CALLS_MAX = 1_000_000;
    public static final double SPEED_MAX = 1_000;

    /// True when voters are simulated here, false when calls go to another SIP peer.
    public boolean hasTown() {
        return sip.isEmpty();
    }
}
