package org.hustings.station.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Contact;
import org.hustings.protocol.Disposition;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Key;
import org.hustings.station.call.Keys;
import org.hustings.station.call.Meaning;

/// What is printed beside the six keys: each meaning in words.
record Rows(Desk desk, Words words) {

    private static final int FIRST_NAME_MAX = 24;

    List<Optional<Row>> of(Map<Key, Meaning> keys) {
        var rows = new ArrayList<Optional<Row>>();
        for (var key : Keys.NUMBERED) {
            rows.add(Optional.ofNullable(keys.get(key)).map(this::row));
        }
        return rows;
    }

    /// A result as it stands in the middle of a sentence.
    static String said(CallReport report, Words words) {
        return words.say("said."
                + report.disposition()
                        .map(Disposition::name)
                        .orElseGet(() -> report.result().name()));
    }

    /// For the middle of a sentence: cut where a name is longer than the sentence around it.
    static String firstName(Contact contact) {
        var name = Words.plain(contact.givenName());
        return Screens.cut(name.isEmpty() ? Words.plain(contact.familyName()) : name, FIRST_NAME_MAX);
    }

    private Row row(Meaning meaning) {
        return switch (meaning) {
            case Meaning.ReadScript _ -> Row.quiet(Icon.BOOK, words.say("key.script"));
            case Meaning.BackToCard _ -> Row.quiet(Icon.PERSON, words.say("key.card"));
            case Meaning.TakeBreak _ -> Row.quiet(Icon.CUP, words.say("key.break"));
            case Meaning.PauseRun _ -> Row.lit(Icon.STOP, words.say("key.pause"), words.say("key.pause.small"));
            case Meaning.EndBreak _ -> Row.lit(Icon.RIGHT, words.say("key.back"));
            case Meaning.SkipPerson _ -> Row.quiet(Icon.SKIP, words.say("key.skip"));
            case Meaning.Undo _ -> undo();
            case Meaning.GoOn _ -> Row.lit(Icon.RIGHT, words.say("key.go"));
            case Meaning.RightPerson _ -> rightPerson();
            case Meaning.SomebodyElse _ -> Row.lit(Icon.PEOPLE, words.say("key.else"), words.say("key.else.small"));
            case Meaning.Dispose dispose -> result(dispose.disposition());
            case Meaning.Branch branch -> Row.lit(Icon.RIGHT, Words.bind(Words.plain(branch.label())));
            case Meaning.Finish _ -> Row.quiet(Icon.CHECK, words.say("key.finish"), words.say("key.finish.small"));
            case Meaning.MoreResults _ -> Row.quiet(Icon.LIST, words.say("key.more"));
            case Meaning.BackToFirstResults _ -> Row.quiet(Icon.LEFT, words.say("key.first"));
            case Meaning.BackToScript _ -> Row.quiet(Icon.LEFT, words.say("key.first"), words.say("key.first.script"));
            case Meaning.AskHelp _ -> Row.quiet(Icon.HAND, words.say("key.help"), words.say("key.help.small"));
            case Meaning.ClearHelp _ ->
                Row.quiet(Icon.HAND, words.say("key.help.clear"), words.say("key.help.clear.small"));
            case Meaning.Mute _ -> Row.quiet(Icon.MIC, words.say("mute"));
            case Meaning.Unmute _ -> Row.quiet(Icon.MIC_OFF, words.say("muted"));
            case Meaning.StartCall _ -> Row.lit(Icon.PHONE, words.say("call.plain"));
            case Meaning.EndCall _ -> Row.lit(Icon.HANGUP, words.say("hangup"));
        };
    }

    private Row undo() {
        var small = desk.aside()
                .filter(Desk.Undoable.class::isInstance)
                .map(Desk.Undoable.class::cast)
                .map(it -> firstName(it.attempt().lease().contact()))
                .map(name -> words.say("key.undo.small", "name", name));
        return new Row(Row.Look.LIT, Row.Tone.BRAND, Icon.UNDO, words.say("key.undo"), small);
    }

    private Row rightPerson() {
        if (desk.state() instanceof DeskState.Talking talking) {
            var name = firstName(talking.attempt().lease().contact());
            return switch (talking.part()) {
                case DeskState.Part.SomebodyElse _ -> Row.lit(Icon.PERSON, words.say("key.here", "name", name));
                case DeskState.Part.Asking _, DeskState.Part.Reading _, DeskState.Part.Choosing _ ->
                    Row.lit(Icon.CHECK, words.say("key.yes"), words.say("key.yes.small", "name", name));
            };
        }
        return Row.lit(Icon.CHECK, words.say("key.yes"));
    }

    private Row result(Disposition disposition) {
        if (beforeTheQuestion()) {
            return beforeYes(disposition);
        }
        var label = words.say("result." + disposition.name());
        var small = "result." + disposition.name() + ".small";
        return new Row(
                Row.Look.LIT,
                tone(disposition),
                icon(disposition),
                label,
                words.has(small) ? Optional.of(words.say(small)) : Optional.empty());
    }

    private boolean beforeTheQuestion() {
        return desk.state() instanceof DeskState.Talking talking
                && switch (talking.part()) {
                    case DeskState.Part.Asking _, DeskState.Part.SomebodyElse _ -> true;
                    case DeskState.Part.Reading _, DeskState.Part.Choosing _ -> false;
                };
    }

    private Row beforeYes(Disposition disposition) {
        if (disposition == Disposition.VOICEMAIL) {
            return Row.lit(Icon.VOICEMAIL, words.say("key.machine"), words.say("key.note.small"));
        }
        if (disposition == Disposition.SOMEONE_ELSE) {
            return Row.lit(Icon.PEOPLE, words.say("key.later"), words.say("key.note.small"));
        }
        return new Row(
                Row.Look.LIT,
                tone(disposition),
                icon(disposition),
                words.say("result." + disposition.name()),
                Optional.of(words.say("result." + disposition.name() + ".small")));
    }

    static Row.Tone tone(Disposition disposition) {
        return switch (disposition) {
            case SUPPORTS -> Row.Tone.SUPPORTS;
            case CAN_COME, WILL_HELP -> Row.Tone.BRAND;
            case UNDECIDED, MAYBE, MIGHT_HELP -> Row.Tone.UNDECIDED;
            case AGAINST, CANNOT_COME, WILL_NOT_HELP -> Row.Tone.AGAINST;
            case CALL_BACK -> Row.Tone.CALL_BACK;
            case DO_NOT_CALL -> Row.Tone.NO_CALL;
            case WOULD_NOT_SAY, SOMEONE_ELSE, VOICEMAIL, WRONG_NUMBER, MOVED -> Row.Tone.WRONG;
        };
    }

    static Icon icon(Disposition disposition) {
        return switch (disposition) {
            case SUPPORTS, CAN_COME, WILL_HELP -> Icon.CHECK;
            case UNDECIDED, MAYBE, MIGHT_HELP -> Icon.UNSURE;
            case AGAINST, CANNOT_COME, WILL_NOT_HELP -> Icon.CROSS;
            case CALL_BACK -> Icon.CALLBACK;
            case DO_NOT_CALL -> Icon.NOCALL;
            case WOULD_NOT_SAY -> Icon.QUESTION;
            case SOMEONE_ELSE -> Icon.PEOPLE;
            case VOICEMAIL -> Icon.VOICEMAIL;
            case WRONG_NUMBER -> Icon.WRONG;
            case MOVED -> Icon.OUT;
        };
    }
}
