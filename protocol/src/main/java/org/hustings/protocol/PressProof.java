package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Proof that a person pressed a button for this dial: signed by the station's own key.
///
/// `counter` grows by one with each press of that button and survives restarts; a gap or a repeat raises an alarm.
/// `contactHash` is SHA-256 over the contact id in hexadecimal; `signature` is base64 of SHA256withECDSA (the key of
/// the station's certificate) over [#signedBytes].
public record PressProof(
        String button,
        StationId station,
        @JsonProperty(required = true) long counter,
        Instant at,
        String contactHash,
        String signature) {

    public PressProof {
        Checks.given("proof.button", button);
        Checks.given("proof.station", station);
        Checks.given("proof.at", at);
        Checks.given("proof.contactHash", contactHash);
        Checks.given("proof.signature", signature);
    }

    /// What is signed: the fields in order, one a line.
    public static byte[] signedBytes(String button, StationId station, long counter, Instant at, String contactHash) {
        return String.join("\n", button, station.value(), Long.toString(counter), at.toString(), contactHash)
                .getBytes(StandardCharsets.UTF_8);
    }
}
