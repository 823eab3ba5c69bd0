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

    /// The payload of the packet at `index`, counted from the programme's start.
    byte[] payload(Codec codec, long index) {
        long left = index;
        for (var recording : first) {
            var payloads = recording.payloads(codec);
            if (left < payloads.size()) {
                return payloads.get((int) left);
            }
            left -= payloads.size();
        }
        var payloads = thenForEver.payloads(codec);
        return payloads.get((int) (left % payloads.size()));
    }
}
