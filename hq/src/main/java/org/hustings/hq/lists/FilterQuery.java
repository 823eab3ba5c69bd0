package org.hustings.hq.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hustings.hq.lists.Filter.Comparison;
import org.hustings.hq.lists.Filter.Subject;
import org.jdbi.v3.core.statement.SqlStatement;

/// A filter as the condition of a query on contacts `c` joined with their corner `k`. Every value of the author's is
/// bound; the text of the condition is ours alone.
final class FilterQuery {

    private final List<List<String>> values = new ArrayList<>();
    private final String condition;

    private FilterQuery(Filter filter) {
        this.condition = condition(filter);
    }

    static FilterQuery of(Filter filter) {
        return new FilterQuery(filter);
    }

    String condition() {
        return condition;
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        for (int place = 0; place < values.size(); place++) {
            statement.bindArray("f" + place, String.class, values.get(place));
        }
        return statement;
    }

    private String condition(Filter filter) {
        return switch (filter) {
            case Filter.All(var parts) -> joined(parts, " and ");
            case Filter.Any(var parts) -> joined(parts, " or ");
            case Filter.Not(var part) -> "not coalesce(" + condition(part) + ", false)";
            case Filter.Test test -> test(test);
        };
    }

    private String joined(List<Filter> parts, String word) {
        return parts.stream().map(this::condition).collect(Collectors.joining(word, "(", ")"));
    }

    private String test(Filter.Test test) {
        var wanted =
                bound(test.values().stream().map(value -> wanted(test, value)).toList());
        var asked = asked(test);
        return switch (test.comparison()) {
            case IS, IN -> "(" + asked.formatted("= any(" + wanted + ")") + ")";
            case IS_NOT -> "(not coalesce(" + asked.formatted("= any(" + wanted + ")") + ", false))";
            case STARTS -> "(" + asked.formatted("like any(" + wanted + ")") + ")";
            case LESS -> "(" + asked.formatted("< (" + wanted + ")[1]") + ")";
            case MORE -> "(" + asked.formatted("> (" + wanted + ")[1]") + ")";
        };
    }

    /// What is compared, with the comparison to be put in.
    private String asked(Filter.Test test) {
        return switch (test.subject()) {
            case TOWN -> "lower(c.town) %s";
            case POSTCODE -> "upper(replace(c.postcode, ' ', '')) %s";
            case STATE -> "exists (select from unnest(k.jurisdictions) j where j %1$s or substr(j, 4) %1$s)";
            case CONSTITUENCY -> "lower(k.constituency) %s";
            case LANGUAGE -> "lower(c.language) %s";
            case LIST -> "(select l.name from lists l where l.id = c.list) %s";
            case NUMBER_TYPE -> "c.number_type %s";
            case CONSENT -> "(case when k.consent then 'yes' else 'no' end) %s";
            // As text of one length, so that every value is bound in the same way.
            case TRIES -> "lpad(c.tries::text, 6, '0') %s";
            case CALLED ->
                "(case when exists (select from reports r where r.contact = c.id) then 'yes' else 'no' end) %s";
            case RESULT -> last("result");
            case DISPOSITION -> last("disposition");
            case FIELD -> "(c.fields ->> (" + bound(List.of(test.argument())) + ")[1]) %s";
        };
    }

    private static String last(String column) {
        return "(select r." + column + " from reports r where r.contact = c.id"
                + " order by r.pressed_at desc, r.call desc, r.revision desc limit 1) %s";
    }

    private static String wanted(Filter.Test test, String value) {
        var plain = plain(test.subject(), value);
        return test.comparison() == Comparison.STARTS
                ? plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
                : plain;
    }

    private static String plain(Subject subject, String value) {
        return switch (subject) {
            case TOWN, CONSTITUENCY, LANGUAGE -> value.toLowerCase(Locale.ROOT);
            case POSTCODE -> value.replace(" ", "").toUpperCase(Locale.ROOT);
            case STATE -> value.toUpperCase(Locale.ROOT);
            case TRIES -> "0".repeat(6 - value.length()) + value;
            case LIST, NUMBER_TYPE, CONSENT, CALLED, RESULT, DISPOSITION, FIELD -> value;
        };
    }

    private String bound(List<String> texts) {
        values.add(texts);
        return ":f" + (values.size() - 1);
    }
}
