package org.hustings.hq.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The page as HTML. Pure. Everything that comes from outside goes through [#escaped(String)].
final class Page {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    /// Older figures are told to be old (look, section 7).
    private static final Duration STALE = Duration.ofSeconds(5);

    private Page() {}

    static String of(LatestOverview.Answer answer, Health health, Instant now) {
        var overview = answer.overview();
        var age = Duration.between(overview.at(), now);
        var text = new StringBuilder("""
                <!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
                <meta name="viewport" content="width=device-width, initial-scale=1"><title>Headquarters</title>
                <link rel="stylesheet" href="/style.css"></head><body><header><h1>Headquarters</h1>""");
        text.append(age(overview, age)).append(partLabels(health)).append("</header><main>");
        health.trouble()
                .or(answer::trouble)
                .ifPresent(trouble -> text.append("<p class=\"banner\" role=\"alert\">")
                        .append(escaped(trouble))
                        .append(" Stations keep calling and keep every report. Trying again.</p>"));
        text.append(help(overview.stations()));
        text.append(BudgetTables.alarms(overview.alarms()));
        text.append(campaigns(overview.campaigns()));
        text.append(loose(overview.loose()));
        text.append(BudgetTables.budgets(overview.offices()));
        text.append("<div class=\"pair\">")
                .append(counts("Calls by result", overview.results()))
                .append(counts("Calls by what was said", overview.dispositions()))
                .append("</div>");
        text.append(stations(overview.stations(), overview.at()));
        text.append(reports(overview.reports()));
        return text.append("</main></body></html>\n").toString();
    }

    /// Longest wait first: nobody at a desk can see who has been told.
    private static String help(List<Overview.StationRow> stations) {
        var text = new StringBuilder();
        stations.stream()
                .filter(row -> row.helpSince().isPresent())
                .sorted(Comparator.comparing(row -> row.helpSince().orElseThrow()))
                .forEach(row -> text.append("<p class=\"banner\" role=\"alert\">")
                        .append(escaped(row.desk()))
                        .append(" asks for help, since ")
                        .append(time(row.helpSince().orElseThrow()))
                        .append(" UTC.</p>"));
        return text.toString();
    }

    private static String age(Overview overview, Duration age) {
        if (overview.equals(Overview.NOTHING_YET)) {
            return "<span class=\"label warn\">○ No news yet</span>";
        }
        return age.compareTo(STALE) > 0
                ? "<span class=\"label warn\">○ Last news " + age.toSeconds() + " s ago</span>"
                : "<span class=\"label ok\">● Live " + time(overview.at()) + " UTC</span>";
    }

    private static String partLabels(Health health) {
        var text = new StringBuilder();
        for (var part : health.parts()) {
            text.append(part.isUp() ? "<span class=\"label ok\">" : "<span class=\"label danger\">")
                    .append(escaped(part.name()))
                    .append(' ')
                    .append(escaped(part.state()))
                    .append(part.detail().isEmpty() ? "" : " · " + escaped(part.detail()))
                    .append("</span>");
        }
        return text.toString();
    }

    private static String campaigns(List<Overview.CampaignRow> campaigns) {
        if (campaigns.isEmpty()) {
            return box(
                    "Campaigns",
                    "<p class=\"empty\">No campaign yet. Make one: <code>hustings hq campaign</code>, then "
                            + "import a list: <code>hustings hq import</code>.</p>");
        }
        var rows = new StringBuilder();
        for (var row : campaigns) {
            rows.append("<tr><th scope=\"row\">")
                    .append(escaped(row.id()))
                    .append("</th><td><span class=\"label ")
                    .append(row.state().equals("running") ? "ok" : "warn")
                    .append("\">")
                    .append(escaped(row.state()))
                    .append("</span>")
                    .append(row.testCalls()
                            .map(calls -> " <span class=\"label warn\">rehearsal: " + calls + " test calls</span>")
                            .orElse(""))
                    .append("</td>");
            figures(rows, row.version(), row.contacts(), row.ready(), row.inHand(), row.waiting(), row.done());
            figures(rows, row.dials(), row.answered());
            rows.append("</tr>");
        }
        return box(
                "Campaigns",
                table(
                        List.of("Campaign", "State"),
                        rows,
                        "Version",
                        "People",
                        "Ready",
                        "In hand",
                        "Waiting",
                        "Done",
                        "Calls",
                        "Answered"));
    }

    private static String counts(String title, List<Overview.Count> counts) {
        if (counts.isEmpty()) {
            return box(title, "<p class=\"empty\">No calls yet.</p>");
        }
        var rows = new StringBuilder();
        for (var count : counts) {
            rows.append("<tr><th scope=\"row\">").append(escaped(count.what())).append("</th>");
            figures(rows, count.calls());
            rows.append("</tr>");
        }
        return box(title, table(List.of(""), rows, "Calls"));
    }

    private static String stations(List<Overview.StationRow> stations, Instant at) {
        if (stations.isEmpty()) {
            return box(
                    "Stations",
                    "<p class=\"empty\">No station is registered. Make one: "
                            + "<code>hustings provision station</code>.</p>");
        }
        var rows = new StringBuilder();
        for (var row : stations) {
            rows.append("<tr><th scope=\"row\">")
                    .append(escaped(row.id()))
                    .append("</th><td>")
                    .append(escaped(row.desk()))
                    .append("</td><td>")
                    .append(now(row, at))
                    .append("</td><td>")
                    .append(row.lastSeen().map(Page::time).orElse("never"))
                    .append("</td>");
            figures(rows, row.leases(), row.outbox());
            rows.append("</tr>");
        }
        var online = stations.stream().filter(Overview.StationRow::online).count();
        return box(
                "Stations: " + online + " of " + stations.size() + " online",
                table(List.of("Station", "Desk", "Now", "Last word"), rows, "In hand", "Reports waiting"));
    }

    private static String now(Overview.StationRow row, Instant at) {
        if (!row.online()) {
            return "<span class=\"label danger\">○ offline</span>";
        }
        return row.isSilent(at)
                ? "<span class=\"label warn\">○ no word, last " + escaped(row.phase()) + "</span>"
                : "<span class=\"label ok\">● " + escaped(row.phase()) + "</span>";
    }

    private static String reports(List<Overview.ReportRow> reports) {
        if (reports.isEmpty()) {
            return box(
                    "Last reports", "<p class=\"empty\">No report yet. The first one shows here within a second.</p>");
        }
        var rows = new StringBuilder();
        for (var row : reports) {
            rows.append("<tr><th scope=\"row\">").append(time(row.receivedAt())).append("</th>");
            for (var text : List.of(row.station(), row.contact(), row.result(), row.disposition())) {
                rows.append("<td>").append(escaped(text)).append("</td>");
            }
            rows.append("<td><code>").append(escaped(row.call())).append("</code></td></tr>");
        }
        return box("Last reports", table(List.of("Received", "Station", "Contact", "Result", "Said", "Call"), rows));
    }

    /// Shown only while a campaign is paused or stopped and somebody may not know.
    private static String loose(List<Overview.LooseRow> loose) {
        if (loose.isEmpty()) {
            return "";
        }
        var rows = new StringBuilder();
        for (var row : loose) {
            rows.append("<tr><th scope=\"row\">")
                    .append(escaped(row.campaign()))
                    .append("</th><td>")
                    .append(escaped(row.station()))
                    .append("</td><td>")
                    .append(escaped(row.desk()))
                    .append("</td><td>")
                    .append(row.online() ? "is told now" : "offline, until " + time(row.until()) + " UTC")
                    .append("</td>");
            figures(rows, row.leases());
            rows.append("</tr>");
        }
        return box("May still begin calls", table(List.of("Campaign", "Station", "Desk", "Until"), rows, "In hand"));
    }

    static String box(String title, String content) {
        return "<section><h2>" + escaped(title) + "</h2>" + content + "</section>";
    }

    static String table(List<String> words, StringBuilder rows, String... figures) {
        var head = new StringBuilder();
        words.forEach(
                word -> head.append("<th scope=\"col\">").append(escaped(word)).append("</th>"));
        for (var figure : figures) {
            head.append("<th scope=\"col\" class=\"n\">")
                    .append(escaped(figure))
                    .append("</th>");
        }
        return "<div class=\"wide\"><table><thead><tr>" + head + "</tr></thead><tbody>" + rows
                + "</tbody></table></div>";
    }

    private static void figures(StringBuilder row, long... values) {
        for (var value : values) {
            row.append("<td class=\"n\">")
                    .append(String.format(Locale.ROOT, "%,d", value))
                    .append("</td>");
        }
    }

    static String time(Instant at) {
        return CLOCK.format(at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
