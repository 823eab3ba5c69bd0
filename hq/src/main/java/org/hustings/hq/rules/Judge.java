package org.hustings.hq.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hustings.hq.rules.Decision.Outcome;
import org.hustings.hq.rules.Limit.Need;
import org.hustings.protocol.Campaign;

/// One verdict. Each rule that binds becomes the set of moments at which it allows the call; what all of them allow is
/// allowed. So a window holds no moment that a verdict at that moment would refuse.
///
/// A stronger mode than press is given up for a weaker one when a rule refuses it now that the weaker one is free of.
record Judge(List<Rule> rules, Holidays holidays, Subject subject, Asked asked, Past past, Instant at) {

    /// Windows are told for today and tomorrow: a lease never lives longer.
    private static final int DAYS_TOLD = 2;
    /// The next opening is sought so many days at a time, and so many times: longer than any silence or rest in use.
    private static final int DAYS_SOUGHT = 10;

    private static final int SEARCHES_MAX = 12;

    Verdict verdict() {
        var mode = strongest();
        var bound = bound(mode).toList();
        var fixed = fixed(bound);
        var windows = told(bound, fixed);
        var earliest = earliest(bound, fixed);
        var decisions = new ArrayList<Decision>();
        campaignsOwn(decisions);
        for (var rule : bound) {
            decisions.add(decision(rule));
        }
        // What kept the stronger mode from being used is part of the answer.
        bound(asked.mode()).filter(rule -> !bound.contains(rule)).forEach(rule -> decisions.add(limited(rule, mode)));
        return new Verdict(
                windows.holds(at),
                mode,
                windows.windows().stream()
                        .filter(span -> span.closes().isAfter(at))
                        .toList(),
                earliest,
                ringSeconds(bound),
                decisions);
    }

    RuleSet.Opening opening() {
        var bound = bound(strongest()).toList();
        var fixed = fixed(bound);
        return new RuleSet.Opening(told(bound, fixed), earliest(bound, fixed));
    }

    private Stream<Rule> bound(CallMode mode) {
        return rules.stream()
                .filter(rule -> rule.modes().contains(mode))
                .filter(rule -> rule.numbers().contains(subject.numberType()))
                .filter(rule -> rule.isChosenBy(asked.profiles()))
                .filter(rule -> !rule.unlessConsent() || !subject.consent())
                .filter(this::bindsHere);
    }

    /// Behind a number of fiction there is nobody to protect; what is not built stays so.
    private boolean bindsHere(Rule rule) {
        return switch (rule.limit()) {
            case Limit.Silence _ ->
                !asked.fiction()
                        && (rule.bindsAny(subject.jurisdictions())
                                || asked.polls().stream().anyMatch(poll -> rule.bindsAt(poll.where())));
            case Limit.Never _, Limit.Ring _, Limit.Informs _ -> rule.bindsAny(subject.jurisdictions());
            case Limit.Hours _, Limit.Attempts _, Limit.CoolDown _, Limit.Needs _, Limit.Display _ ->
                !asked.fiction() && rule.bindsAny(subject.jurisdictions());
        };
    }

    private CallMode strongest() {
        var modes = asked.mode().orWeaker();
        var weakest = modes.getLast();
        return modes.stream()
                .filter(mode -> mode == weakest
                        || bound(mode)
                                .filter(rule -> !rule.modes().contains(weakest))
                                .allMatch(rule -> spans(rule, day(at), day(at)).holds(at)))
                .findFirst()
                .orElseThrow();
    }

    /// What does not hang on the hour of the day.
    private Spans fixed(List<Rule> bound) {
        var all = asked.fiction() && !past.fictional() ? Spans.NEVER : Spans.ALWAYS;
        for (var rule : bound) {
            if (!(rule.limit() instanceof Limit.Hours)) {
                all = all.and(spans(rule, day(at), day(at)));
            }
        }
        return all;
    }

    private Spans open(List<Rule> bound, LocalDate first, LocalDate last) {
        var all = campaignHours(first, last);
        for (var rule : bound) {
            if (rule.limit() instanceof Limit.Hours) {
                all = all.and(spans(rule, first, last));
            }
        }
        return all;
    }

    private Spans campaignHours(LocalDate first, LocalDate last) {
        var all = Spans.ALWAYS;
        for (var zone : subject.zones()) {
            all = all.and(asked.hours().spans(zone, first, last.plusDays(1), _ -> false));
        }
        return all;
    }

    private Spans told(List<Rule> bound, Spans fixed) {
        var today = day(at);
        var after = today.plusDays(DAYS_TOLD);
        var end = subject.zones().stream()
                .map(zone -> after.atStartOfDay(zone).toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return open(bound, today, after).and(fixed).and(Spans.until(end));
    }

    private Optional<Instant> earliest(List<Rule> bound, Spans fixed) {
        var from = fixed.next(at);
        for (int search = 0; search < SEARCHES_MAX && from.isPresent(); search++) {
            var first = day(from.get());
            var last = first.plusDays(DAYS_SOUGHT);
            var found = open(bound, first, last).and(fixed).next(from.get());
            if (found.isPresent()) {
                return found;
            }
            from = fixed.next(last.atStartOfDay(subject.zones().getFirst()).toInstant());
        }
        return Optional.empty();
    }

    /// The moments at which a rule allows the call; those of hours from the first date to the last.
    private Spans spans(Rule rule, LocalDate first, LocalDate last) {
        return switch (rule.limit()) {
            case Limit.Hours hours -> hours(rule, hours, first, last);
            case Limit.Attempts(var most, var within) -> attempts(most, within);
            case Limit.CoolDown coolDown -> coolDown(coolDown);
            case Limit.Needs needs -> needs(needs);
            case Limit.Never _ -> Spans.NEVER;
            case Limit.Display display -> shows(display) ? Spans.ALWAYS : Spans.NEVER;
            case Limit.Silence(var daysBefore) -> Spans.ALWAYS.without(silences(rule, daysBefore));
            case Limit.Ring _, Limit.Informs _ -> Spans.ALWAYS;
        };
    }

    private Spans hours(Rule rule, Limit.Hours hours, LocalDate first, LocalDate last) {
        var all = Spans.ALWAYS;
        for (var zone : subject.zones()) {
            all = all.and(hours.hours()
                    .spans(zone, first, last.plusDays(1), date -> hours.closedOnHolidays() && isHoliday(rule, date)));
        }
        return all;
    }

    private boolean isHoliday(Rule rule, LocalDate date) {
        return subject.jurisdictions().stream()
                .filter(rule::bindsAt)
                .anyMatch(place -> holidays.isHoliday(place, date));
    }

    private Spans attempts(int most, Duration within) {
        var dials = past.dials();
        return dials.size() < most
                ? Spans.ALWAYS
                : Spans.from(dials.get(dials.size() - most).plus(within));
    }

    private Spans coolDown(Limit.CoolDown coolDown) {
        var said = past.said().stream()
                .filter(word -> coolDown.after().contains(word.what()))
                .map(Past.Said::at);
        var abandoned = coolDown.afterAbandoned() ? past.abandoned().stream() : Stream.<Instant>empty();
        return Stream.concat(said, abandoned)
                .max(Comparator.naturalOrder())
                .map(last -> Spans.from(last.plus(coolDown.rest())))
                .orElse(Spans.ALWAYS);
    }

    private Spans needs(Limit.Needs needs) {
        if (needs.anyOf().contains(Need.CONSENT) && subject.consent()) {
            return Spans.ALWAYS;
        }
        if (!needs.anyOf().contains(Need.SCREENED) || subject.screenedOn().isEmpty()) {
            return Spans.NEVER;
        }
        // Today's screening holds today; a date in the future is a slip of the pen and holds nothing yet.
        var day = subject.screenedOn().get();
        var all = Spans.ALWAYS;
        for (var zone : subject.zones()) {
            all = all.and(Spans.between(
                    day.atStartOfDay(zone).toInstant(),
                    day.plusDays(needs.maxAgeDays() + 1L).atStartOfDay(zone).toInstant()));
        }
        return all;
    }

    private boolean shows(Limit.Display display) {
        var number = asked.callerId().e164();
        return (display.only().isEmpty() || display.only().stream().anyMatch(number::startsWith))
                && display.not().stream().noneMatch(number::startsWith);
    }

    private Spans silences(Rule rule, int daysBefore) {
        return Spans.of(asked.polls().stream()
                .filter(poll -> rule.bindsAt(poll.where()))
                .filter(poll -> poll.concerns(subject.constituency()))
                .flatMap(poll -> poll.silence(daysBefore).windows().stream())
                .toList());
    }

    private int ringSeconds(List<Rule> bound) {
        return bound.stream()
                .mapToInt(rule -> rule.limit() instanceof Limit.Ring(var seconds) ? seconds : 0)
                .reduce(Campaign.RING_SECONDS_LEAST, Math::max);
    }

    /// Today in the zone that is behind: dates counted from it miss nobody's today.
    private LocalDate day(Instant moment) {
        return subject.zones().stream()
                .map(zone -> moment.atZone(zone).toLocalDate())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void campaignsOwn(List<Decision> decisions) {
        if (asked.fiction()) {
            decisions.add(new Decision(
                    "campaign-fiction",
                    Optional.empty(),
                    past.fictional() ? Outcome.ALLOWS : Outcome.REFUSES,
                    past.fictional()
                            ? "The campaign calls only numbers kept for fiction. Nobody can be reached by them, so "
                                    + "hours, silences, consent and attempts are not asked."
                            : "The campaign calls only numbers kept for fiction, and this number is not one.",
                    Optional.empty()));
        }
        var hours = campaignHours(day(at), day(at).plusDays(DAYS_SOUGHT));
        decisions.add(decision("campaign-hours", Optional.empty(), hours, "The campaign's own hours: "));
    }

    private Decision decision(Rule rule) {
        if (rule.limit() instanceof Limit.Informs) {
            return new Decision(rule.id(), Optional.of(rule), Outcome.INFORMS, rule.title() + ".", Optional.empty());
        }
        if (rule.limit() instanceof Limit.Ring(var seconds)) {
            return new Decision(
                    rule.id(),
                    Optional.of(rule),
                    Outcome.LIMITS,
                    rule.title() + ": " + seconds + " s.",
                    Optional.empty());
        }
        var spans = spans(rule, day(at), day(at).plusDays(DAYS_SOUGHT));
        return decision(rule.id(), Optional.of(rule), spans, rule.title() + ": ");
    }

    private Decision decision(String id, Optional<Rule> rule, Spans spans, String title) {
        var words = new Words(subject.zones().getFirst());
        if (spans.holds(at)) {
            var until = spans.lasts(at);
            return new Decision(
                    id,
                    rule,
                    Outcome.ALLOWS,
                    title + until.map(end -> "yes, until " + words.moment(end)).orElse("yes") + ".",
                    until);
        }
        var opens = spans.next(at);
        return new Decision(
                id,
                rule,
                Outcome.REFUSES,
                title
                        + opens.map(begin -> "no, not before " + words.moment(begin))
                                .orElse("no") + ".",
                opens);
    }

    private Decision limited(Rule rule, CallMode mode) {
        var known = decision(rule);
        return new Decision(
                rule.id(),
                Optional.of(rule),
                known.outcome() == Outcome.REFUSES ? Outcome.LIMITS : known.outcome(),
                known.words()
                        + (known.outcome() == Outcome.REFUSES
                                ? " So not by " + asked.mode().word() + ", but by " + mode.word() + "."
                                : ""),
                known.until());
    }

    private record Words(ZoneId zone) {
        private static final DateTimeFormatter FORM =
                DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

        String moment(Instant at) {
            return FORM.format(at.atZone(zone)) + " " + zone.getId();
        }
    }
}
