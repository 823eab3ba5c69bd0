package org.hustings.hq.link;

import java.time.Duration;
import org.hustings.protocol.Json;
import org.jspecify.annotations.Nullable;

/// A message of HQ's. `expiry` is how long the broker keeps it for a station that is away; zero: as long as it can.
final class Outbound {

    private final String topic;
    private final byte[] payload;
    private final boolean retained;
    private final Duration expiry;
    private final byte @Nullable [] correlation;

    private Outbound(String topic, byte[] payload, boolean retained, Duration expiry, byte @Nullable [] correlation) {
        this.topic = topic;
        this.payload = payload;
        this.retained = retained;
        this.expiry = expiry;
        this.correlation = correlation;
    }

    static Outbound retained(String topic, Object message) {
        return new Outbound(topic, Json.write(message), true, Duration.ZERO, null);
    }

    static Outbound expiring(String topic, Object message, Duration expiry, byte @Nullable [] correlation) {
        return new Outbound(topic, Json.write(message), false, expiry, correlation);
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload;
    }

    boolean isRetained() {
        return retained;
    }

    Duration expiry() {
        return expiry;
    }

    byte @Nullable [] correlation() {
        return correlation;
    }
}
