package org.hustings.station.screen;

import java.util.Optional;
import org.hustings.protocol.Refusal;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Surroundings;
import org.hustings.station.call.Surroundings.LinkNotice;

/// The one banner over the content: of all that could be said, what matters most to the call.
final class Banners {

    private Banners() {}

    static Optional<ScreenModel.Banner> of(Desk desk, DeskFacts facts, Surroundings around, Sight sight) {
        var words = sight.words();
        return muted(desk, words)
                .or(() -> headset(desk, around, words))
                .or(() -> help(desk, around, words))
                .or(() -> cannotDial(desk, facts, words))
                .or(() -> noted(desk, sight))
                .or(() -> offline(desk, around, words))
                .or(() -> message(around));
    }

    private static Optional<ScreenModel.Banner> muted(Desk desk, Words words) {
        if (!(desk.state() instanceof DeskState.Talking talking) || !talking.muted()) {
            return Optional.empty();
        }
        // Before "yes" nobody knows who is on the line.
        var rest = switch (talking.part()) {
            case DeskState.Part.Asking _, DeskState.Part.SomebodyElse _ -> words.say("muted.they");
            case DeskState.Part.Reading _, DeskState.Part.Choosing _ ->
                words.say(
                        "muted.rest",
                        "name",
                        Rows.firstName(talking.attempt().lease().contact()));
        };
        return banner(ScreenModel.Severity.OWN, Icon.MIC_OFF, words.say("muted.strong"), rest);
    }

    private static Optional<ScreenModel.Banner> headset(Desk desk, Surroundings around, Words words) {
        if (around.headsetPresent()) {
            return Optional.empty();
        }
        var rest = words.say(lineOpen(desk.state()) ? "headset.call" : "headset.plug");
        return banner(ScreenModel.Severity.ALARM, Icon.HEADSET, words.say("headset.strong"), rest);
    }

    private static boolean lineOpen(DeskState state) {
        return state instanceof DeskState.Talking || state instanceof DeskState.Dialing;
    }

    /// Without a connection nobody has heard it yet: the volunteer must know that, and look around.
    private static Optional<ScreenModel.Banner> help(Desk desk, Surroundings around, Words words) {
        if (desk.help() != Desk.Help.ASKED) {
            return Optional.empty();
        }
        var help = around.link() == LinkNotice.AWAY ? "help.away" : "help";
        return banner(ScreenModel.Severity.NOTICE, Icon.HAND, words.say(help + ".strong"), words.say(help + ".rest"));
    }

    private static Optional<ScreenModel.Banner> cannotDial(Desk desk, DeskFacts facts, Words words) {
        if (!(desk.state() instanceof DeskState.Offered)) {
            return Optional.empty();
        }
        return facts.cannotDial()
                .flatMap((Refusal why) ->
                        banner(ScreenModel.Severity.NOTICE, Icon.CLOCK, words.say("cannot." + why.name()), ""));
    }

    private static Optional<ScreenModel.Banner> noted(Desk desk, Sight sight) {
        var words = sight.words();
        return desk.aside().flatMap(aside -> switch (aside) {
            case Desk.Undoable _ -> Optional.empty();
            case Desk.Noted noted -> {
                var next = desk.state() instanceof DeskState.Offered ? words.say("noted.next") : "";
                yield banner(
                        ScreenModel.Severity.INFORMATION,
                        Icon.CHECK,
                        words.say("noted." + noted.result().name()),
                        next);
            }
            case Desk.Restarted _ ->
                banner(
                        ScreenModel.Severity.INFORMATION,
                        Icon.RESTART,
                        words.say("restart.strong"),
                        desk.state() instanceof DeskState.WrappingUp(var _, var call, var _)
                                ? words.say("restart.line", "time", words.time(call.endedAt(), sight.zone()))
                                : "");
        });
    }

    private static Optional<ScreenModel.Banner> offline(Desk desk, Surroundings around, Words words) {
        // Where nobody is left to call, the screen itself says it; in a call there is nothing to do about it.
        if (around.link() != LinkNotice.AWAY || desk.state() instanceof DeskState.Waiting || lineOpen(desk.state())) {
            return Optional.empty();
        }
        var kept = around.keptSafe() == 0 ? words.say("kept.none") : words.count("kept", around.keptSafe());
        var ready = switch (around.leasesReady()) {
            case 0 -> words.say("kept.none.go");
            case 1 -> words.say("ready.one");
            default -> words.say("ready.more", "count", around.leasesReady());
        };
        return banner(ScreenModel.Severity.NOTICE, Icon.OFFLINE, kept, ready);
    }

    private static Optional<ScreenModel.Banner> message(Surroundings around) {
        return around.message()
                .filter(it -> !it.isBlank())
                .flatMap(said -> banner(ScreenModel.Severity.INFORMATION, Icon.NOTE, "", Words.plain(said)));
    }

    private static Optional<ScreenModel.Banner> banner(
            ScreenModel.Severity severity, Icon icon, String strong, String rest) {
        return Optional.of(new ScreenModel.Banner(severity, icon, strong, rest));
    }
}
