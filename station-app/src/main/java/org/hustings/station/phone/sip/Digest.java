package org.hustings.station.phone.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hustings.station.phone.PhoneConfig.Credentials;

/// The arithmetic of HTTP digest (RFC 7616) with the algorithms that RFC 8760 brings to SIP. Pure: the client's nonce
/// and
/// the count are arguments. The SIP library's own knows MD5 only and repeats one client nonce for ever.
final class Digest {

    /// Strongest first. MD5 is still what most trunks ask for.
    private static final List<String> ALGORITHMS = List.of("SHA-512-256", "SHA-256", "MD5");

    private static final String SESSION = "-SESS";

    /// What is being proven: this request, at this count of uses of the server's nonce.
    record Proof(String method, String uri, String body, String clientNonce, int count) {}

    private Digest() {}

    /// The strongest challenge that we can answer.
    static Optional<Challenge> strongest(List<Challenge> challenges) {
        return ALGORITHMS.stream()
                .flatMap(algorithm -> challenges.stream()
                        .filter(it -> base(it.algorithm()).equals(algorithm)
                                && (it.qop().isEmpty()
                                        || it.qop().contains("auth")
                                        || it.qop().contains("auth-int"))))
                .findFirst();
    }

    /// The value of the (Proxy-)Authorization header.
    static String authorization(Challenge challenge, Credentials credentials, Proof proof) {
        var qop = challenge.qop().isEmpty() ? "" : challenge.qop().contains("auth") ? "auth" : "auth-int";
        var text = new StringBuilder("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\""
                .formatted(
                        credentials.user(),
                        challenge.realm(),
                        challenge.nonce(),
                        proof.uri(),
                        response(challenge, credentials, proof, qop)));
        text.append(", algorithm=").append(challenge.algorithm());
        challenge
                .opaque()
                .ifPresent(opaque -> text.append(", opaque=\"").append(opaque).append('"'));
        if (!qop.isEmpty()) {
            text.append(", qop=%s, nc=%08x, cnonce=\"%s\"".formatted(qop, proof.count(), proof.clientNonce()));
        }
        return text.toString();
    }

    static String response(Challenge challenge, Credentials credentials, Proof proof, String qop) {
        var algorithm = challenge.algorithm();
        var secret = hash(algorithm, credentials.user() + ":" + challenge.realm() + ":" + credentials.password());
        if (algorithm.toUpperCase(Locale.ROOT).endsWith(SESSION)) {
            secret = hash(algorithm, secret + ":" + challenge.nonce() + ":" + proof.clientNonce());
        }
        var request = proof.method() + ":" + proof.uri();
        if (qop.equals("auth-int")) {
            request += ":" + hash(algorithm, proof.body());
        }
        var count = "%08x".formatted(proof.count());
        var middle = qop.isEmpty()
                ? challenge.nonce()
                : String.join(":", challenge.nonce(), count, proof.clientNonce(), qop);
        return hash(algorithm, secret + ":" + middle + ":" + hash(algorithm, request));
    }

    private static String base(String algorithm) {
        return algorithm.toUpperCase(Locale.ROOT).replace(SESSION, "");
    }

    private static String hash(String algorithm, String text) {
        var name = base(algorithm).equals("SHA-512-256") ? "SHA-512/256" : base(algorithm);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
