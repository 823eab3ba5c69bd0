package org.hustings.station.app;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the log says while headquarters cannot be reached: each cause once until the way is back, so that a night
/// without network is one line and not a thousand, and a broker that was never there is named as well.
///
/// Not thread-safe: the loop owns it.
final class Absence {

    /// Beyond this the causes tell nothing new; a cause that counts something would grow for ever.
    private static final int CAUSES_MAX = 20;

    private final String host;
    private final int port;
    private final Set<String> causes = new HashSet<>();

    Absence(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /// The warning for this cause; empty when it was given before.
    Optional<String> because(String cause) {
        if (causes.size() >= CAUSES_MAX || !causes.add(cause)) {
            return Optional.empty();
        }
        return Optional.of("headquarters cannot be reached at broker.host = \"" + host + "\", broker.port = " + port
                + ": " + cause + "; trying again");
    }

    void isOver() {
        causes.clear();
    }
}
