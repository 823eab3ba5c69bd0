package org.hustings.demo.town;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hustings.demo.town.CallPlan.Opening;
import org.hustings.demo.town.CallPlan.Outcome.Answer;
import org.hustings.demo.town.CallPlan.Outcome.Refuse;
import org.hustings.demo.town.CallPlan.Speaker;

/// Who lives in the town: what each number does when it is called, by rule and seed. The same seed, number and count
/// of earlier calls always give the same plan.
///
/// `fixed` sets some numbers' behaviours, call by call, the last one for ever.
record Townsfolk(long seed, Pace pace, Map<String, List<Behaviour>> fixed) {

    private static final Duration ANNOUNCEMENT_MIN = Duration.ofSeconds(1);
    private static final Duration NO_ANSWER_MIN = Duration.ofSeconds(1);

    Townsfolk {
        fixed = Map.copyOf(fixed);
    }

    /// The plan of the call to `number` that follows `earlierCalls` others.
    CallPlan plan(String number, int earlierCalls) {
        var random = random(number, 1L + earlierCalls);
        var behaviour = fixedFor(number, earlierCalls).orElseGet(() -> drawn(number, random));
        return plan(behaviour, random);
    }

    /// The language spoken at a number, by its country: French in France, German in Germany, else English.
    String language(String number) {
        return number.startsWith("+33") ? "fr" : number.startsWith("+49") ? "de" : "en";
    }

    /// Which of the voices lives at this number: the same at each call.
    int talker(String number) {
        return random(number, 0).split().nextInt() & 0xff;
    }

    private Optional<Behaviour> fixedFor(String number, int earlierCalls) {
        var inOrder = fixed.getOrDefault(number, List.of());
        return inOrder.isEmpty()
                ? Optional.empty()
                : Optional.of(inOrder.get(Math.min(earlierCalls, inOrder.size() - 1)));
    }

    /// Whether the number works is drawn once for the number, all else for each call.
    private Behaviour drawn(String number, SplittableRandom random) {
        var ofNumber = at(random(number, 0).nextInt(100));
        if (ofNumber.isOfTheNumber()) {
            return ofNumber;
        }
        int workingPercent = 0;
        for (var behaviour : Behaviour.values()) {
            workingPercent += behaviour.isOfTheNumber() ? 0 : behaviour.percent();
        }
        return at(random.nextInt(workingPercent));
    }

    /// The behaviours laid end to end by their shares; those of the number come last, which `drawn` relies on.
    private static Behaviour at(int percentile) {
        int left = percentile;
        for (var behaviour : Behaviour.values()) {
            left -= behaviour.percent();
            if (left < 0) {
                return behaviour;
            }
        }
        throw new IllegalStateException("the behaviours' shares add up to less than 100");
    }

    private CallPlan plan(Behaviour behaviour, SplittableRandom random) {
        var ring = pace.ring(random.nextDouble(2, 9));
        var talk = pace.talk(random.nextDouble(20, 120));
        return switch (behaviour) {
            case TALKS -> new CallPlan(behaviour, Opening.RINGING, ring, new Answer(Speaker.PERSON, talk));
            case SLOW_ANSWER ->
                new CallPlan(
                        behaviour,
                        Opening.RINGING,
                        pace.ring(random.nextDouble(14, 18)),
                        new Answer(Speaker.PERSON, talk));
            case HANGS_UP_EARLY ->
                new CallPlan(
                        behaviour,
                        Opening.RINGING,
                        ring,
                        new Answer(Speaker.PERSON, pace.early(random.nextDouble(0.8, 2))));
            case ANNOUNCEMENT_THEN_TALKS ->
                new CallPlan(behaviour, Opening.ANNOUNCEMENT, announcement(random), new Answer(Speaker.PERSON, talk));
            case ANNOUNCEMENT_ONLY ->
                new CallPlan(behaviour, Opening.ANNOUNCEMENT, announcement(random), new Refuse(480));
            case VOICEMAIL ->
                new CallPlan(
                        behaviour,
                        Opening.RINGING,
                        pace.ring(random.nextDouble(9, 14)),
                        new Answer(Speaker.MACHINE, pace.talk(60)));
            case NO_ANSWER ->
                new CallPlan(
                        behaviour,
                        Opening.RINGING,
                        pace.scaled(random.nextDouble(35, 55), NO_ANSWER_MIN),
                        new Refuse(480));
            case BUSY -> new CallPlan(behaviour, Opening.NONE, pace.ring(1), new Refuse(486));
            case DECLINES -> new CallPlan(behaviour, Opening.RINGING, ring, new Refuse(603));
            case NOT_FOUND -> new CallPlan(behaviour, Opening.NONE, pace.ring(1), new Refuse(404));
            case INCOMPLETE -> new CallPlan(behaviour, Opening.NONE, pace.ring(1), new Refuse(484));
        };
    }

    private Duration announcement(SplittableRandom random) {
        return pace.scaled(random.nextDouble(6, 10), ANNOUNCEMENT_MIN);
    }

    /// FNV-1a over the number, then SplitMix: the same on every machine and Java.
    private SplittableRandom random(String number, long call) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < number.length(); i++) {
            hash = (hash ^ number.charAt(i)) * 0x100000001b3L;
        }
        return new SplittableRandom(hash + call * 0x9e3779b97f4a7c15L).split();
    }
}
