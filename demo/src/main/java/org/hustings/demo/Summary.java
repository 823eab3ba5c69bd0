package org.hustings.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hustings.demo.judge.RunReport;
import org.hustings.demo.judge.Verdict;

/// The end of a run, in words for somebody who sees it for the first time.
final class Summary {

    private static final int SHOWN = 5;

    private Summary() {}

    static List<String> of(Verdict verdict, RunReport report, String ending) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(ending);
        lines.add("");
        lines.add(report.stations() + " stations placed " + report.dials() + " calls in " + report.seconds() + " s. "
                + report.reportsInHq() + " reports are in headquarters' database.");
        lines.add("  the network said:    " + words(report.byResult()));
        lines.add("  the volunteers said: " + words(report.byDisposition()));
        lines.add("");
        lines.add("What must always hold (each should be 0):");
        lines.add(line(report.lost(), "calls without a report (lost)"));
        lines.add(line(report.duplicates(), "reports counted twice (duplicates)"));
        lines.add(line(report.doubleLeases(), "times two desks had the same people (double leases)"));
        lines.add(line(report.unlawfulDials(), "calls that were not allowed (unlawful dials)"));
        lines.add(line(verdict.silent().size(), "talks in which one side did not hear the other"));
        lines.add("Speech was heard both ways in " + report.audio().callsWithTwoWaySpeech() + " of "
                + report.audio().callsAnswered() + " answered calls"
                + (verdict.notJudgedForSound() == 0
                        ? "."
                        : "; " + verdict.notJudgedForSound()
                                + " more were too short, or their station was killed or has a real headset."));
        lines.add(String.format(
                Locale.ROOT,
                "Green key to INVITE %.1f ms (99 %%: %.1f); result key to next card %.0f ms (99 %%: %.0f); report to"
                        + " headquarters %.0f ms (95 %%: %.0f).",
                report.pressToInviteMs().p50(),
                report.pressToInviteMs().p99(),
                report.dispositionToCardMs().p50(),
                report.dispositionToCardMs().p99(),
                report.reportToHqMs().p50(),
                report.reportToHqMs().p95()));
        lines.add("Memory: the largest station " + report.stationRssMb() + " MB, headquarters " + report.hqRssMb()
                + " MB.");
        broken(lines, "lost", verdict.lost());
        broken(lines, "duplicate", verdict.duplicates());
        broken(lines, "double lease", verdict.doubleLeases());
        broken(lines, "unlawful", verdict.unlawfulDials());
        broken(lines, "not heard", verdict.silent());
        lines.add("");
        lines.add(verdict.holds() ? "Everything held." : "SOMETHING DID NOT HOLD; the ids stand above.");
        return lines;
    }

    private static String line(int count, String what) {
        return String.format(Locale.ROOT, "  %3d  %s", count, what);
    }

    private static String words(Map<String, Integer> counts) {
        return counts.isEmpty()
                ? "nothing yet"
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static void broken(List<String> lines, String what, List<String> ids) {
        ids.stream().limit(SHOWN).forEach(id -> lines.add("  " + what + ": " + id));
        if (ids.size() > SHOWN) {
            lines.add("  " + what + ": and " + (ids.size() - SHOWN) + " more");
        }
    }
}
