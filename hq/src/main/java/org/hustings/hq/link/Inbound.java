package org.hustings.hq.link;

import org.jspecify.annotations.Nullable;

/// A message from a station, before anybody has read it.
final class Inbound {

    private final String topic;
    private final byte[] payload;
    private final byte @Nullable [] correlation;

    Inbound(String topic, byte[] payload, byte @Nullable [] correlation) {
        this.topic = topic;
        this.payload = payload;
        this.correlation = correlation;
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload;
    }

    byte @Nullable [] correlation() {
        return correlation;
    }
}
