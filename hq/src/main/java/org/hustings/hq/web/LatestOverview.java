package org.hustings.hq.web;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last overview that could be read. However many browsers ask, the database is asked once in two seconds.
final class LatestOverview {

    private static final Logger LOG = LoggerFactory.getLogger(LatestOverview.class);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final OverviewReader reader;
    private final Clock clock;
    private Overview last = Overview.NOTHING_YET;
    private Instant askedAt = Instant.EPOCH;
    private boolean failing;

    LatestOverview(OverviewReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /// `trouble` is present when the database did not answer; then the overview is an old one.
    record Answer(Overview overview, Optional<String> trouble) {}

    synchronized Answer ask() {
        var now = clock.instant();
        if (Duration.between(askedAt, now).abs().compareTo(FRESH) >= 0) {
            askedAt = now;
            try {
                last = reader.read();
                failing = false;
            } catch (SQLException away) {
                if (!failing) {
                    LOG.warn("the page shows old figures: {}", away.getMessage());
                }
                failing = true;
            }
        }
        return new Answer(last, failing ? Optional.of("The database does not answer.") : Optional.empty());
    }
}
