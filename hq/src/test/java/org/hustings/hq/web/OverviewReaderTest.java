package org.hustings.hq.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.hustings.hq.TestDatabase;
import org.hustings.hq.web.Overview.StationRow;
import org.junit.jupiter.api.Test;

class OverviewReaderTest {

    @Test
    void onlyADeskWhoseLastWordIsHelpAsksForIt() throws SQLException {
        try (var database = TestDatabase.fresh()) {
            for (var id : List.of("asks", "asked", "again", "quiet", "yesterday")) {
                database.run("insert into stations (id, desk, registered_at) values ('" + id + "', 'D', now())");
            }
            event(database, "asks", "helpRaised", 5);
            event(database, "asked", "helpRaised", 9);
            event(database, "asked", "helpCleared", 3);
            event(database, "again", "helpRaised", 9);
            event(database, "again", "helpCleared", 8);
            event(database, "again", "helpRaised", 7);
            event(database, "quiet", "breakBegun", 1);
            event(database, "yesterday", "helpRaised", 24 * 60);

            var stations = new OverviewReader(database.source(), Clock.systemUTC())
                    .read()
                    .stations();

            assertThat(stations).hasSize(5);
            assertThat(stations)
                    .filteredOn(row -> row.helpSince().isPresent())
                    .extracting(StationRow::id)
                    .containsExactly("again", "asks");
        }
    }

    private static void event(TestDatabase database, String station, String kind, int minutesAgo) {
        database.run(
                "insert into station_events (id, station, kind, at, received_at) select gen_random_uuid(), '" + station
                        + "', '" + kind + "', t, t from (select now() - interval '" + minutesAgo + " minutes' as t) x");
    }
}
