package org.hustings.demo.page;

import java.util.List;
import java.util.Map;

/// Everything the page shows at one moment. Ids only: no names, no numbers.
///
/// `wanted` is how many calls the run makes; `onTheirWay` are calls in progress or in an outbox.
/// `invariants` are the counts that must be nought, in order; `holds` is false as soon as one is not.
public record Snapshot(
        String headline,
        long seconds,
        int wanted,
        int dials,
        int reportsInHq,
        int onTheirWay,
        int answered,
        int heardBothWays,
        Map<String, Integer> invariants,
        boolean holds,
        boolean hqAnswers,
        Map<String, Integer> byResult,
        Map<String, Integer> byDisposition,
        List<Desk> desks,
        List<Program> programs,
        List<String> news,
        List<Call> calls,
        String hqUrl) {

    /// A station: what it shows, whether its process runs, whether its network is cut.
    public record Desk(String station, String phase, boolean runs, boolean cut, int starts) {}

    public record Program(String name, boolean runs) {}

    public record Call(String call, String station, String result, String disposition, boolean reported) {}
}
