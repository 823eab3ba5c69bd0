package org.hustings.demo.town.media;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// What is sent down a line: some recordings one after the other, then one for ever.
public record Programme(List<Recording> first, Recording thenForEver) {

    public Programme {
        first = List.copyOf(first);
    }

    public static Programme loop(Recording recording) {
        return new Programme(List.of(), recording);
    }

    public Duration firstLength() {
        return first.stream().map(Recording::length).reduce(Duration.ZERO, Duration::plus);
    }

    /// The names of its recordings' valves, the last one first: a programme is ended from its end, or its next
    /// recording would begin.
    List<String> valves(int programme) {
        return IntStream.rangeClosed(0, first.size())
                .mapToObj(part -> valve(programme, part))
                .toList()
                .reversed();
    }

    /// The part of a pipeline that plays it into `to`, one recording after the other. A recording whose valve is told
    /// to drop ends at once: the rest is read without being sent, and does not count as time that went by. So a
    /// programme that others follow must end: it plays its last recording once.
    String description(Codec codec, int programme, boolean isLast, String to) {
        var text = new StringBuilder();
        for (int part = 0; part < first.size(); part++) {
            text.append(part("filesrc", first.get(part), codec, valve(programme, part), to));
        }
        var source = isLast ? "multifilesrc loop=true" : "filesrc";
        return text.append(part(source, thenForEver, codec, valve(programme, first.size()), to))
                .toString();
    }

    private static String valve(int programme, int part) {
        return "skip-" + programme + "-" + part;
    }

    private static String part(String source, Recording recording, Codec codec, String valve, String to) {
        return source + " location=" + recording.file(codec) + " ! " + codec.reader() + " ! valve name=" + valve
                + " drop-mode=forward-sticky-events ! " + to + ".\n";
    }
}
