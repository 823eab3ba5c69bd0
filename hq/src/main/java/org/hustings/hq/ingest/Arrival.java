package org.hustings.hq.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Topics.FromStation;
import org.jspecify.annotations.Nullable;

/// A message as it came off the wire: from whom by its topic, which the broker guards, and not yet read.
public final class Arrival {

    /// What a receipt may name: ours are a UUID, perhaps with a revision.
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z/._-]{1,64}");

    private final StationId station;
    private final FromStation kind;
    private final byte[] payload;
    private final Optional<String> correlation;

    /// `correlation` is the message's correlation data, if it has any.
    public Arrival(StationId station, FromStation kind, byte[] payload, byte @Nullable [] correlation) {
        this.station = station;
        this.kind = kind;
        this.payload = payload;
        this.correlation = Optional.ofNullable(correlation)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(ID.asMatchPredicate());
    }

    public StationId station() {
        return station;
    }

    public FromStation kind() {
        return kind;
    }

    byte[] payload() {
        return payload;
    }

    Optional<String> correlation() {
        return correlation;
    }
}
