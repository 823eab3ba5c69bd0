package org.hustings.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hustings.demo.judge.Verdict;
import org.hustings.demo.page.Snapshot;
import org.hustings.demo.robots.View;

/// What the page shows now, drawn from the parts. Safe from any thread.
final class Picture implements Supplier<Snapshot> {

    private static final int CALLS_SHOWN = 12;

    private final Options options;
    private final Bank bank;
    private final News news;
    private final long startedNanos;
    private final Supplier<String> headline;

    Picture(Options options, Bank bank, News news, long startedNanos, Supplier<String> headline) {
        this.options = options;
        this.bank = bank;
        this.news = news;
        this.startedNanos = startedNanos;
        this.headline = headline;
    }

    @Override
    public Snapshot get() {
        var verdict = bank.scoreboard().verdict();
        var invariants = verdict.map(Verdict::invariants).orElseGet(Map::of);
        var live = new LinkedHashMap<>(invariants);
        if (!live.isEmpty()) {
            live.put("lost", bank.scoreboard().lost().size());
        }
        return new Snapshot(
                headline.get(),
                Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds(),
                options.calls(),
                bank.tickets().used(),
                verdict.map(Verdict::reportsInHq).orElse(0),
                bank.scoreboard().onTheirWay(),
                verdict.map(Verdict::callsAnswered).orElse(0),
                verdict.map(Verdict::callsWithTwoWaySpeech).orElse(0),
                live,
                !live.isEmpty() && live.values().stream().allMatch(count -> count == 0),
                bank.scoreboard().hqAnswers(),
                verdict.<Map<String, Integer>>map(Verdict::byResult).orElseGet(TreeMap::new),
                verdict.<Map<String, Integer>>map(Verdict::byDisposition).orElseGet(TreeMap::new),
                desks(),
                bank.children().states().entrySet().stream()
                        .map(entry -> new Snapshot.Program(entry.getKey(), entry.getValue()))
                        .toList(),
                news.last(),
                calls(),
                bank.hq().web().url());
    }

    private List<Snapshot.Desk> desks() {
        var desks = new ArrayList<Snapshot.Desk>();
        for (var robot : bank.robots()) {
            var program = Stations.program(robot.station());
            desks.add(new Snapshot.Desk(
                    robot.station(),
                    robot.shown().map(View::phase).map(Progress::words).orElse("starting"),
                    bank.children().pid(program).isPresent(),
                    bank.stations().isCut(robot.station()),
                    bank.children().starts(program)));
        }
        return desks;
    }

    private List<Snapshot.Call> calls() {
        return bank.scoreboard().lastCalls(CALLS_SHOWN);
    }
}
