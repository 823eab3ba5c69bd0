package org.hustings.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hustings.demo.judge.Facts;
import org.hustings.demo.judge.HqRecords;
import org.hustings.demo.judge.Judge;
import org.hustings.demo.judge.Speech;
import org.hustings.demo.judge.Verdict;
import org.hustings.demo.page.Snapshot;
import org.hustings.demo.robots.Diary;
import org.hustings.demo.robots.Tickets;
import org.hustings.demo.town.TownCall;
import org.hustings.demo.town.TownRecord;
import org.hustings.protocol.CallId;

/// Gathers what the three witnesses say, of this run only, and asks the judge. One thread looks; anybody may read the
/// last verdict.
final class Scoreboard {

    /// Speech shorter than this in a recording may be a click.
    private static final long SPEECH_LEAST_MS = 200;
    /// A station sends its outbox on every connect, and again after 10 s without a receipt.
    private static final Duration LOST_AFTER = Duration.ofSeconds(60);
    /// The ringing tone or an announcement may sound on for as long after the answer.
    private static final Duration ANSWER_HEARD = Duration.ofMillis(300);
    /// Around the death of a station, what was recorded may end in mid-word.
    private static final Duration DEATH_MARGIN = Duration.ofSeconds(1);

    private final HqRecords hq;
    private final Path town;
    private final Function<String, Path> captures;
    private final Diary diary;
    private final Tickets tickets;
    private final Instant since;
    private final Set<String> withoutCapture;
    private final Supplier<Set<String>> onDesks;
    private final Map<String, Long> waitingSince = new HashMap<>();
    private final Set<CallId> heard = new HashSet<>();
    private final Map<String, List<Instant>> deaths = new ConcurrentHashMap<>();
    private Optional<HqRecords.Reading> lastReading = Optional.empty();
    private volatile Optional<Verdict> verdict = Optional.empty();
    private volatile boolean hqAnswers;

    /// `since` is the beginning of the run; a folder that is used again holds older calls. `withoutCapture` names
    /// stations with a real headset, where nobody records what is heard; `onDesks` tells the calls at
    /// the desks now.
    Scoreboard(
            HqRecords hq,
            Path town,
            Function<String, Path> captures,
            Diary diary,
            Tickets tickets,
            Instant since,
            Set<String> withoutCapture,
            Supplier<Set<String>> onDesks) {
        this.hq = hq;
        this.town = town;
        this.captures = captures;
        this.diary = diary;
        this.tickets = tickets;
        this.since = since;
        this.withoutCapture = withoutCapture;
        this.onDesks = onDesks;
    }

    /// Returns at once, also while somebody looks and headquarters' database does not answer.
    void died(String station, Instant at) {
        deaths.computeIfAbsent(station, _ -> new CopyOnWriteArrayList<>()).add(at);
    }

    Optional<Verdict> verdict() {
        return verdict;
    }

    /// False while headquarters' database is away: the numbers are the last known ones.
    boolean hqAnswers() {
        return hqAnswers;
    }

    /// Looks again at everything.
    synchronized Optional<Verdict> look() throws IOException {
        try {
            lastReading = Optional.of(hq.read());
            hqAnswers = true;
        } catch (SQLException away) {
            hqAnswers = false;
        }
        if (lastReading.isPresent()) {
            var found = Judge.judge(facts(lastReading.get()));
            verdict = Optional.of(found);
            remember(found);
        }
        return verdict;
    }

    private Facts facts(HqRecords.Reading reading) throws IOException {
        var calls = townCalls();
        var reports = reading.reports().stream()
                .filter(row -> isOfThisRun(row.call()))
                .toList();
        calls.forEach(call -> tickets.know(call.call()));
        reports.forEach(row -> tickets.know(row.call()));
        var dialed = new HashMap<CallId, String>();
        diary.dialed().forEach((call, station) -> {
            if (isOfThisRun(call)) {
                dialed.put(call, station);
            }
        });
        var desks = new HashMap<>(dialed);
        reports.forEach(row -> desks.putIfAbsent(row.call(), row.station()));
        var notJudged = new HashSet<CallId>();
        for (var call : calls) {
            var station = desks.getOrDefault(call.call(), "");
            listen(call, station);
            if (withoutCapture.contains(station) || stationDiedIn(call, station)) {
                notJudged.add(call.call());
            }
        }
        var finished = new HashSet<>(diary.finished());
        finished.removeIf(call -> !isOfThisRun(call));
        return new Facts(
                calls,
                reports,
                reading.leases(),
                reading.optOuts(),
                reading.keysByNumber(),
                dialed,
                finished,
                diary.toNextCardMs(),
                heard,
                notJudged);
    }

    private List<Facts.TownCall> townCalls() throws IOException {
        var calls = new ArrayList<Facts.TownCall>();
        for (var call : TownRecord.read(town)) {
            id(call).filter(this::isOfThisRun)
                    .ifPresent(id -> calls.add(new Facts.TownCall(
                            id,
                            call.at(),
                            call.number(),
                            call.answeredAt(),
                            call.endedAt(),
                            call.speechHeardMs(),
                            call.behaviour().isConversation())));
        }
        return calls;
    }

    /// Strangers may call the town too, to try it; their Call-IDs are none of ours.
    private static Optional<CallId> id(TownCall call) {
        try {
            return Optional.of(CallId.of(call.call().replaceFirst("@.*", "")));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /// The first 48 bits of a UUIDv7 are its birth in milliseconds (RFC 9562 section 5.7).
    private boolean isOfThisRun(CallId call) {
        return call.value().getMostSignificantBits() >>> 16 >= since.toEpochMilli();
    }

    private void listen(Facts.TownCall call, String station) throws IOException {
        if (station.isEmpty() || call.answeredAt().isEmpty() || heard.contains(call.call())) {
            return;
        }
        // The recording begins with the INVITE.
        var talkFrom = Duration.between(call.at(), call.answeredAt().get())
                .plus(ANSWER_HEARD)
                .toMillis();
        var recording = captures.apply(station).resolve(call.call() + ".wav");
        if (Speech.spokenMs(recording, talkFrom) >= SPEECH_LEAST_MS) {
            heard.add(call.call());
        }
    }

    private boolean stationDiedIn(Facts.TownCall call, String station) {
        return deaths.getOrDefault(station, List.of()).stream()
                .anyMatch(death -> death.isAfter(call.at().minus(DEATH_MARGIN))
                        && death.isBefore(call.endedAt().plus(DEATH_MARGIN)));
    }

    /// Calls that have ended and that headquarters has still no report of, although it has been there to receive one
    /// for
    /// a minute: while a run lasts, what is merely on its way is not lost.
    synchronized Set<String> lost() {
        var now = System.nanoTime();
        var lost = new TreeSet<String>();
        waitingSince.forEach((call, nanos) -> {
            if (now - nanos > LOST_AFTER.toNanos()) {
                lost.add(call);
            }
        });
        return lost;
    }

    /// Calls whose reports are on their way: still at a desk, or in its outbox.
    synchronized int onTheirWay() {
        return verdict.map(found -> found.lost().size()).orElse(0) - lost().size();
    }

    /// The latest dials, newest first, as the robots and headquarters know them.
    synchronized List<Snapshot.Call> lastCalls(int count) {
        var reports = new HashMap<CallId, Facts.ReportRow>();
        lastReading.ifPresent(reading -> reading.reports()
                .forEach(row -> reports.merge(
                        row.call(), row, (one, other) -> one.revision() >= other.revision() ? one : other)));
        // A UUIDv7 sorts by its birth.
        return tickets.calls().stream()
                .sorted((one, other) -> other.toString().compareTo(one.toString()))
                .limit(count)
                .map(call -> shown(call, Optional.ofNullable(reports.get(call))))
                .toList();
    }

    private Snapshot.Call shown(CallId call, Optional<Facts.ReportRow> report) {
        return new Snapshot.Call(
                call.toString(),
                report.map(Facts.ReportRow::station)
                        .orElseGet(() -> diary.dialed().getOrDefault(call, "")),
                report.map(Facts.ReportRow::result).orElse("in progress"),
                report.flatMap(Facts.ReportRow::disposition).orElse(""),
                report.isPresent());
    }

    private void remember(Verdict found) {
        if (!hqAnswers) {
            waitingSince.clear();
            return;
        }
        var atDesks = onDesks.get();
        waitingSince.keySet().retainAll(found.lost());
        found.lost().forEach(call -> {
            if (atDesks.contains(call)) {
                waitingSince.remove(call);
            } else {
                waitingSince.putIfAbsent(call, System.nanoTime());
            }
        });
    }
}
