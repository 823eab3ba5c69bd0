package org.hustings.demo.judge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hustings.demo.judge.Facts.Proof;
import org.hustings.protocol.CallId;
import org.hustings.protocol.Json;
import org.hustings.protocol.PressProof;
import org.jspecify.annotations.Nullable;

/// Checks the proofs of presses (design, section 4.7) with the key of the station's certificate: the one that
/// the broker let it speak with. A proof is checked once and remembered: everything is looked at every second.
///
/// Not thread-safe.
final class Proofs {

    private static final String CALL_BUTTON = "CALL";
    /// PostgreSQL keeps microseconds.
    private static final Duration ROUNDED = Duration.ofMillis(1);

    private final Function<String, Path> certificates;
    private final Map<String, PublicKey> keys = new HashMap<>();
    private final Map<CallId, Checked> known = new HashMap<>();

    private record Checked(String json, Proof proof) {}

    Proofs(Function<String, Path> certificates) {
        this.certificates = certificates;
    }

    /// What is to be thought of the proof that came with a report of `call`; empty if none did.
    Optional<Proof> check(CallId call, String station, Instant pressedAt, String contact, @Nullable String json) {
        if (json == null) {
            return Optional.empty();
        }
        var before = known.get(call);
        if (before != null && before.json().equals(json)) {
            return Optional.of(before.proof());
        }
        var proof = checked(station, pressedAt, contact, json);
        known.put(call, new Checked(json, proof));
        return Optional.of(proof);
    }

    private Proof checked(String station, Instant pressedAt, String contact, String json) {
        return switch (Json.read(json.getBytes(StandardCharsets.UTF_8), PressProof.class)) {
            case Json.Read.Unreadable<PressProof> _ -> new Proof("", false);
            case Json.Read.Message<PressProof>(var given) ->
                new Proof(
                        given.station() + " " + given.button() + " " + given.counter(),
                        given.button().equals(CALL_BUTTON)
                                && given.station().value().equals(station)
                                && Duration.between(given.at(), pressedAt).abs().compareTo(ROUNDED) < 0
                                && given.contactHash().equals(hash(contact))
                                && isSigned(given));
        };
    }

    private boolean isSigned(PressProof given) {
        try {
            var key = key(given.station().value());
            if (key.isEmpty()) {
                return false;
            }
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key.get());
            signature.update(PressProof.signedBytes(
                    given.button(), given.station(), given.counter(), given.at(), given.contactHash()));
            return signature.verify(Base64.getDecoder().decode(given.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private Optional<PublicKey> key(String station) throws GeneralSecurityException {
        var held = keys.get(station);
        if (held != null) {
            return Optional.of(held);
        }
        try (var bytes = Files.newInputStream(certificates.apply(station))) {
            var key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(bytes)
                    .getPublicKey();
            keys.put(station, key);
            return Optional.of(key);
        } catch (IOException unknownStation) {
            return Optional.empty();
        }
    }

    private static String hash(String contact) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(contact.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
