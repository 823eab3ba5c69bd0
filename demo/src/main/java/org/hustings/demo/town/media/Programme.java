package org.hustings.demo.town.media;

import java.time.Duration;
import java.util.List;

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

    /// The part of a pipeline that plays it into `to`. It ends at once when the valve `skip` is told to drop: the
    /// rest is read without being sent, and only the end of the stream passes. So a programme that others follow
    /// must end: it plays its last recording once.
    String description(Codec codec, String skip, boolean isLast, String to) {
        var text = new StringBuilder("concat name=parts-" + skip + " ! valve name=" + skip
                + " drop-mode=forward-sticky-events ! " + to + ".\n");
        first.forEach(recording -> text.append(part("filesrc", recording, codec, skip)));
        return text.append(part(isLast ? "multifilesrc loop=true" : "filesrc", thenForEver, codec, skip))
                .toString();
    }

    private static String part(String source, Recording recording, Codec codec, String skip) {
        return source + " location=" + recording.file(codec) + " ! " + codec.reader() + " ! parts-" + skip + ".\n";
    }
}
