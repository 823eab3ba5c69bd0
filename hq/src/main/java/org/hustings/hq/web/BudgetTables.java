package org.hustings.hq.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.budget.Amount;

/// Offices, what they spend, and the alarms that stand: as a part of the page, and as JSON. Pure.
final class BudgetTables {

    private BudgetTables() {}

    /// `GET /api/budgets`. Amounts are exact decimals in `unit`, a currency or `minutes` (these to the thousandth).
    /// Without a `budget` the office has no limit of its own, and `spent` is its talk.
    record Answer(Instant at, boolean isStale, List<Office> offices, List<Overview.AlarmRow> alarms) {}

    record Office(
            String campaign,
            String office,
            Optional<String> parent,
            String name,
            String unit,
            Optional<String> budget,
            String spent,
            String held,
            Optional<String> left,
            long talkMs) {}

    static Answer answer(LatestOverview.Answer latest) {
        var overview = latest.overview();
        return new Answer(
                overview.at(),
                latest.trouble().isPresent(),
                overview.offices().stream()
                        .map(row -> new Office(
                                row.campaign(),
                                row.office(),
                                row.parent(),
                                row.name(),
                                row.spent().unit(),
                                row.budget().map(Amount::decimal),
                                row.spent().decimal(),
                                row.held().decimal(),
                                row.left().map(Amount::decimal),
                                row.talkMs()))
                        .toList(),
                overview.alarms());
    }

    /// Empty while no alarm stands.
    static String alarms(List<Overview.AlarmRow> alarms) {
        if (alarms.isEmpty()) {
            return "";
        }
        var rows = new StringBuilder();
        for (var row : alarms) {
            rows.append("<tr><th scope=\"row\"><span class=\"label danger\">")
                    .append(Page.escaped(row.kind()))
                    .append("</span></th>");
            cell(rows, row.subject());
            cell(rows, row.detail());
            cell(rows, Page.time(row.at()));
            rows.append("</tr>");
        }
        return Page.box("Alarms", Page.table(List.of("Alarm", "Of", "What", "Since"), rows));
    }

    /// Empty while no office has a budget and the campaigns have no offices but their roots.
    static String budgets(List<Overview.OfficeRow> offices) {
        if (offices.stream()
                .allMatch(row -> row.budget().isEmpty() && row.parent().isEmpty())) {
            return "";
        }
        var rows = new StringBuilder();
        for (var row : offices) {
            rows.append("<tr><th scope=\"row\">")
                    .append(Page.escaped(row.name()))
                    .append("</th>");
            cell(rows, row.campaign());
            cell(rows, row.office());
            cell(rows, row.parent().orElse(""));
            rows.append("<td>").append(label(row)).append("</td>");
            figure(rows, row.budget().map(Amount::toString).orElse("none"));
            figure(rows, row.spent().toString());
            figure(rows, row.held().toString());
            figure(rows, row.left().map(Amount::toString).orElse(""));
            rows.append("</tr>");
        }
        return Page.box(
                "Budgets",
                Page.table(
                        List.of("Office", "Campaign", "Id", "Below", "Now"), rows, "Budget", "Spent", "Held", "Left"));
    }

    private static String label(Overview.OfficeRow row) {
        if (row.left().isEmpty() || row.budget().isEmpty()) {
            return "no limit";
        }
        if (row.left().get().value() > 0) {
            return "<span class=\"label ok\">● open</span>";
        }
        return row.spent().value() < row.budget().get().value()
                ? "<span class=\"label warn\">○ all held</span>"
                : "<span class=\"label danger\">○ spent</span>";
    }

    private static void cell(StringBuilder rows, String text) {
        rows.append("<td>").append(Page.escaped(text)).append("</td>");
    }

    private static void figure(StringBuilder rows, String text) {
        rows.append("<td class=\"n\">").append(Page.escaped(text)).append("</td>");
    }
}
