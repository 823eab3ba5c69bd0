package org.hustings.demo.bench;

import static org.hustings.demo.bench.Outcome.figure;
import static org.hustings.demo.bench.Outcome.ratio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hustings.demo.BareBank;
import org.hustings.demo.CannotStartException;
import org.hustings.demo.bench.Dialler.Measured;
import org.hustings.demo.bench.Outcome.Line;

/// How fast a station is on the wire: press → INVITE, and, once the voter has answered, 200 OK → ACK and → first RTP
/// packet, side by side with baresip. The two take turns, call by call, so that whatever else the machine does befalls
/// both.
final class CallBench {

    static final String NAME = "call";
    static final String WHAT = "green press to INVITE on the wire, answer to ACK and to sound, beside baresip";
    static final int CALLS = 150;

    /// Not counted: Java compiles, caches fill. A station warms itself up at its start; a desk's first calls are not
    /// meant to be measured.
    private static final int WARM_UP = 30;
    /// A lost measurement is told; more than these are no benchmark any more.
    private static final int MISSED_MAX = 10;
    /// Design, section 10.
    private static final double PRESS_TO_INVITE_MS = 20;

    private static final double AS_BARESIP = 1;

    private final int calls;
    private final Progress progress;
    private final List<String> remarks = new ArrayList<>();

    CallBench(int calls, Progress progress) {
        this.calls = calls;
        this.progress = progress;
    }

    Outcome run() throws IOException, InterruptedException, CannotStartException {
        remarks.add(Load.words());
        remarks.add(calls + " calls each, after " + WARM_UP + " that were not counted; G.711 A-law; percentiles by"
                + " nearest rank, ratios of the 50th");
        var dials = WARM_UP + calls + MISSED_MAX;
        try (var callee = Callee.open();
                var bank = BareBank.open(dials, progress::say)) {
            progress.say("starting a station and baresip");
            bank.startStations(1, callee.address());
            try (var station = new StationDialler(Hand.at(1, bank.panel(1)), callee)) {
                var theirs = baresip(bank, callee);
                if (theirs.isEmpty()) {
                    return outcome(takeTurns(List.of(station)));
                }
                try (var baresip = theirs.get()) {
                    return outcome(takeTurns(List.of(station, baresip)));
                }
            }
        }
    }

    /// Not there, or unable to dial here: then there is nothing to compare with, and that is said, not hidden.
    private Optional<Baresip> baresip(BareBank bank, Callee callee) throws IOException, InterruptedException {
        if (!Baresip.isInstalled()) {
            without("baresip is not installed (Debian's package: baresip)");
            return Optional.empty();
        }
        var baresip = Baresip.start(bank, callee);
        if (baresip.call().isPresent()) {
            remarks.add(
                    "baresip's file gives its first 20 ms of sound at once, a headset would take 20 ms for them: its"
                            + " answerToRtp flatters it by up to that");
            return Optional.of(baresip);
        }
        baresip.close();
        without("baresip made no call here; it wants a network interface besides lo");
        return Optional.empty();
    }

    private void without(String reason) {
        var words = "NO COMPARISON: " + reason + ", so there are no ratios";
        progress.say(words);
        remarks.add(words);
    }

    private List<List<Measured>> takeTurns(List<Dialler> diallers)
            throws IOException, InterruptedException, CannotStartException {
        List<List<Measured>> measured = new ArrayList<>();
        diallers.forEach(_ -> measured.add(new ArrayList<>()));
        int missed = 0;
        int done = 0;
        while (done < WARM_UP + calls) {
            var turn = new ArrayList<Measured>();
            for (var dialler : diallers) {
                dialler.call().ifPresent(turn::add);
            }
            progress.count("call", done, WARM_UP + calls);
            if (turn.size() < diallers.size()) {
                missed++;
                progress.say("a call brought no INVITE, no ACK or no sound in time; it is made again");
                if (missed > MISSED_MAX) {
                    throw new CannotStartException(
                            CannotStartException.UNREACHABLE,
                            missed + " calls brought no INVITE, no ACK or no sound in time; nothing can be measured"
                                    + " here");
                }
                continue;
            }
            done++;
            for (int i = 0; done > WARM_UP && i < turn.size(); i++) {
                measured.get(i).add(turn.get(i));
            }
        }
        if (missed > 0) {
            remarks.add(missed + " calls brought no whole measurement and were made again");
        }
        return measured;
    }

    private Outcome outcome(List<List<Measured>> measured) {
        var ours = measured.getFirst();
        var toInvite = timings(ours, Measured::toInviteMs);
        var toAck = timings(ours, Measured::toAckMs);
        var toSound = timings(ours, Measured::toSoundMs);
        List<Line> lines = new ArrayList<>(List.of(
                figure("pressToInviteMsP50", toInvite.percentile(50)),
                figure("pressToInviteMsP99", toInvite.percentile(99), PRESS_TO_INVITE_MS),
                figure("answerToAckMsP50", toAck.percentile(50)),
                figure("answerToRtpMsP50", toSound.percentile(50))));
        if (measured.size() > 1) {
            var theirs = measured.get(1);
            var theirInvite = timings(theirs, Measured::toInviteMs);
            var theirAck = timings(theirs, Measured::toAckMs);
            var theirSound = timings(theirs, Measured::toSoundMs);
            lines.addAll(List.of(
                    figure("baresipDialToInviteMsP50", theirInvite.percentile(50)),
                    figure("baresipDialToInviteMsP99", theirInvite.percentile(99)),
                    figure("baresipAnswerToAckMsP50", theirAck.percentile(50)),
                    figure("baresipAnswerToRtpMsP50", theirSound.percentile(50)),
                    ratio("answerToAckRatio", toAck.percentile(50) / theirAck.percentile(50), AS_BARESIP),
                    ratio("answerToRtpRatio", toSound.percentile(50) / theirSound.percentile(50), AS_BARESIP)));
        }
        return new Outcome(NAME, lines, remarks);
    }

    private static Timings timings(List<Measured> calls, ToDoubleFunction<Measured> time) {
        return new Timings(calls.stream().mapToDouble(time).boxed().toList());
    }
}
