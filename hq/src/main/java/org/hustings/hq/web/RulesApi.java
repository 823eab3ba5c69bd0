package org.hustings.hq.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.hustings.hq.rulebook.Explainer;
import org.hustings.hq.rulebook.Explanation;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.rules.CallMode;
import org.hustings.hq.rules.Decision;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.hq.rules.Rule;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Json;
import org.hustings.protocol.Window;

/// The rules as JSON: `/api/rules`, and `/api/explain?contact=…&at=…&mode=…`. Ids only, nobody's name or number.
record RulesApi(RuleBook book, Explainer explainer) {

    private record RuleView(
            String id,
            String title,
            List<String> where,
            List<String> modes,
            List<String> numbers,
            String standing,
            String applies,
            String comment,
            String source,
            String evidence,
            LocalDate seenOn,
            Optional<String> reviewedBy,
            Optional<String> profile) {

        static RuleView of(Rule rule) {
            return new RuleView(
                    rule.id(),
                    rule.title(),
                    rule.where().stream().map(Jurisdiction::code).sorted().toList(),
                    words(rule.modes()),
                    words(rule.numbers()),
                    rule.standing().word(),
                    word(rule.applies()),
                    rule.comment(),
                    rule.source(),
                    word(rule.evidence()),
                    rule.seenOn(),
                    rule.reviewedBy(),
                    rule.profile());
        }
    }

    private record RulesView(int version, Instant at, String who, List<RuleView> rules) {}

    private record DecisionView(
            String id, String outcome, String words, Optional<Instant> until, Optional<RuleView> rule) {

        static DecisionView of(Decision decision) {
            return new DecisionView(
                    decision.id(),
                    word(decision.outcome()),
                    decision.words(),
                    decision.until(),
                    decision.rule().map(RuleView::of));
        }
    }

    private record ExplainView(
            String contact,
            Instant at,
            boolean allowed,
            String mode,
            String campaign,
            int campaignVersion,
            int rulesVersion,
            List<Window> windows,
            Optional<Instant> earliest,
            List<String> notes,
            List<DecisionView> decisions,
            List<Explanation.Dial> dials) {

        static ExplainView of(Explanation explanation) {
            var verdict = explanation.verdict();
            return new ExplainView(
                    explanation.contact().value(),
                    explanation.at(),
                    explanation.allowed(),
                    verdict.mode().word(),
                    explanation.campaign(),
                    explanation.campaignVersion(),
                    explanation.rulesVersion(),
                    verdict.windows(),
                    verdict.earliest(),
                    explanation.notes(),
                    verdict.decisions().stream().map(DecisionView::of).toList(),
                    explanation.dials());
        }
    }

    private record Trouble(String error) {}

    void rules(Context context) {
        var edition = book.current();
        answer(
                context,
                HttpStatus.OK,
                new RulesView(
                        edition.version(),
                        edition.at(),
                        edition.who(),
                        edition.set().rules().stream().map(RuleView::of).toList()));
    }

    void explain(Context context) {
        try {
            var contact = required(context, "contact", ContactId::new);
            var at = maybe(context, "at", Instant::parse, "a moment such as 2027-04-10T12:00:00Z");
            var mode = maybe(
                    context,
                    "mode",
                    text -> CallMode.valueOf(text.toUpperCase(Locale.ROOT)),
                    "press, power, predictive, recorded or text");
            explainer
                    .explain(contact, at, mode)
                    .ifPresentOrElse(
                            found -> answer(context, HttpStatus.OK, ExplainView.of(found)),
                            () -> answer(
                                    context,
                                    HttpStatus.NOT_FOUND,
                                    new Trouble("contact is \"" + contact + "\", whom nobody imported")));
        } catch (IllegalArgumentException wrong) {
            answer(context, HttpStatus.BAD_REQUEST, new Trouble(String.valueOf(wrong.getMessage())));
        }
    }

    private static <T> T required(Context context, String key, Function<String, T> type) {
        return maybe(context, key, type, "the id of a contact, such as c-17")
                .orElseThrow(
                        () -> new IllegalArgumentException(key + " is missing: the id of a contact, such as c-17"));
    }

    /// What was sent stays out of the answer: it may be anything.
    private static <T> Optional<T> maybe(Context context, String key, Function<String, T> type, String allowed) {
        try {
            return Optional.ofNullable(context.queryParam(key)).map(type);
        } catch (IllegalArgumentException | DateTimeParseException refused) {
            throw new IllegalArgumentException(key + " must be " + allowed, refused);
        }
    }

    private static void answer(Context context, HttpStatus status, Object body) {
        context.status(status).contentType("application/json").result(Json.write(body));
    }

    private static List<String> words(Iterable<? extends Enum<?>> values) {
        var words = new ArrayList<String>();
        values.forEach(value -> words.add(word(value)));
        return words.stream().sorted().toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
