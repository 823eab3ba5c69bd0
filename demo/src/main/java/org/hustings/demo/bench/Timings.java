package org.hustings.demo.bench;

import java.util.List;

/// Measured times in milliseconds. At least one: a percentile of nothing would look like a good one.
record Timings(List<Double> sorted) {

    Timings {
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = sorted.stream().sorted().toList();
    }

    /// The smallest value that at least `percent` of all values do not exceed (nearest rank).
    double percentile(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("percentile " + percent + " is not from 1 to 100");
        }
        // Whole numbers: 0.99 × 200 is a little more than 198 in binary fractions, and would be the 199th.
        var rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(rank - 1);
    }

    int count() {
        return sorted.size();
    }
}
