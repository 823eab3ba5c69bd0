package org.hustings.hq.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.web.LatestOverview.Answer;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Instant NOW = Instant.parse("2026-11-01T18:00:00Z");
    private static final Health WELL =
            new Health(List.of(Health.Part.of("database", true, "own, pid 1")), Optional.empty());

    @Test
    void anEmptyHeadquartersSaysWhatToDoFirst() {
        var page = Page.of(new Answer(overview(List.of()), Optional.empty()), WELL, NOW);

        assertThat(page).contains("hustings hq campaign").contains("hustings provision station");
        assertThat(page).contains("● Live 18:00:00 UTC").contains("database up");
    }

    @Test
    void oldFiguresAreToldToBeOld() {
        var page = Page.of(new Answer(overview(List.of()), Optional.empty()), WELL, NOW.plusSeconds(40));

        assertThat(page).contains("○ Last news 40 s ago").doesNotContain("Live");
    }

    @Test
    void troubleStandsOverTheOldContentWhichStays() {
        var station = new Overview.StationRow("st-1", "Ashford 1", true, "talking", 4, 0, Optional.of(NOW));
        var sick = new Health(List.of(Health.Part.of("database", false, "")), Optional.empty());

        var page = Page.of(new Answer(overview(List.of(station)), Optional.of("The database is away.")), sick, NOW);

        assertThat(page)
                .contains("role=\"alert\">The database is away.")
                .contains("st-1")
                .contains("database down");
        assertThat(sick.line()).isEqualTo("database is down");
    }

    @Test
    void whateverADeskIsCalledItStaysText() {
        var station = new Overview.StationRow("st-1", "<script>x</script>", true, "\"&'", 0, 0, Optional.empty());

        var page = Page.of(new Answer(overview(List.of(station)), Optional.empty()), WELL, NOW);

        assertThat(page)
                .contains("&lt;script&gt;x&lt;/script&gt;")
                .contains("&quot;&amp;&#39;")
                .doesNotContain("<script");
    }

    @Test
    void aStationWithoutAWordForLongIsNotShownAsIfItWereThere() {
        var silent =
                new Overview.StationRow("st-1", "Ashford 1", true, "talking", 0, 0, Optional.of(NOW.minusSeconds(46)));
        var alive =
                new Overview.StationRow("st-2", "Ashford 2", true, "offered", 0, 0, Optional.of(NOW.minusSeconds(20)));

        var page = Page.of(new Answer(overview(List.of(silent, alive)), Optional.empty()), WELL, NOW);

        assertThat(page).contains("○ no word, last talking").contains("● offered");
    }

    private static Overview overview(List<Overview.StationRow> stations) {
        return new Overview(NOW, List.of(), List.of(), List.of(), stations, List.of(), List.of());
    }
}
