package org.hustings.demo.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hustings.demo.judge.Facts.ReportRow;
import org.hustings.demo.judge.Facts.Span;
import org.hustings.demo.judge.Facts.TownCall;
import org.hustings.protocol.CallId;

/// Holds facts against the lines that always hold (design, section 4). Pure.
public final class Judge {

    /// An answered call shorter than this says nothing about sound: neither side has finished a word.
    public static final Duration JUDGED_FOR_SOUND = Duration.ofSeconds(2);
    /// A station takes its time from answers with a round trip of up to 5 s, so it may be wrong by half of that
    /// (design,
    /// section 4.3).
    static final Duration CLOCKS_APART = Duration.ofMillis(2_500);
    private static final String POWER = "power";
    /// Less speech than this may be a click.
    private static final long SPEECH_LEAST_MS = 200;

    private Judge() {}

    public static Verdict judge(Facts facts) {
        var first = firstRevisions(facts.reports());
        var winning = winningRevisions(facts.reports());
        var dials = dials(facts, winning.keySet());
        var sound = sound(facts);
        return new Verdict(
                dials.size(),
                union(facts.finished(), winning.keySet()).size(),
                winning.size(),
                lost(facts, winning.keySet()),
                duplicates(facts.reports()),
                doubleLeases(facts),
                unlawful(facts, winning),
                counted(winning.values().stream().map(ReportRow::result).toList()),
                counted(winning.values().stream()
                        .flatMap(row -> row.disposition().stream())
                        .toList()),
                sound.answered,
                sound.both,
                sound.silent,
                sound.notJudged,
                new Verdict.Spread(first.values().stream()
                        .flatMap(row -> row.invitedAt().stream().map(invited -> ms(row.pressedAt(), invited)))
                        .toList()),
                new Verdict.Spread(facts.toNextCardMs()),
                new Verdict.Spread(facts.reports().stream()
                        .map(row -> ms(row.recordedAt(), row.receivedAt()))
                        .toList()));
    }

    private static Set<CallId> dials(Facts facts, Set<CallId> reported) {
        var dials = new HashSet<>(union(facts.dialed().keySet(), reported));
        facts.townCalls().forEach(call -> dials.add(call.call()));
        return dials;
    }

    /// Calls that reached the town, or that a robot saw on its desk, and that headquarters has no report of.
    private static List<String> lost(Facts facts, Set<CallId> reported) {
        var lost = new TreeSet<String>();
        facts.townCalls().forEach(call -> lost.add(call.call().toString()));
        facts.dialed().keySet().forEach(call -> lost.add(call.toString()));
        reported.forEach(call -> lost.remove(call.toString()));
        return List.copyOf(lost);
    }

    private static List<String> duplicates(List<ReportRow> reports) {
        var seen = new HashSet<String>();
        var twice = new TreeSet<String>();
        for (var row : reports) {
            if (!seen.add(row.call() + "/" + row.revision())) {
                twice.add(row.call().toString());
            }
        }
        return List.copyOf(twice);
    }

    /// Two leases that excluded others from the same people at the same time; and, as the town saw it, one number that
    /// was called twice at a time.
    private static List<String> doubleLeases(Facts facts) {
        var pairs = new TreeSet<String>();
        var byKey = new HashMap<String, List<Span>>();
        facts.leases()
                .forEach(span -> byKey.computeIfAbsent(span.key(), _ -> new ArrayList<>())
                        .add(span));
        for (var spans : byKey.values()) {
            for (int one = 0; one < spans.size(); one++) {
                for (int other = one + 1; other < spans.size(); other++) {
                    var first = spans.get(one);
                    var second = spans.get(other);
                    if (!first.lease().equals(second.lease()) && first.overlaps(second)) {
                        pairs.add(pair("lease", first.lease(), second.lease()));
                    }
                }
            }
        }
        var byNumber = new HashMap<String, List<TownCall>>();
        facts.townCalls()
                .forEach(call -> byNumber.computeIfAbsent(call.number(), _ -> new ArrayList<>())
                        .add(call));
        for (var calls : byNumber.values()) {
            calls.sort((one, other) -> one.at().compareTo(other.at()));
            for (int one = 0; one < calls.size(); one++) {
                for (int other = one + 1; other < calls.size(); other++) {
                    var before = calls.get(one);
                    var after = calls.get(other);
                    if (after.at().isBefore(before.endedAt()) && !sameDesk(facts, before, after)) {
                        pairs.add(pair(
                                "call", before.call().toString(), after.call().toString()));
                    }
                }
            }
        }
        return List.copyOf(pairs);
    }

    /// A station that was killed leaves its call to the far end, which may not have noticed when the same desk calls
    /// again: impolite, but one desk.
    private static boolean sameDesk(Facts facts, TownCall one, TownCall other) {
        var desk = facts.dialed().get(one.call());
        return desk != null && desk.equals(facts.dialed().get(other.call()));
    }

    private static String pair(String kind, String one, String other) {
        return kind + " " + (one.compareTo(other) < 0 ? one + " + " + other : other + " + " + one);
    }

    /// Calls without a live lease, to an opted-out number, without a press or run that is proven, or outside the
    /// window.
    private static List<String> unlawful(Facts facts, Map<CallId, ReportRow> winning) {
        var spans = new HashMap<String, List<Span>>();
        facts.leases()
                .forEach(span -> spans.computeIfAbsent(span.lease(), _ -> new ArrayList<>())
                        .add(span));
        var presses = new HashMap<String, Integer>();
        winning.values().stream()
                .flatMap(row -> row.proof().stream())
                .forEach(proof -> presses.merge(proof.press(), 1, Integer::sum));
        var found = new ArrayList<String>();
        for (var call : facts.townCalls()) {
            var report = Optional.ofNullable(winning.get(call.call()));
            why(call, report, facts, spans)
                    .or(() -> report.flatMap(row -> unproven(row, presses, winning)))
                    .ifPresent(reason -> found.add(call.call() + " " + reason));
        }
        return found;
    }

    private static Optional<String> why(
            TownCall call, Optional<ReportRow> report, Facts facts, Map<String, List<Span>> spans) {
        var key = Optional.ofNullable(facts.keysByNumber().get(call.number()));
        if (key.isEmpty()) {
            return Optional.of("to a number that is on no list");
        }
        for (var optOut : facts.optOuts()) {
            if (optOut.key().equals(key.get()) && optOut.at().isBefore(call.at())) {
                return Optional.of("to an opted-out number");
            }
        }
        // A call without a report is lost, and counted there; its lease is sought by the number alone.
        var candidates =
                report.map(row -> spans.getOrDefault(row.lease(), List.of())).orElseGet(() -> facts.leases());
        var live = candidates.stream()
                .filter(span -> span.dialable() && span.key().equals(key.get()) && span.holds(call.at()))
                .filter(span ->
                        report.map(row -> row.station().equals(span.station())).orElse(true))
                .toList();
        if (live.isEmpty()) {
            return Optional.of("without a live lease");
        }
        if (report.isPresent() && isBeforeItsPress(call, report.get())) {
            return Optional.of("before its press");
        }
        if (live.stream()
                .noneMatch(span ->
                        span.windows().isEmpty() || span.windows().stream().anyMatch(hours -> hours.hold(call.at())))) {
            return Optional.of("outside its window");
        }
        return Optional.empty();
    }

    /// A dial stands on a press of its own, signed by its station; a dial of mode POWER may also stand on the run that
    /// such a press began (design, sections 2 and 4.7).
    private static Optional<String> unproven(
            ReportRow report, Map<String, Integer> presses, Map<CallId, ReportRow> winning) {
        if (report.proof().isEmpty()) {
            if (!report.mode().equals(POWER)) {
                return Optional.of("without a proof of its press");
            }
            return isOfARun(report, presses, winning) ? Optional.empty() : Optional.of("without a press or run");
        }
        if (!report.proof().get().isTrue()) {
            return Optional.of("with a false proof of its press");
        }
        return isOwn(report.proof().get(), presses) ? Optional.empty() : Optional.of("with the press of another call");
    }

    /// The run it names was begun by the same station, before it, and by a press that is proven.
    private static boolean isOfARun(ReportRow report, Map<String, Integer> presses, Map<CallId, ReportRow> winning) {
        return report.run()
                .map(winning::get)
                .filter(start -> start.run().filter(start.call()::equals).isPresent())
                .filter(start -> start.mode().equals(POWER) && start.station().equals(report.station()))
                .filter(start -> start.pressedAt().isBefore(report.pressedAt()))
                .flatMap(ReportRow::proof)
                .filter(proof -> proof.isTrue() && isOwn(proof, presses))
                .isPresent();
    }

    private static boolean isOwn(Facts.Proof proof, Map<String, Integer> presses) {
        return presses.getOrDefault(proof.press(), 1) == 1;
    }

    /// Exact by the station's own clock; against the town's only as well as the two clocks agree.
    private static boolean isBeforeItsPress(TownCall call, ReportRow report) {
        return report.invitedAt().filter(report.pressedAt()::isAfter).isPresent()
                || report.pressedAt().minus(CLOCKS_APART).isAfter(call.at());
    }

    private record Sound(int answered, int both, List<String> silent, int notJudged) {}

    private static Sound sound(Facts facts) {
        int answered = 0;
        int both = 0;
        int notJudged = 0;
        var silent = new ArrayList<String>();
        for (var call : facts.townCalls()) {
            if (call.answeredAt().isEmpty() || !call.conversation()) {
                continue;
            }
            var length = Duration.between(call.answeredAt().get(), call.endedAt());
            if (length.compareTo(JUDGED_FOR_SOUND) < 0
                    || facts.notJudgedForSound().contains(call.call())) {
                notJudged++;
                continue;
            }
            answered++;
            var heardThere = call.speechHeardMs() >= SPEECH_LEAST_MS;
            var heardHere = facts.heard().contains(call.call());
            if (heardThere && heardHere) {
                both++;
            } else {
                silent.add(call.call() + (heardThere ? " here" : heardHere ? " there" : " both ways"));
            }
        }
        return new Sound(answered, both, silent, notJudged);
    }

    private static Map<CallId, ReportRow> winningRevisions(List<ReportRow> reports) {
        var winning = new HashMap<CallId, ReportRow>();
        reports.forEach(row ->
                winning.merge(row.call(), row, (one, other) -> one.revision() >= other.revision() ? one : other));
        return winning;
    }

    private static Map<CallId, ReportRow> firstRevisions(List<ReportRow> reports) {
        var first = new HashMap<CallId, ReportRow>();
        reports.forEach(
                row -> first.merge(row.call(), row, (one, other) -> one.revision() <= other.revision() ? one : other));
        return first;
    }

    private static SortedMap<String, Integer> counted(List<String> words) {
        var counts = new TreeMap<String, Integer>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static double ms(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
