package org.hustings.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hustings.demo.judge.RunReport;
import org.hustings.demo.judge.Verdict;
import org.hustings.demo.page.DemoPage;
import org.hustings.demo.processes.ProcessTable;
import org.hustings.demo.robots.Robot;
import org.hustings.demo.robots.View;
import org.hustings.protocol.Json;

/// One run of the demo, from setting up to the last word. One thread runs it; [#interrupt()] comes from another.
final class Demo {

    private static final long LOOK_EVERY_MS = 1_000;
    /// The run is over when nothing has changed for so many looks: a robot may still undo its last result.
    private static final int CALM_LOOKS = 3;
    /// Longer than any call, wrap-up and outage in a demo.
    private static final Duration STUCK_AFTER = Duration.ofMinutes(3);
    /// All desks wait for people as long as this: the list is done.
    private static final Duration LIST_DONE_AFTER = Duration.ofSeconds(20);

    private final Options options;
    private final Console console;
    private final News news;
    private final long startedNanos = System.nanoTime();
    private volatile boolean interrupted;
    private volatile int exitCode = 1;
    private volatile String headline = "Setting up";
    private Memory memory = new Memory(0, 0);
    private long movedNanos = System.nanoTime();
    private long workNanos = System.nanoTime();

    /// Resident memory in MiB: the largest station seen, and headquarters without its children.
    private record Memory(int station, int hq) {}

    private enum Ending {
        CALLS_DONE("All calls are done."),
        LIST_DONE("Everybody on the list has been called who may be called now."),
        STUCK("Nothing has moved for three minutes, so the run was ended."),
        GIVEN_UP("A program could not be kept alive, so the run was ended."),
        INTERRUPTED("Interrupted: calls still in progress are not judged as done.");

        private final String words;

        Ending(String words) {
            this.words = words;
        }
    }

    Demo(Options options, Console console) {
        this.options = options;
        this.console = console;
        this.news = new News(words -> console.say("  " + words));
    }

    void interrupt() {
        interrupted = true;
    }

    int exitCode() {
        return exitCode;
    }

    /// Sets up, calls, judges, tells. Returns 0 only if every invariant held.
    int run() throws IOException, InterruptedException, CannotStartException {
        var places = places();
        try (var bank = new Bank(options, places, news, () -> interrupted);
                var page = DemoPage.start(
                        options.port(),
                        new Picture(options, bank, news, startedNanos, () -> headline),
                        new Mischief(bank, news).actions())) {
            welcome(bank, page);
            headline = "Calling";
            var ending = work(bank);
            console.endProgress();
            bank.robots().forEach(Robot::close);
            headline = ending.words;
            judge(bank, ending);
            if (options.keep() && ending != Ending.INTERRUPTED) {
                serve(bank);
            }
            return exitCode;
        } finally {
            places.close();
        }
    }

    private Places places() throws IOException, CannotStartException {
        if (options.data().isEmpty()) {
            return Places.passing();
        }
        try {
            return Places.at(options.data().get());
        } catch (IOException unusable) {
            throw new CannotStartException(
                    CannotStartException.CONFIGURATION,
                    "--data " + options.data().get() + " cannot be used (" + unusable.getMessage()
                            + "): name a folder that may be made or written");
        }
    }

    private void welcome(Bank bank, DemoPage page) {
        console.say("");
        console.say("The phone bank is open. Look here:");
        console.say("  the demo's own page, with buttons to break things:  " + page.url());
        console.say("  headquarters' page:  " + bank.hq().web().url() + "  (user "
                + bank.hq().web().user() + ", password " + bank.hq().web().password() + ")");
        console.say("  everything else (database, broker, processes):  "
                + bank.root().resolve("endpoints.json"));
        console.say("");
    }

    private Ending work(Bank bank) throws IOException, InterruptedException {
        int calm = 0;
        var before = "";
        movedNanos = System.nanoTime();
        while (true) {
            var verdict = bank.scoreboard().look();
            measure(bank);
            bank.writeEndpoints();
            console.progress(Progress.line(options, bank, verdict, seconds()));
            var now = bank.tickets().used() + "/"
                    + verdict.map(Verdict::reportsInHq).orElse(0);
            if (!now.equals(before)) {
                movedNanos = System.nanoTime();
                before = now;
            }
            calm = isDone(bank, verdict) ? calm + 1 : 0;
            if (calm >= CALM_LOOKS) {
                return Ending.CALLS_DONE;
            }
            var early = endsEarly(bank, verdict);
            if (early.isPresent()) {
                return early.get();
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    /// A station that is down may have dialed what nobody has seen yet.
    private boolean isDone(Bank bank, Optional<Verdict> verdict) {
        var views = views(bank);
        return bank.tickets().areUsedUp()
                && bank.scoreboard().hqAnswers()
                && verdict.filter(found -> found.reportsInHq() >= found.dials()).isPresent()
                && views.size() == bank.robots().size()
                && views.stream().allMatch(View::isBetweenCalls);
    }

    private Optional<Ending> endsEarly(Bank bank, Optional<Verdict> verdict) {
        if (interrupted) {
            return Optional.of(Ending.INTERRUPTED);
        }
        if (!bank.children().givenUp().isEmpty()) {
            return Optional.of(Ending.GIVEN_UP);
        }
        var views = views(bank);
        if (views.size() < bank.robots().size()
                || !views.stream().allMatch(view -> view.phase().equals("waiting"))) {
            workNanos = System.nanoTime();
        }
        var allReported = verdict.filter(found -> found.reportsInHq() >= found.dials() && found.dials() > 0)
                .isPresent();
        if (allReported && since(workNanos).compareTo(LIST_DONE_AFTER) > 0) {
            return Optional.of(Ending.LIST_DONE);
        }
        return since(movedNanos).compareTo(STUCK_AFTER) > 0 ? Optional.of(Ending.STUCK) : Optional.empty();
    }

    private static List<View> views(Bank bank) {
        return bank.robots().stream().flatMap(robot -> robot.shown().stream()).toList();
    }

    private void judge(Bank bank, Ending ending) throws IOException {
        var verdict = bank.scoreboard().look();
        if (verdict.isEmpty()) {
            console.say("Headquarters' database never answered, so nothing can be judged.");
            return;
        }
        var report = RunReport.of(verdict.get(), options.stations(), memory.station(), memory.hq(), seconds());
        Summary.of(verdict.get(), report, ending.words).forEach(console::say);
        if (!options.hasTown()) {
            console.say("Calls went to another SIP peer. Nobody there wrote down who was called and what was heard, so"
                    + " forbidden calls and sound were not judged.");
        }
        if (options.report().isPresent()) {
            Files.write(options.report().get(), Json.write(report));
        }
        writePresses(bank);
        var complete = ending == Ending.CALLS_DONE || ending == Ending.LIST_DONE;
        exitCode = verdict.get().holds() && complete ? 0 : 1;
    }

    /// The robots' own record, beside the town's: one line per press.
    private static void writePresses(Bank bank) throws IOException {
        var lines = bank.diary().presses().stream()
                .map(press -> new String(Json.write(press), StandardCharsets.UTF_8))
                .toList();
        Files.write(bank.root().resolve("presses.jsonl"), lines);
    }

    private void serve(Bank bank) throws IOException, InterruptedException {
        console.say("");
        console.say("Everything goes on serving. Ctrl-C ends it.");
        while (!interrupted) {
            bank.scoreboard().look();
            bank.writeEndpoints();
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private void measure(Bank bank) {
        int station = memory.station();
        int hq = memory.hq();
        for (var running : bank.children().running()) {
            var mb = ProcessTable.residentMb(running.pid()).orElse(0);
            switch (running.role()) {
                case "station" -> station = Math.max(station, mb);
                case "hq" -> hq = Math.max(hq, mb);
                default -> {}
            }
        }
        memory = new Memory(station, hq);
    }

    private long seconds() {
        return since(startedNanos).toSeconds();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
