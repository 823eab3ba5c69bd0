package org.hustings.station.screen;

import java.time.Duration;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.DeskState.Halted.Halt;
import org.hustings.station.call.Surroundings;

/// The bar at the top: outside a call the desk and what is wrong, in a call the person and the time.
final class StatusLine {

    private StatusLine() {}

    static ScreenModel.Status of(Desk desk, DeskFacts facts, Surroundings around, Sight sight) {
        var words = sight.words();
        if (desk.state() instanceof DeskState.Talking talking) {
            var talked = around.now()
                    .map(now -> Duration.between(talking.answeredAt(), now))
                    .orElse(Duration.ZERO);
            var name = Words.plain(talking.attempt().lease().contact().name());
            return new ScreenModel.Status.InCall(name, Words.elapsed(talked), talking.muted());
        }
        var clock = around.now().map(now -> words.time(now, sight.zone())).orElse("");
        return new ScreenModel.Status.Desk(
                Words.plain(around.deskName()),
                words.say(state(desk.state())),
                notice(facts, around, words),
                around.headsetPresent(),
                clock);
    }

    private static Optional<ScreenModel.Notice> notice(DeskFacts facts, Surroundings around, Words words) {
        if (!around.headsetPresent()) {
            return Optional.of(new ScreenModel.Notice(Icon.HEADSET, words.say("notice.headset")));
        }
        if (!around.phoneReady()) {
            return Optional.of(new ScreenModel.Notice(Icon.PHONE, words.say("notice.line")));
        }
        return switch (around.link()) {
            // Whoever sits here must not wonder why only colleagues come.
            case UP ->
                facts.campaign()
                        .filter(Campaign::rehearsal)
                        .map(_ -> new ScreenModel.Notice(Icon.PEOPLE, words.say("notice.rehearsal")));
            case SYNCING -> Optional.of(new ScreenModel.Notice(Icon.RESTART, words.say("notice.syncing")));
            case AWAY -> Optional.of(new ScreenModel.Notice(Icon.OFFLINE, words.say("notice.offline")));
        };
    }

    private static String state(DeskState state) {
        return switch (state) {
            case DeskState.Waiting(var none) ->
                none.map(LeaseAnswer.None::reason)
                                .filter(LeaseAnswer.Reason.OUTSIDE_WINDOW::equals)
                                .isPresent()
                        ? "state.closed"
                        : "state.ready";
            case DeskState.Halted(var why) -> why == Halt.LOCKED ? "state.locked" : "state.stopped";
            case DeskState.Paused _ -> "state.break";
            case DeskState.Offered _ -> "state.next";
            case DeskState.Refused _ -> "state.refused";
            case DeskState.Dialing _, DeskState.Talking _ -> "state.calling";
            case DeskState.Closing _ -> "state.kept";
            case DeskState.WrappingUp _ -> "state.ended";
        };
    }
}
