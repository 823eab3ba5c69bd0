package org.hustings.station.call;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.ResultSet;
import org.hustings.station.call.Desk.Undoable;
import org.hustings.station.call.DeskState.Closing;
import org.hustings.station.call.DeskState.Dialing;
import org.hustings.station.call.DeskState.Halted;
import org.hustings.station.call.DeskState.Offered;
import org.hustings.station.call.DeskState.Offered.Look;
import org.hustings.station.call.DeskState.Page;
import org.hustings.station.call.DeskState.Part;
import org.hustings.station.call.DeskState.Paused;
import org.hustings.station.call.DeskState.Refused;
import org.hustings.station.call.DeskState.Talking;
import org.hustings.station.call.DeskState.Waiting;
import org.hustings.station.call.DeskState.WrappingUp;

/// Which keys live, and what each means: the only place that knows. A key that is not in the map is dead and dark.
public final class Keys {

    /// Top to bottom.
    public static final List<Key> NUMBERED = List.of(Key.ONE, Key.TWO, Key.THREE, Key.FOUR, Key.FIVE, Key.SIX);

    public enum Lamp {
        OFF,
        STEADY,
        BLINKING
    }

    private Keys() {}

    public static Map<Key, Meaning> live(Desk desk, DeskFacts facts) {
        var keys = new EnumMap<Key, Meaning>(Key.class);
        keys.put(Key.HELP, desk.help() == Desk.Help.ASKED ? new Meaning.ClearHelp() : new Meaning.AskHelp());
        switch (desk.state()) {
            case Waiting _ -> {
                keys.put(Key.FOUR, new Meaning.TakeBreak());
                undo(desk, keys);
            }
            case Halted _ -> undo(desk, keys);
            case Paused _ -> {
                keys.put(Key.ONE, new Meaning.EndBreak());
                undo(desk, keys);
            }
            case Offered offered -> offered(offered, desk, facts, keys);
            case Refused _ -> keys.put(Key.SIX, new Meaning.GoOn());
            case Dialing dialing -> {
                if (dialing.line() != Dialing.Line.CANCELLING) {
                    keys.put(Key.HANG_UP, new Meaning.EndCall());
                }
            }
            case Talking talking -> talking(talking, facts, keys);
            case Closing _ -> {}
            case WrappingUp wrappingUp -> results(wrappingUp.page(), new Meaning.BackToFirstResults(), facts, keys);
        }
        return keys;
    }

    /// At most one lamp blinks: MUTE before HELP before CALL (look, section 6). CALL asks for a press by blinking;
    /// while the station is about to dial by itself it is steady.
    public static Map<Key, Lamp> lamps(Desk desk, DeskFacts facts) {
        var lamps = new EnumMap<Key, Lamp>(Key.class);
        live(desk, facts).forEach((key, _) -> lamps.put(key, Lamp.STEADY));
        var asked = desk.help() == Desk.Help.ASKED;
        lamps.put(Key.HELP, asked ? Lamp.BLINKING : Lamp.OFF);
        if (lamps.containsKey(Key.CALL) && !asked && desk.dialsAt().isEmpty()) {
            lamps.put(Key.CALL, Lamp.BLINKING);
        }
        if (lamps.containsKey(Key.MUTE)) {
            lamps.put(Key.MUTE, desk.state() instanceof Talking talking && talking.muted() ? Lamp.STEADY : Lamp.OFF);
        }
        return lamps;
    }

    private static void offered(Offered offered, Desk desk, DeskFacts facts, Map<Key, Meaning> keys) {
        if (facts.cannotDial().isEmpty()) {
            keys.put(Key.CALL, new Meaning.StartCall());
        }
        if (desk.dialsAt().isPresent()) {
            // Not "pause": a press that comes as the dial begins must still end the call.
            keys.put(Key.HANG_UP, new Meaning.EndCall());
        }
        keys.put(Key.ONE, offered.look() == Look.CARD ? new Meaning.ReadScript() : new Meaning.BackToCard());
        keys.put(Key.FOUR, desk.inRun() ? new Meaning.PauseRun() : new Meaning.TakeBreak());
        keys.put(Key.FIVE, new Meaning.SkipPerson());
        undo(desk, keys);
    }

    private static void undo(Desk desk, Map<Key, Meaning> keys) {
        if (desk.aside().filter(Undoable.class::isInstance).isPresent()) {
            keys.put(Key.SIX, new Meaning.Undo());
        }
    }

    private static void talking(Talking talking, DeskFacts facts, Map<Key, Meaning> keys) {
        keys.put(Key.HANG_UP, new Meaning.EndCall());
        keys.put(Key.MUTE, talking.muted() ? new Meaning.Unmute() : new Meaning.Mute());
        var first = new Meaning.RightPerson(firstStep(facts));
        switch (talking.part()) {
            case Part.Asking _ -> {
                keys.put(Key.ONE, first);
                keys.put(Key.TWO, new Meaning.SomebodyElse());
                keys.put(Key.THREE, new Meaning.Dispose(Disposition.VOICEMAIL));
                keys.put(Key.FIVE, new Meaning.Dispose(Disposition.WRONG_NUMBER));
                keys.put(Key.SIX, keys.get(Key.HELP));
            }
            case Part.SomebodyElse _ -> {
                keys.put(Key.ONE, first);
                keys.put(Key.TWO, new Meaning.Dispose(Disposition.SOMEONE_ELSE));
                keys.put(Key.FIVE, new Meaning.Dispose(Disposition.WRONG_NUMBER));
                keys.put(Key.SIX, keys.get(Key.HELP));
            }
            case Part.Reading reading -> {
                var step = step(facts, reading.step());
                var choices = step.map(Campaign.Step::choices).orElse(List.of());
                for (int i = 0; i < choices.size() && i < NUMBERED.size() - 1; i++) {
                    var choice = choices.get(i);
                    keys.put(NUMBERED.get(i), new Meaning.Branch(reading.step(), choice.label(), choice.next()));
                }
                keys.put(Key.SIX, new Meaning.Finish());
            }
            case Part.Choosing choosing ->
                results(choosing.page(), new Meaning.BackToScript(choosing.step()), facts, keys);
        }
    }

    /// `back` is what the second page leads back to: with nobody on the line there is no script to go on with.
    private static void results(Page page, Meaning back, DeskFacts facts, Map<Key, Meaning> keys) {
        switch (page) {
            case FIRST -> {
                var firstThree = facts.campaign()
                        .map(Campaign::resultSet)
                        .orElse(ResultSet.OPINION)
                        .firstThree();
                keys.put(Key.ONE, new Meaning.Dispose(firstThree.get(0)));
                keys.put(Key.TWO, new Meaning.Dispose(firstThree.get(1)));
                keys.put(Key.THREE, new Meaning.Dispose(firstThree.get(2)));
                keys.put(Key.FOUR, new Meaning.Dispose(Disposition.CALL_BACK));
                keys.put(Key.FIVE, new Meaning.Dispose(Disposition.DO_NOT_CALL));
                keys.put(Key.SIX, new Meaning.MoreResults());
            }
            case MORE -> {
                keys.put(Key.ONE, new Meaning.Dispose(Disposition.WOULD_NOT_SAY));
                keys.put(Key.TWO, new Meaning.Dispose(Disposition.SOMEONE_ELSE));
                keys.put(Key.THREE, new Meaning.Dispose(Disposition.VOICEMAIL));
                keys.put(Key.FOUR, new Meaning.Dispose(Disposition.WRONG_NUMBER));
                keys.put(Key.FIVE, new Meaning.Dispose(Disposition.MOVED));
                keys.put(Key.SIX, back);
            }
        }
    }

    private static String firstStep(DeskFacts facts) {
        return steps(facts).stream().findFirst().map(Campaign.Step::id).orElse("");
    }

    /// Empty when the script was changed under the call and has no such step any more: then only Finish is left.
    public static Optional<Campaign.Step> step(DeskFacts facts, String id) {
        return steps(facts).stream().filter(step -> step.id().equals(id)).findFirst();
    }

    private static List<Campaign.Step> steps(DeskFacts facts) {
        return facts.campaign()
                .map(campaign -> campaign.script().in(facts.language()))
                .orElse(List.of());
    }
}
