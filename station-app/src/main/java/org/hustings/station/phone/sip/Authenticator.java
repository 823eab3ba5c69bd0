package org.hustings.station.phone.sip;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Response;
import org.hustings.station.phone.PhoneConfig.Credentials;

/// Proves to the peer who we are, and remembers its nonce, so that the next call is let through at once.
///
/// Not thread-safe: the phone's thread owns it.
final class Authenticator {

    private static final int NONCE_BYTES = 16;

    private final Optional<Credentials> credentials;
    private final SecureRandom random = new SecureRandom();
    private Optional<Challenge> challenge = Optional.empty();
    private int count;

    Authenticator(Optional<Credentials> credentials) {
        this.credentials = credentials;
    }

    /// Takes in a 401 or 407. False when we cannot answer it: no credentials, no algorithm of ours, or the nonce that
    /// we have just proven ourselves with, which means a wrong password (a stale one comes with a new nonce).
    boolean accept(Response refused) {
        var next = Digest.strongest(challenges(refused));
        var repeated = next.isPresent()
                && count > 0
                && challenge.filter(it -> it.nonce().equals(next.get().nonce())).isPresent();
        if (credentials.isEmpty() || next.isEmpty() || repeated) {
            return false;
        }
        challenge = next;
        count = 0;
        return true;
    }

    /// The header line for a request, or nothing while nobody has asked.
    String line(String method, String uri, String body) {
        if (challenge.isEmpty() || credentials.isEmpty()) {
            return "";
        }
        count++;
        var proof = new Digest.Proof(method, uri, body, clientNonce(), count);
        var name = challenge.get().proxy() ? "Proxy-Authorization: " : "Authorization: ";
        return name + Digest.authorization(challenge.get(), credentials.get(), proof) + "\r\n";
    }

    private String clientNonce() {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static List<Challenge> challenges(Response refused) {
        List<Challenge> found = new ArrayList<>();
        for (var name : List.of(WWWAuthenticateHeader.NAME, ProxyAuthenticateHeader.NAME)) {
            for (var all = refused.getHeaders(name); all.hasNext(); ) {
                if (all.next() instanceof WWWAuthenticateHeader header) {
                    found.add(challenge(header, name.equals(ProxyAuthenticateHeader.NAME)));
                }
            }
        }
        return found;
    }

    private static Challenge challenge(WWWAuthenticateHeader header, boolean proxy) {
        var algorithm = header.getAlgorithm();
        return new Challenge(
                text(header.getRealm()),
                text(header.getNonce()),
                Optional.ofNullable(header.getOpaque()),
                algorithm == null ? "MD5" : algorithm,
                qop(text(header.getQop())),
                proxy);
    }

    private static Set<String> qop(String offered) {
        return Stream.of(offered.split(",", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @SuppressWarnings("NullAway") // The library's word for a parameter that is absent.
    private static String text(String parameter) {
        return parameter == null ? "" : parameter;
    }
}
