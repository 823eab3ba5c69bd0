package org.hustings.station.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.PressProof;
import org.hustings.protocol.StationId;

/// Signs presses with the station's own key, the one of its certificate.
///
/// Not thread-safe: the loop owns it.
final class PressProofs {

    private final StationId station;
    private final PrivateKey key;

    PressProofs(StationId station, PrivateKey key) {
        this.station = station;
        this.key = key;
    }

    /// `counter` becomes durable in the transaction of the step that the press causes, before anything is dialed.
    PressProof sign(String button, long counter, ContactId contact, Instant at) {
        try {
            var hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(contact.value().getBytes(StandardCharsets.UTF_8)));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(PressProof.signedBytes(button, station, counter, at, hash));
            return new PressProof(
                    button, station, counter, at, hash, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the station's key cannot sign", impossible);
        }
    }
}
