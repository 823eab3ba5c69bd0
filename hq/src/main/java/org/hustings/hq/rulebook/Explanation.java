package org.hustings.hq.rulebook;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hustings.hq.rules.Decision;
import org.hustings.hq.rules.Decision.Outcome;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.hq.rules.Subject;
import org.hustings.hq.rules.Verdict;
import org.hustings.protocol.ContactId;

/// Whether somebody may (or might) be called at a moment, and which rules say so. Names no name and no number.
///
/// `notes` are what else decides, such as an opt-out. `dials` are the calls that were made around that moment.
public record Explanation(
        ContactId contact,
        Instant at,
        String campaign,
        int campaignVersion,
        int rulesVersion,
        Instant rulesSince,
        Subject subject,
        Verdict verdict,
        boolean callable,
        List<String> notes,
        List<Dial> dials) {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm z", Locale.ENGLISH);

    /// A call, and the version of the rules that its lease was granted under, if it was noted.
    public record Dial(String call, Instant at, String mode, String result, Optional<Integer> rulesVersion) {}

    public boolean allowed() {
        return callable && verdict.allowed();
    }

    /// For a person, line by line.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add((allowed() ? "ALLOWED" : "REFUSED") + " by " + verdict.mode().word() + ": contact " + contact + " at "
                + at + " (" + local(at) + ")");
        lines.add("Campaign " + campaign + " version " + campaignVersion + ", rule set " + rulesVersion + " of "
                + rulesSince);
        lines.add("The person, as known today: " + person());
        notes.forEach(note -> lines.add("! " + note));
        verdict.windows()
                .forEach(window -> lines.add("Window: " + local(window.opens()) + " to " + local(window.closes())));
        if (verdict.windows().isEmpty()) {
            lines.add("Window: none today or tomorrow");
        }
        if (!verdict.allowed()) {
            lines.add("Earliest by these rules: "
                    + verdict.earliest().map(this::local).orElse("never as things stand"));
        }
        for (var outcome : Outcome.values()) {
            verdict.decisions().stream()
                    .filter(decision -> decision.outcome() == outcome)
                    .forEach(decision -> tell(decision, lines));
        }
        dials.forEach(dial -> lines.add("Dial " + dial.call() + " at " + dial.at() + " by " + dial.mode() + ": "
                + dial.result() + ", granted under "
                + dial.rulesVersion().map(version -> "rule set " + version).orElse("no noted rule set")));
        return lines;
    }

    private void tell(Decision decision, List<String> lines) {
        lines.add(decision.outcome().name().toLowerCase(Locale.ROOT) + "  " + decision.id() + "  " + decision.words());
        decision.rule().ifPresent(rule -> {
            lines.add("         " + rule.standing().word() + "; applies to political calls: "
                    + rule.applies().name().toLowerCase(Locale.ROOT) + "; source: " + rule.source() + " ("
                    + rule.evidence().name().toLowerCase(Locale.ROOT) + ", " + rule.seenOn() + "); "
                    + rule.reviewedBy().map(name -> "reviewed by " + name).orElse("not reviewed by counsel yet"));
            if (decision.outcome() != Outcome.ALLOWS) {
                lines.add("         " + rule.comment());
            }
        });
    }

    private String person() {
        return String.join(
                ", ",
                "in "
                        + String.join(
                                "+",
                                subject.jurisdictions().stream()
                                        .map(Jurisdiction::code)
                                        .toList()),
                String.join("+", subject.zones().stream().map(ZoneId::getId).toList()),
                subject.numberType().name().toLowerCase(Locale.ROOT),
                subject.consent() ? "consent on record" : "no consent on record",
                subject.constituency().map(name -> "constituency " + name).orElse("constituency unknown"),
                subject.screenedOn().map(day -> "screened " + day).orElse("never screened"));
    }

    private String local(Instant moment) {
        return FORM.format(moment.atZone(subject.zones().getFirst()));
    }
}
