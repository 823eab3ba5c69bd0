package org.hustings.demo.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.demo.judge.Facts.Proof;
import org.hustings.protocol.CallId;
import org.hustings.protocol.Json;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.PressProof;
import org.hustings.protocol.StationId;
import org.hustings.provisioning.CertificateAuthority;
import org.hustings.provisioning.CertificateAuthority.Use;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proofs as a station signs them, and what a saboteur would make of them. The keys are real.
class ProofsTest {

    private static final Instant PRESSED = Instant.parse("2026-05-02T12:00:00.123456789Z");
    /// As PostgreSQL gives it back.
    private static final Instant KEPT = Instant.parse("2026-05-02T12:00:00.123457Z");
    private static final CallId CALL = new CallId(new UUID(7, 1));
    private static final StationId STATION = new StationId("st-1");

    @TempDir
    private Path folder;

    private Proofs proofs;

    @BeforeEach
    void twoStationsAreCertified() throws IOException {
        proofs = new Proofs(this::certificate);
        var authority = CertificateAuthority.openOrCreate(folder.resolve("ca"), Clock.systemUTC());
        for (var id : List.of("st-1", "st-2")) {
            authority.issue(Use.CLIENT, id, CertificateAuthority.STATION_VALIDITY, List.of(), certificate(id), key(id));
        }
    }

    @Test
    void whatTheStationSignedForThisCallIsTrue() throws Exception {
        assertThat(check("c-1", signed("st-1", STATION, "CALL", "c-1"))).contains(new Proof("st-1 CALL 12", true));
    }

    @Test
    void noProofIsNone() {
        assertThat(proofs.check(CALL, "st-1", KEPT, "c-1", null)).isEmpty();
    }

    @Test
    void aProofOfAnotherPersonTimeButtonOrStationIsFalse() throws Exception {
        var good = signed("st-1", STATION, "CALL", "c-1");

        assertThat(isTrue(check("c-2", good))).isFalse();
        assertThat(isTrue(proofs.check(new CallId(new UUID(7, 2)), "st-1", KEPT.plusSeconds(1), "c-1", json(good))))
                .isFalse();
        assertThat(isTrue(check("c-1", signed("st-1", STATION, "KEY_1", "c-1"))))
                .isFalse();
        assertThat(isTrue(check("c-1", signed("st-2", new StationId("st-2"), "CALL", "c-1"))))
                .isFalse();
    }

    @Test
    void aProofSignedByAnotherKeyIsFalse() throws Exception {
        assertThat(isTrue(check("c-1", signed("st-2", STATION, "CALL", "c-1")))).isFalse();
    }

    @Test
    void aProofWhoseCounterWasChangedIsFalse() throws Exception {
        var good = signed("st-1", STATION, "CALL", "c-1");
        var changed = new PressProof(
                good.button(), good.station(), good.counter() + 1, good.at(), good.contactHash(), good.signature());

        assertThat(isTrue(check("c-1", good))).isTrue();
        assertThat(isTrue(check("c-1", changed))).isFalse();
    }

    @Test
    void nonsenseIsFalse() throws Exception {
        var good = signed("st-1", STATION, "CALL", "c-1");
        var noBase64 =
                new PressProof(good.button(), STATION, good.counter(), good.at(), good.contactHash(), "not base64!");

        assertThat(isTrue(check("c-1", noBase64))).isFalse();
        assertThat(isTrue(proofs.check(CALL, "st-1", KEPT, "c-1", "[]"))).isFalse();
        assertThat(isTrue(proofs.check(CALL, "st-9", KEPT, "c-1", json(good)))).isFalse();
    }

    private Optional<Proof> check(String contact, PressProof proof) {
        return proofs.check(CALL, "st-1", KEPT, contact, json(proof));
    }

    private static boolean isTrue(Optional<Proof> proof) {
        return proof.orElseThrow().isTrue();
    }

    private PressProof signed(String signer, StationId station, String button, String contact)
            throws GeneralSecurityException, IOException {
        var hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(contact.getBytes(StandardCharsets.UTF_8)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(new MutualTls(certificate(signer), certificate(signer), key(signer)).privateKey());
        signature.update(PressProof.signedBytes(button, station, 12, PRESSED, hash));
        var text = Base64.getEncoder().encodeToString(signature.sign());
        return new PressProof(button, station, 12, PRESSED, hash, text);
    }

    private static String json(PressProof proof) {
        return new String(Json.write(proof), StandardCharsets.UTF_8);
    }

    private Path certificate(String id) {
        return folder.resolve(id + ".crt");
    }

    private Path key(String id) {
        return folder.resolve(id + ".key");
    }
}
