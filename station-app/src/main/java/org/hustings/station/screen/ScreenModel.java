package org.hustings.station.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.protocol.Language;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Key;
import org.hustings.station.call.Keys;
import org.hustings.station.call.Meaning;
import org.hustings.station.call.Surroundings;

/// The whole picture of one desk at one moment, in words and shapes, without a node.
///
/// `rows` has six places, top to bottom; a place is empty where the key beside it is dead, and its lamp dark.
record ScreenModel(
        Status status,
        Optional<Banner> banner,
        Screen screen,
        Optional<UndoStrip> undo,
        List<Optional<Row>> rows,
        Actions actions) {

    /// The ten seconds that [Desk.Undoable] lasts, for the length of the strip (look, section 6).
    private static final Duration UNDO = Duration.ofSeconds(10);

    ScreenModel {
        rows = List.copyOf(rows);
    }

    /// The bar at the top. Nothing in it says that all is well; silence does.
    sealed interface Status {
        record Desk(String desk, String state, Optional<Notice> notice, boolean headset, String clock)
                implements Status {}

        /// A line is open.
        record InCall(String name, String time, boolean muted) implements Status {}
    }

    record Notice(Icon icon, String text) {}

    enum Severity {
        INFORMATION,
        NOTICE,
        /// What the volunteer did: muted.
        OWN,
        ALARM
    }

    record Banner(Severity severity, Icon icon, String strong, String rest) {}

    /// `share` of the ten seconds that is left, 1 to 0 in steps of a quarter second.
    record UndoStrip(String strong, String kept, String how, double share) {}

    /// The keys below the screen, repeated by touch. An action that is empty is not drawn.
    record Actions(String help, boolean helpAsked, Optional<Mute> mute, Main main) {
        record Mute(String text, boolean on) {}

        sealed interface Main {
            record None() implements Main {}

            record Call(String text) implements Main {}

            record HangUp(String text) implements Main {}
        }
    }

    /// What the desk looks like. `around.now()` is the moment; without it nothing moves.
    static ScreenModel of(Desk desk, DeskFacts facts, Surroundings around, Language language) {
        return of(desk, facts, around, new Sight(Words.in(language), ZoneId.systemDefault(), Optional.empty()));
    }

    static ScreenModel of(Desk desk, DeskFacts facts, Surroundings around, Sight sight) {
        var keys = Keys.live(desk, facts);
        var rows = new Rows(desk, sight.words()).of(keys);
        return new ScreenModel(
                StatusLine.of(desk, facts, around, sight),
                Banners.of(desk, facts, around, sight),
                new Screens(desk, facts, around, sight).screen(),
                undo(desk, around, sight.words()),
                rows,
                actions(desk, keys, sight.words()));
    }

    /// The name of the picture in `docs/screens` that this is an example of.
    String picture() {
        var plain = screen.picture();
        return switch (screen) {
            case Screen.Card _ when undo.isPresent() -> "09-undo";
            case Screen.Card _
            when banner.map(Banner::icon).filter(Icon.OFFLINE::equals).isPresent() -> "12-offline";
            case Screen.Script _ when actions.mute().filter(Actions.Mute::on).isPresent() -> "07d-muted";
            case Screen.Results _
            when banner.map(Banner::icon).filter(Icon.RESTART::equals).isPresent() -> "17-restart";
            case Screen.Card _, Screen.Script _, Screen.Results _ -> plain;
            case Screen.Waiting _, Screen.Halted _, Screen.Paused _, Screen.ScriptPreview _ -> plain;
            case Screen.Ringing _, Screen.WhoIsIt _, Screen.SomebodyElse _, Screen.Closing _, Screen.Refused _ -> plain;
        };
    }

    private static Actions actions(Desk desk, Map<Key, Meaning> keys, Words words) {
        var asked = desk.help() == Desk.Help.ASKED;
        var muted = desk.state() instanceof DeskState.Talking talking && talking.muted();
        Optional<Actions.Mute> mute = keys.containsKey(Key.MUTE)
                ? Optional.of(new Actions.Mute(words.say(muted ? "muted" : "mute"), muted))
                : Optional.empty();
        Actions.Main main = new Actions.Main.None();
        // Before a dial of the station's own both live; the screen has room for one, and its row 4 stops as red does.
        if (keys.containsKey(Key.CALL) && desk.state() instanceof DeskState.Offered offered) {
            var name = Rows.firstName(offered.lease().contact());
            main = new Actions.Main.Call(name.isBlank() ? words.say("call.plain") : words.say("call", "name", name));
        } else if (keys.containsKey(Key.HANG_UP)) {
            main = new Actions.Main.HangUp(words.say("hangup"));
        }
        return new Actions(words.say(asked ? "help.asked" : "help"), asked, mute, main);
    }

    private static Optional<UndoStrip> undo(Desk desk, Surroundings around, Words words) {
        return desk.aside()
                .filter(Desk.Undoable.class::isInstance)
                .map(Desk.Undoable.class::cast)
                .map(undoable -> {
                    var left = left(undoable.until(), around.now());
                    return new UndoStrip(
                            words.say("undo.strong"),
                            Rows.said(undoable.report(), words),
                            words.say(
                                    "undo.how", "seconds", left.plusMillis(999).toSeconds()),
                            share(left));
                });
    }

    private static Duration left(Instant until, Optional<Instant> now) {
        var left = now.map(it -> Duration.between(it, until)).orElse(UNDO);
        return left.isNegative() ? Duration.ZERO : left.compareTo(UNDO) > 0 ? UNDO : left;
    }

    /// In quarters of a second: four steps each second, none between.
    private static double share(Duration left) {
        return left.plusMillis(249).toMillis() / 250 * 250 / (double) UNDO.toMillis();
    }
}
