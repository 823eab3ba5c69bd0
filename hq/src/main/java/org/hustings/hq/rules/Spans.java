package org.hustings.hq.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Window;

/// A set of moments: spans in order that neither touch nor overlap. What several rules allow is what all of them do.
public record Spans(List<Window> windows) {

    public static final Spans ALWAYS = new Spans(List.of(new Window(Instant.MIN, Instant.MAX)));
    public static final Spans NEVER = new Spans(List.of());

    public Spans {
        windows = List.copyOf(windows);
        for (int n = 1; n < windows.size(); n++) {
            if (!windows.get(n - 1).closes().isBefore(windows.get(n).opens())) {
                throw new IllegalArgumentException("spans must be in order and apart");
            }
        }
    }

    /// In any order, overlapping or not.
    public static Spans of(List<Window> windows) {
        var joined = new ArrayList<Window>();
        windows.stream().sorted(Comparator.comparing(Window::opens)).forEach(next -> {
            if (!joined.isEmpty() && !joined.getLast().closes().isBefore(next.opens())) {
                var last = joined.removeLast();
                joined.add(new Window(last.opens(), later(last.closes(), next.closes())));
            } else {
                joined.add(next);
            }
        });
        return new Spans(joined);
    }

    public static Spans from(Instant opens) {
        return between(opens, Instant.MAX);
    }

    public static Spans until(Instant closes) {
        return between(Instant.MIN, closes);
    }

    /// Empty if `closes` is not after `opens`.
    public static Spans between(Instant opens, Instant closes) {
        return opens.isBefore(closes) ? new Spans(List.of(new Window(opens, closes))) : NEVER;
    }

    public Spans and(Spans other) {
        var common = new ArrayList<Window>();
        int mine = 0;
        int theirs = 0;
        while (mine < windows.size() && theirs < other.windows.size()) {
            var one = windows.get(mine);
            var two = other.windows.get(theirs);
            var opens = later(one.opens(), two.opens());
            var closes = earlier(one.closes(), two.closes());
            if (opens.isBefore(closes)) {
                common.add(new Window(opens, closes));
            }
            if (one.closes().isBefore(two.closes())) {
                mine++;
            } else {
                theirs++;
            }
        }
        return new Spans(common);
    }

    public Spans without(Spans other) {
        return and(other.others());
    }

    private Spans others() {
        var gaps = new ArrayList<Window>();
        var from = Instant.MIN;
        for (var span : windows) {
            if (from.isBefore(span.opens())) {
                gaps.add(new Window(from, span.opens()));
            }
            from = span.closes();
        }
        if (from.isBefore(Instant.MAX)) {
            gaps.add(new Window(from, Instant.MAX));
        }
        return new Spans(gaps);
    }

    public boolean holds(Instant at) {
        return windows.stream().anyMatch(span -> span.holds(at));
    }

    /// The first moment at or after `at`.
    public Optional<Instant> next(Instant at) {
        return windows.stream()
                .filter(span -> span.closes().isAfter(at))
                .findFirst()
                .map(span -> later(span.opens(), at));
    }

    /// Until when it goes on without a break, if `at` is in it and it ends at all.
    Optional<Instant> lasts(Instant at) {
        return windows.stream()
                .filter(span -> span.holds(at) && span.closes().isBefore(Instant.MAX))
                .findFirst()
                .map(Window::closes);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
