package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A station's name for ever: the CN of its certificate and its MQTT client id.
public record StationId(@JsonValue String value) {

    @JsonCreator
    public StationId {
        Checks.matches("station", value, Checks.STATION);
    }

    @Override
    public String toString() {
        return value;
    }
}
