package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/// A station's health every 15 s; 45 s without one means stale. A value the station cannot measure is left out, never
/// made up.
public record Telemetry(
        Instant at,
        Optional<Double> temperatureC,
        @JsonProperty(required = true) double cpuPct,
        @JsonProperty(required = true) int memoryMb,
        @JsonProperty(required = true) long diskFreeMb,
        @JsonProperty(required = true) long uptimeSeconds,
        @JsonProperty(required = true) boolean sipReady,
        Headset headset,
        Optional<Long> clockOffsetMs,
        @JsonProperty(required = true) long presses,
        @JsonProperty(required = true) long dials) {

    /// Whether a headset is there, and the microphone's level in the last call in dB below full scale.
    public record Headset(@JsonProperty(required = true) boolean present, Optional<Double> micDbfs) {
        public Headset {
            micDbfs = Checks.maybe(micDbfs);
        }
    }

    public Telemetry {
        Checks.given("at", at);
        temperatureC = Checks.maybe(temperatureC);
        Checks.given("headset", headset);
        clockOffsetMs = Checks.maybe(clockOffsetMs);
    }
}
