package org.hustings.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// TLS with certificates on both sides, from PEM files: the only way onto the broker.
///
/// The CA in `authority` is the only one trusted; `key` is an unencrypted PKCS#8 key on the curve P-256.
public record MutualTls(Path authority, Path certificate, Path key) {

    /// Throws an [IOException] that names the file when one is missing or no PEM.
    public SSLContext context() throws IOException {
        try {
            var trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("authority", chain(authority)[0]);
            var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trust);

            var own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("own", privateKey(), new char[0], chain(certificate));
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(own, new char[0]);

            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException refused) {
            throw new IOException("cannot use " + certificate + " with " + key + ": " + refused.getMessage(), refused);
        }
    }

    /// The private key, for signing with the station's identity.
    public PrivateKey privateKey() throws IOException {
        var text = Files.readString(key);
        var begin = "-----BEGIN PRIVATE KEY-----";
        var from = text.indexOf(begin);
        var to = text.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            throw new IOException(key + " holds no PEM block PRIVATE KEY (PKCS#8, unencrypted)");
        }
        try {
            var der = Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IOException(key + " is no EC private key in PKCS#8: " + unusable.getMessage(), unusable);
        }
    }

    private static Certificate[] chain(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
            if (certificates.isEmpty()) {
                throw new IOException(file + " holds no certificate");
            }
            return certificates.toArray(Certificate[]::new);
        } catch (GeneralSecurityException unusable) {
            throw new IOException(file + " is no X.509 certificate in PEM: " + unusable.getMessage(), unusable);
        }
    }
}
