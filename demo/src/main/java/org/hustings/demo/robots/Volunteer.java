package org.hustings.demo.robots;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.CallId;

/// What a volunteer does next, from what is lit. Knows no clock and presses nothing: the answer is a button and a pause
/// before it.
///
/// Not thread-safe: one robot, one volunteer.
final class Volunteer {

    /// The words for what a key means, as the station spells them.
    static final class Words {
        static final String CALL = "startCall";
        static final String END_CALL = "endCall";
        static final String READ = "readScript";
        static final String BACK = "backToCard";
        static final String PAUSE_RUN = "pauseRun";
        static final String END_BREAK = "endBreak";
        static final String SKIP = "skipPerson";
        static final String UNDO = "undo";
        static final String GO_ON = "goOn";
        static final String RIGHT_PERSON = "rightPerson";
        static final String SOMEBODY_ELSE = "somebodyElse";
        static final String BRANCH = "branch";
        static final String FINISH = "finish";
        static final String MORE = "moreResults";
        static final String FEWER = "backToFirstResults";
        static final String DISPOSE = "dispose:";

        private Words() {}
    }

    /// Press `button` after `afterMs`, unless the view changes first.
    record Plan(Button button, String meaning, long afterMs) {
        boolean isResult() {
            return meaning.startsWith(Words.DISPOSE);
        }
    }

    private static final List<Button> CHOICES =
            List.of(Button.KEY_1, Button.KEY_2, Button.KEY_3, Button.KEY_4, Button.KEY_5);

    private final Temper temper;
    private String about = "";
    private int branches;
    private boolean skips;
    private boolean reads;
    private boolean undoes;
    private boolean hangsUpFirst;
    private boolean givesUpRinging;
    private String result = "";

    Volunteer(Temper temper) {
        this.temper = temper;
    }

    /// `talkedMs` is how long the line has been open, 0 before.
    Optional<Plan> next(View view, long talkedMs) {
        meet(view);
        return switch (view.phase()) {
            case "offered" -> offered(view);
            case "dialing" -> givesUpRinging ? press(view, Words.END_CALL, temper.pause(6_000, 15_000)) : nothing();
            case "talking" -> talking(view, talkedMs);
            case "wrappingUp" -> result(view, temper.pause(1_500, 4_000));
            case "refused" -> press(view, Words.GO_ON, temper.pause(1_000, 3_000));
            case "paused" -> press(view, Words.END_BREAK, temper.pause(5_000, 10_000));
            default -> nothing();
        };
    }

    /// A new person or a new call: the lots are drawn anew.
    private void meet(View view) {
        var now = view.call().map(CallId::toString).or(view::contact).orElse(about);
        if (now.equals(about)) {
            return;
        }
        about = now;
        branches = temper.branches();
        skips = temper.happens(1);
        reads = temper.happens(25);
        undoes = temper.happens(4);
        hangsUpFirst = temper.happens(30);
        givesUpRinging = temper.happens(2);
        result = temper.result();
    }

    private Optional<Plan> offered(View view) {
        if (undoes && view.that(Words.UNDO).isPresent()) {
            undoes = false;
            result = temper.result();
            // Undo appears on a key that is dead for its first second.
            return press(view, Words.UNDO, Math.max(1_100, temper.pause(1_500, 4_000)));
        }
        if (skips) {
            return press(view, Words.SKIP, temper.pause(2_000, 4_000));
        }
        if (reads && view.that(Words.READ).isPresent()) {
            reads = false;
            return press(view, Words.READ, temper.pause(1_000, 3_000));
        }
        if (view.counting()) {
            return nothing();
        }
        return view.mayCall() ? Optional.of(new Plan(Button.CALL, Words.CALL, temper.pause(2_000, 6_000))) : nothing();
    }

    private Optional<Plan> talking(View view, long talkedMs) {
        if (view.that(Words.RIGHT_PERSON).isPresent()) {
            return isThisMargaret(view, talkedMs);
        }
        if (view.that(Words.FINISH).isPresent()) {
            var roads = CHOICES.stream()
                    .filter(key -> meaning(view, key).startsWith(Words.BRANCH))
                    .toList();
            if (branches > 0 && !roads.isEmpty()) {
                branches--;
                var road = temper.oneOf(roads);
                return Optional.of(new Plan(road, meaning(view, road), temper.pause(6_000, 15_000)));
            }
            return press(view, Words.FINISH, temper.pause(4_000, 8_000));
        }
        var pause = temper.pauseBeforeTheEnd(2_000, 5_000, talkedMs);
        return hangsUpFirst ? press(view, Words.END_CALL, pause) : result(view, pause);
    }

    private Optional<Plan> isThisMargaret(View view, long talkedMs) {
        var atTheEnd = temper.pauseBeforeTheEnd(3_000, 6_000, talkedMs);
        if (view.that(Words.SOMEBODY_ELSE).isEmpty() && temper.happens(40)) {
            return press(view, Words.DISPOSE + "someoneElse", atTheEnd);
        }
        if (temper.happens(7)) {
            return press(view, Words.SOMEBODY_ELSE, temper.pause(2_000, 4_000));
        }
        if (temper.happens(10)) {
            return press(view, Words.DISPOSE + "voicemail", atTheEnd);
        }
        if (temper.happens(4)) {
            return press(view, Words.DISPOSE + "wrongNumber", atTheEnd);
        }
        return press(view, Words.RIGHT_PERSON, temper.pause(2_000, 4_000));
    }

    /// To the wanted result, over the second page if it stands there.
    private Optional<Plan> result(View view, long afterMs) {
        var wanted = press(view, Words.DISPOSE + result, afterMs);
        if (wanted.isPresent()) {
            return wanted;
        }
        if (view.that(Words.MORE).isPresent()) {
            return press(view, Words.MORE, temper.pause(800, 2_000));
        }
        // This campaign has other first results: the first key will do.
        result = Optional.ofNullable(view.keys().get(Button.KEY_1)).orElse("").replace(Words.DISPOSE, "");
        return view.keys().containsKey(Button.KEY_1)
                ? Optional.of(new Plan(Button.KEY_1, Words.DISPOSE + result, afterMs))
                : nothing();
    }

    private static Optional<Plan> press(View view, String meaning, long afterMs) {
        return view.that(meaning).map(button -> new Plan(button, meaning, afterMs));
    }

    private static String meaning(View view, Button button) {
        return Map.copyOf(view.keys()).getOrDefault(button, "");
    }

    private static Optional<Plan> nothing() {
        return Optional.empty();
    }
}
