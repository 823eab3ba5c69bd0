package org.hustings.demo.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What the judge found. The four counts that must be nought come with the ids that break them.
public record Verdict(
        int dials,
        int reports,
        int reportsInHq,
        List<String> lost,
        List<String> duplicates,
        List<String> doubleLeases,
        List<String> unlawfulDials,
        SortedMap<String, Integer> byResult,
        SortedMap<String, Integer> byDisposition,
        int callsAnswered,
        int callsWithTwoWaySpeech,
        List<String> silent,
        int notJudgedForSound,
        Spread pressToInviteMs,
        Spread dispositionToCardMs,
        Spread reportToHqMs) {

    public Verdict {
        lost = List.copyOf(lost);
        duplicates = List.copyOf(duplicates);
        doubleLeases = List.copyOf(doubleLeases);
        unlawfulDials = List.copyOf(unlawfulDials);
        silent = List.copyOf(silent);
    }

    /// Times in milliseconds; no values, no percentile.
    public record Spread(List<Double> sorted) {
        public Spread {
            sorted = sorted.stream().sorted().toList();
        }

        /// The value that `percent` of all values do not exceed (nearest rank); 0 when there is none.
        public double percentile(int percent) {
            if (sorted.isEmpty()) {
                return 0;
            }
            var rank = (int) Math.ceil(percent / 100.0 * sorted.size());
            return Math.round(sorted.get(Math.max(0, rank - 1)) * 100) / 100.0;
        }
    }

    /// Every dial is reported and lawful, nobody is worked on twice, everybody who answered was heard and heard us.
    public boolean holds() {
        return lost.isEmpty()
                && duplicates.isEmpty()
                && doubleLeases.isEmpty()
                && unlawfulDials.isEmpty()
                && silent.isEmpty()
                && reportsInHq >= dials;
    }

    /// The invariants as numbers, in the order people ask for them.
    public Map<String, Integer> invariants() {
        var numbers = new LinkedHashMap<String, Integer>();
        numbers.put("lost", lost.size());
        numbers.put("duplicates", duplicates.size());
        numbers.put("doubleLeases", doubleLeases.size());
        numbers.put("unlawfulDials", unlawfulDials.size());
        numbers.put("silent", silent.size());
        return numbers;
    }
}
