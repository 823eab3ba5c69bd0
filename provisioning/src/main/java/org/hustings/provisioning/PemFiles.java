package org.hustings.provisioning;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;
import org.hustings.protocol.MutualTls;

/// Files that only their owner may read, written whole or not at all; keys and certificates as PEM.
public final class PemFiles {

    private PemFiles() {}

    static X509Certificate certificate(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
        } catch (GeneralSecurityException unusable) {
            throw new IOException(file + " is no X.509 certificate in PEM: " + unusable.getMessage(), unusable);
        }
    }

    static PrivateKey privateKey(Path file) throws IOException {
        return new MutualTls(file, file, file).privateKey();
    }

    static void write(Path file, X509Certificate certificate) throws IOException, GeneralSecurityException {
        writePrivately(file, pem("CERTIFICATE", certificate.getEncoded()));
    }

    static void write(Path file, PrivateKey key) throws IOException {
        writePrivately(file, pem("PRIVATE KEY", Objects.requireNonNull(key.getEncoded())));
    }

    /// Replaces `file` in one step by a file of mode 600. A reader sees the old or the new text, never half of one.
    public static void writePrivately(Path file, String text) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var fresh = Files.createTempFile(folder, "." + file.getFileName(), null, ownerOnly);
        try {
            Files.writeString(fresh, text);
            force(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Brings a file's contents, or a folder's entries, to the disk: power may fail after any instruction (fsync(2): a
    /// file's own fsync does not write its entry in the folder).
    public static void force(Path file) throws IOException {
        try (var open = FileChannel.open(file, StandardOpenOption.READ)) {
            open.force(true);
        }
    }

    /// Makes `folder`, and those above it, readable by their owner only. One that exists stays as it is.
    public static void createPrivateFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static String pem(String kind, byte[] der) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + kind + "-----\n" + lines.encodeToString(der) + "\n-----END " + kind + "-----\n";
    }
}
