package org.hustings.station.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Contact;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.Mode;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Window;
import org.hustings.station.call.Attempt;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.DeskState.Offered.Look;
import org.hustings.station.call.Keys;
import org.hustings.station.call.Surroundings;
import org.hustings.station.call.Surroundings.LinkNotice;

/// What the left pane says in each state.
///
/// Before the right person has answered, [#publicFacts] and "why we call" are all there is: street, household, history
/// and free fields come only with [DeskState.Part.Reading].
record Screens(Desk desk, DeskFacts facts, Surroundings around, Sight sight) {

    private static final int RING_SECONDS_UNKNOWN = 25;
    /// A line of 480 px at 20 px holds about this many letters; the node cuts what is wider.
    private static final int WHY_MAX = 110;

    Screen screen() {
        return switch (desk.state()) {
            case DeskState.Waiting(var none) -> waiting(none);
            case DeskState.Halted(var why) ->
                new Screen.Halted(say("none." + why.name() + ".title"), say("none." + why.name() + ".body"));
            case DeskState.Paused _ -> new Screen.Paused(say("break.title"), say("break.body"));
            case DeskState.Offered(var lease, var look) -> look == Look.CARD ? card(lease) : preview(lease.contact());
            case DeskState.Refused(var lease, var reason) -> refused(lease, reason);
            case DeskState.Dialing(var attempt, var line) -> ringing(attempt, line);
            case DeskState.Talking talking -> talking(talking);
            case DeskState.Closing _ -> new Screen.Closing(say("closing.title"), say("closing.body"));
            case DeskState.WrappingUp wrappingUp -> wrappingUp(wrappingUp);
        };
    }

    private Screen waiting(Optional<LeaseAnswer.None> none) {
        if (around.link() == LinkNotice.AWAY) {
            return new Screen.Waiting("12-offline-empty", say("offline.empty.title"), say("offline.empty.body"), false);
        }
        if (none.isPresent()) {
            var reason = none.get().reason();
            var picture = reason == LeaseAnswer.Reason.OUTSIDE_WINDOW ? "13-closed" : "20-nobody";
            return new Screen.Waiting(
                    picture, say("none." + reason.name() + ".title"), say("none." + reason.name() + ".body"), false);
        }
        var title = sight.volunteer()
                .map(name -> say("waiting.title.named", "name", name))
                .orElseGet(() -> say("waiting.title"));
        return new Screen.Waiting("20-waiting", title, say("waiting.body"), true);
    }

    private Screen card(Lease lease) {
        var contact = lease.contact();
        var run = run();
        var hint = facts.cannotDial().isEmpty() && desk.aside().isEmpty() && run.isEmpty()
                ? Optional.of(say(beginsARun(lease) ? "card.hint.power" : "card.hint"))
                : Optional.<String>empty();
        var picture = run.isEmpty() ? "05-offered" : desk.dialsAt().isPresent() ? "05-run" : "05-still-there";
        return new Screen.Card(picture, Words.plain(contact.name()), publicFacts(contact), why(contact), run, hint);
    }

    /// No run begins while help is asked for.
    private boolean beginsARun(Lease lease) {
        return lease.mode() == Mode.POWER && !desk.inRun() && desk.help() == Desk.Help.NOT_ASKED;
    }

    /// Nothing is promised that would not happen now; a banner says why. How soon the call starts is never counted
    /// before the volunteer's eyes (look, section 1): key 4 stops it at any moment.
    private Optional<String> run() {
        if (facts.cannotDial().isPresent()) {
            return Optional.empty();
        }
        if (desk.asksIfThere()) {
            return Optional.of(say("run.there"));
        }
        return desk.dialsAt().filter(_ -> around.headsetPresent()).map(_ -> say("run.going"));
    }

    private List<Screen.Fact> publicFacts(Contact contact) {
        var ending = say(
                "card.ending." + shown(contact.numberType()).name(),
                "digits",
                contact.phone().lastTwoDigits());
        var facts = new ArrayList<Screen.Fact>();
        if (!contact.town().isBlank()) {
            facts.add(Screen.Fact.of(Icon.PIN, Words.plain(contact.town())));
        }
        facts.add(new Screen.Fact(
                Icon.GLOBE,
                say("card.speaks", "language", sight.words().language(contact.language())),
                Optional.of(ending)));
        return facts;
    }

    private static NumberType shown(NumberType type) {
        return type == NumberType.OTHER ? NumberType.EITHER : type;
    }

    private Optional<List<Run>> why(Contact contact) {
        return contact.why()
                .map(Words::plain)
                .filter(why -> !why.isEmpty())
                .map(why -> List.of(Run.strong(say("card.why")), Run.plain(" " + cut(why, WHY_MAX))));
    }

    /// Cut at a word, with an ellipsis; never longer than `max`.
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        var space = text.lastIndexOf(' ', max - 1);
        return text.substring(0, space > max / 2 ? space : max - 1).strip() + "…";
    }

    private Screen preview(Contact contact) {
        var steps = steps();
        if (steps.isEmpty()) {
            return new Screen.ScriptPreview(say("script.preview"), "", List.of(Run.plain(say("script.none"))), run());
        }
        var said = MergeText.of(contact, facts.campaign(), sight.volunteer()).fillOpenly(steps.getFirst());
        return new Screen.ScriptPreview(
                say("script.preview"), say("step", "step", 1, "steps", steps.size()), quoted(said), run());
    }

    private List<Campaign.Step> steps() {
        return facts.campaign()
                .map(campaign -> campaign.script().in(facts.language()))
                .orElse(List.of());
    }

    private Screen ringing(Attempt attempt, DeskState.Dialing.Line line) {
        var seconds = facts.campaign().map(Campaign::ringSeconds).orElse(RING_SECONDS_UNKNOWN);
        var since = attempt.ringingAt().or(attempt::invitedAt).orElse(attempt.pressedAt());
        var rung = around.now().map(now -> Duration.between(since, now)).orElse(Duration.ZERO);
        var ringing = line == DeskState.Dialing.Line.RINGING;
        var quarters = ringing ? rung.toMillis() / 250 : 0;
        return new Screen.Ringing(
                Words.plain(attempt.lease().contact().name()),
                say("line." + line.name()),
                Words.elapsed(rung),
                Math.clamp(quarters / (4.0 * seconds), 0, 1),
                hints(line, seconds),
                say("words.first"),
                hello(attempt.lease().contact()));
    }

    /// What is true of the line now: before it rings nothing has been counted yet, and after "hang up" nothing comes.
    private List<String> hints(DeskState.Dialing.Line line, int seconds) {
        return switch (line) {
            case CALLING -> List.of(say("ringing.then"));
            case RINGING -> List.of(say("ringing.stop", "seconds", seconds), say("ringing.then"));
            case CANCELLING -> List.of();
        };
    }

    private List<Run> hello(Contact contact) {
        var text = sight.words().say("words.hello");
        var hole = text.indexOf("{name}");
        return quoted(List.of(
                Run.plain(text.substring(0, hole)),
                new Run(Words.plain(contact.name()), Run.Kind.MERGED),
                Run.plain(text.substring(hole + "{name}".length()))));
    }

    private List<Run> quoted(List<Run> runs) {
        var all = new ArrayList<Run>();
        all.add(Run.plain(say("quote.open")));
        all.addAll(runs);
        all.add(Run.plain(say("quote.close")));
        return all;
    }

    private Screen talking(DeskState.Talking talking) {
        var contact = talking.attempt().lease().contact();
        var name = Rows.firstName(contact);
        return switch (talking.part()) {
            case DeskState.Part.Asking _ ->
                new Screen.WhoIsIt(
                        say("who.title", "name", name),
                        say("words.first"),
                        hello(contact),
                        publicFacts(contact).subList(0, contact.town().isBlank() ? 0 : 1),
                        why(contact),
                        say("who.hint"));
            case DeskState.Part.SomebodyElse _ ->
                new Screen.SomebodyElse(
                        say("else.title", "name", name), say("else.body"), say("else.child"), say("else.hint"));
            case DeskState.Part.Reading(var step) -> script(talking, step);
            case DeskState.Part.Choosing _ -> results(talking.attempt(), Optional.empty(), say("results.open"));
        };
    }

    private Screen script(DeskState.Talking talking, String id) {
        var steps = steps();
        var contact = talking.attempt().lease().contact();
        var found = Keys.step(facts, id);
        if (found.isEmpty()) {
            return new Screen.Script(
                    0, steps.size(), "", List.of(), new PrivateFacts(sight).of(contact), say("talk.finish"));
        }
        var step = found.get();
        var at = steps.indexOf(step) + 1;
        var direction = talking.muted()
                ? say("muted.hint")
                : !step.direction().isBlank()
                        ? Words.plain(step.direction())
                        : say(step.choices().isEmpty() ? "talk.finish" : "talk.branch");
        return new Screen.Script(
                at,
                steps.size(),
                say("step", "step", at, "steps", steps.size()),
                quoted(MergeText.of(contact, facts.campaign(), sight.volunteer())
                        .fill(step)),
                new PrivateFacts(sight).of(contact),
                direction);
    }

    private Screen wrappingUp(DeskState.WrappingUp wrappingUp) {
        var call = wrappingUp.call();
        var lasted = say("results.lasted", "time", Words.elapsed(Duration.between(call.answeredAt(), call.endedAt())));
        var foot = call.ending() == DeskState.Call.Ending.INTERRUPTED ? say("results.cut") : say("results.foot");
        return results(wrappingUp.attempt(), Optional.of(lasted), foot);
    }

    private Screen results(Attempt attempt, Optional<String> lasted, String foot) {
        var facts = new ArrayList<Screen.Fact>();
        lasted.ifPresent(it -> facts.add(Screen.Fact.of(Icon.CLOCK, it)));
        if (!attempt.answers().isEmpty()) {
            var kept = sight.words().count("results.answers", attempt.answers().size());
            facts.add(Screen.Fact.of(Icon.NOTE, kept));
        }
        var name = Rows.firstName(attempt.lease().contact());
        return new Screen.Results(say("results.title", "name", name), say("results.hint"), facts, foot);
    }

    private Screen refused(Lease lease, Refusal reason) {
        var name = Rows.firstName(lease.contact());
        return new Screen.Refused(
                say("refused.title", "name", name),
                List.of(Run.strong(say("refused.reason")), Run.plain(" " + whyNot(lease, reason, name))),
                say(reason == Refusal.OPTED_OUT ? "refused.kind.OPTED_OUT" : "refused.kind", "name", name),
                say("refused.foot"));
    }

    private String whyNot(Lease lease, Refusal reason, String name) {
        if (reason != Refusal.OUTSIDE_WINDOW || around.now().isEmpty()) {
            return say("refused." + reason.name(), "name", name);
        }
        var now = around.now().get();
        var zone = lease.contact().timeZone();
        var hour = say(
                "refused.OUTSIDE_WINDOW.at", "name", name, "time", sight.words().time(now, zone));
        var limit = lease.window().stream()
                .filter(span -> span.opens().isAfter(now))
                .min(Comparator.comparing(Window::opens))
                .map(span -> say("refused.opens", "time", sight.words().time(span.opens(), zone)))
                .or(() -> lease.window().stream()
                        .max(Comparator.comparing(Window::closes))
                        .map(span -> say("refused.closes", "time", sight.words().time(span.closes(), zone))));
        return hour + limit.map(it -> " " + it).orElse("");
    }

    private String say(String key, Object... pairs) {
        return sight.words().say(key, pairs);
    }
}
