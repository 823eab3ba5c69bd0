package org.hustings.provisioning;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Headquarters' own certificate authority: who may speak on the broker is whom it certified.
///
/// Keys are EC P-256 in unencrypted PKCS#8 PEM files of mode 600, certificates X.509 v3 signed with SHA-256. The name
/// (CN) of a certificate is the id of its holder, which the broker takes for the user name.
public final class CertificateAuthority {

    /// The CN of headquarters itself. Two letters: no station can have that id.
    public static final String HQ = "hq";
    /// The CN of a person who looks on: reads every topic, writes none.
    public static final String OPERATOR = "operator";
    /// Stations: design section 8.
    public static final Duration STATION_VALIDITY = Duration.ofDays(90);
    /// Headquarters' own certificates. They are renewed at a start only, and it may run for months.
    public static final Duration HQ_VALIDITY = Duration.ofDays(730);

    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3_653);
    /// A box without a battery-backed clock may believe it is yesterday when it first connects.
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// What a certificate is good for. A station's cannot stand in for the broker, nor the broker's for a station.
    public enum Use {
        SERVER(KeyPurposeId.id_kp_serverAuth),
        CLIENT(KeyPurposeId.id_kp_clientAuth);

        private final KeyPurposeId purpose;

        Use(KeyPurposeId purpose) {
            this.purpose = purpose;
        }
    }

    private final Path certificateFile;
    private final X509Certificate certificate;
    private final KeyPair keys;
    private final Clock clock;

    private CertificateAuthority(Path certificateFile, X509Certificate certificate, KeyPair keys, Clock clock) {
        this.certificateFile = certificateFile;
        this.certificate = certificate;
        this.keys = keys;
        this.clock = clock;
    }

    /// The authority in `folder` (`ca.crt`, `ca.key`), made there if the folder has none.
    public static CertificateAuthority openOrCreate(Path folder, Clock clock) throws IOException {
        if (!Files.exists(folder.resolve("ca.crt"))) {
            create(folder, clock);
        }
        return open(folder, clock);
    }

    /// The authority in `folder`. Throws an [IOException] that names the file which is missing or unusable.
    public static CertificateAuthority open(Path folder, Clock clock) throws IOException {
        var file = folder.resolve("ca.crt");
        var certificate = PemFiles.certificate(file);
        var key = PemFiles.privateKey(folder.resolve("ca.key"));
        return new CertificateAuthority(file, certificate, new KeyPair(certificate.getPublicKey(), key), clock);
    }

    /// What everybody who speaks on the broker trusts.
    public Path certificateFile() {
        return certificateFile;
    }

    /// Makes a key and its certificate, replacing what the two files held. `hosts` are the names and addresses under
    /// which a server is reached; none for a client.
    public void issue(
            Use use, String commonName, Duration validity, List<String> hosts, Path certificateFile, Path keyFile)
            throws IOException {
        var holder = newKeys();
        var now = clock.instant();
        try {
            var builder = builder(
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                    name(commonName),
                    holder.getPublic(),
                    now,
                    validity);
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use.purpose));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(certificate.getPublicKey()));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(holder.getPublic()));
            if (!hosts.isEmpty()) {
                var names = hosts.stream().map(CertificateAuthority::hostName).toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            // A crash between the two writes must not leave a certificate beside another one's key.
            Files.deleteIfExists(certificateFile);
            PemFiles.write(keyFile, holder.getPrivate());
            PemFiles.write(certificateFile, sign(builder, keys));
        } catch (GeneralSecurityException | OperatorCreationException broken) {
            throw new IOException("cannot certify " + commonName + ": " + broken.getMessage(), broken);
        }
    }

    /// True when a certificate is missing, not ours, or past two thirds of its life.
    public boolean isDue(Path certificateFile) {
        try {
            var held = PemFiles.certificate(certificateFile);
            held.verify(keys.getPublic());
            var from = held.getNotBefore().toInstant();
            var life = Duration.between(from, held.getNotAfter().toInstant());
            return clock.instant().isAfter(from.plus(life.multipliedBy(2).dividedBy(3)));
        } catch (IOException | GeneralSecurityException notUsable) {
            return true;
        }
    }

    private static void create(Path folder, Clock clock) throws IOException {
        PemFiles.createPrivateFolder(folder);
        var keys = newKeys();
        // Each authority has a name of its own, so that a stray certificate of another bank's is told apart by eye.
        var name = name("Hustings HQ " + Integer.toHexString(RANDOM.nextInt()));
        try {
            var builder = builder(name, name, keys.getPublic(), clock.instant(), AUTHORITY_VALIDITY);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            PemFiles.write(folder.resolve("ca.key"), keys.getPrivate());
            PemFiles.write(folder.resolve("ca.crt"), sign(builder, keys));
        } catch (GeneralSecurityException | OperatorCreationException broken) {
            throw new IOException("cannot make a certificate authority in " + folder, broken);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration validity) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(validity)),
                subject,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair by)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static KeyPair newKeys() throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IOException("this Java has no curve P-256", absent);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static GeneralName hostName(String host) {
        var isAddress = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }
}
