package org.hustings.hq.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.budget.Amount;
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
        var station =
                new Overview.StationRow("st-1", "Ashford 1", true, "talking", 4, 0, Optional.of(NOW), Optional.empty());
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
        var station = new Overview.StationRow(
                "st-1", "<script>x</script>", true, "\"&'", 0, 0, Optional.empty(), Optional.empty());

        var page = Page.of(new Answer(overview(List.of(station)), Optional.empty()), WELL, NOW);

        assertThat(page)
                .contains("&lt;script&gt;x&lt;/script&gt;")
                .contains("&quot;&amp;&#39;")
                .doesNotContain("<script");
    }

    @Test
    void aStationWithoutAWordForLongIsNotShownAsIfItWereThere() {
        var silent = new Overview.StationRow(
                "st-1", "Ashford 1", true, "talking", 0, 0, Optional.of(NOW.minusSeconds(46)), Optional.empty());
        var alive = new Overview.StationRow(
                "st-2", "Ashford 2", true, "offered", 0, 0, Optional.of(NOW.minusSeconds(20)), Optional.empty());

        var page = Page.of(new Answer(overview(List.of(silent, alive)), Optional.empty()), WELL, NOW);

        assertThat(page).contains("○ no word, last talking").contains("● offered");
    }

    @Test
    void aSpentBudgetAndItsAlarmAreShownAndOneThatIsOnlyHeldIsTold() {
        var root = new Overview.OfficeRow(
                "spring",
                "spring",
                Optional.empty(),
                "spring",
                Optional.empty(),
                new Amount.Talk(60_000),
                new Amount.Talk(0),
                Optional.empty(),
                60_000);
        assertThat(BudgetTables.budgets(List.of(root))).as("nothing to tell").isEmpty();

        var page = Page.of(
                new Answer(
                        new Overview(
                                NOW,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(root, office("Kent", 10_000_000, 0), office("<Hove>", 4_000_000, 6_000_000)),
                                List.of(new Overview.AlarmRow(NOW, "budget", "spring/kent", "100 % is spent")),
                                List.of()),
                        Optional.empty()),
                WELL,
                NOW);

        assertThat(page)
                .contains("○ spent")
                .contains("○ all held")
                .contains("no limit")
                .contains("10.00 EUR")
                .contains("&lt;Hove&gt;")
                .contains("100 % is spent");
    }

    private static Overview.OfficeRow office(String name, long spent, long held) {
        return new Overview.OfficeRow(
                "spring",
                "o",
                Optional.of("spring"),
                name,
                Optional.of(new Amount.Money("EUR", 10_000_000)),
                new Amount.Money("EUR", spent),
                new Amount.Money("EUR", held),
                Optional.of(new Amount.Money("EUR", 10_000_000 - spent - held)),
                60_000);
    }

    @Test
    void whoeverAsksForHelpStandsOnTopTheLongestWaitFirst() {
        var quiet = waitingForHelp("Ashford 1", Optional.empty());
        var late = waitingForHelp("Ashford 2", Optional.of(NOW.minusSeconds(10)));
        var early = waitingForHelp("Ashford 3", Optional.of(NOW.minusSeconds(70)));

        var page = Page.of(new Answer(overview(List.of(quiet, late, early)), Optional.empty()), WELL, NOW);

        assertThat(page)
                .containsSubsequence(
                        "Ashford 3 asks for help, since 17:58:50 UTC", "Ashford 2 asks for help", "Campaigns")
                .doesNotContain("Ashford 1 asks");
    }

    private static Overview.StationRow waitingForHelp(String desk, Optional<Instant> since) {
        return new Overview.StationRow("st-1", desk, true, "talking", 4, 0, Optional.of(NOW), since);
    }

    private static Overview overview(List<Overview.StationRow> stations) {
        return new Overview(NOW, List.of(), List.of(), List.of(), stations, List.of(), List.of(), List.of(), List.of());
    }
}
