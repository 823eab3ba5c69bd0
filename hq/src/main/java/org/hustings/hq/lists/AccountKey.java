package org.hustings.hq.lists;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hustings.provisioning.PemFiles;

/// The account's one secret: numbers and households are known by their HMAC-SHA-256 under it, so that an opt-out
/// outlives the person it is about. Lost, every opt-out is lost: back it up. Safe from any thread.
public final class AccountKey {

    /// The name of the file in HQ's data directory.
    public static final String FILE = "account.key";

    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    /// One for each thread: making one costs more than using it.
    private final ThreadLocal<Mac> macs;

    private AccountKey(byte[] secret) {
        var key = new SecretKeySpec(secret, ALGORITHM);
        this.macs = ThreadLocal.withInitial(() -> mac(key));
    }

    /// Reads the key, or makes one if there is none yet; two processes that start together agree on one.
    public static AccountKey in(Path dataDirectory) throws IOException {
        var file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            create(file);
        }
        try {
            var secret = HexFormat.of().parseHex(Files.readString(file).strip());
            if (secret.length != BYTES) {
                throw new IOException(file + " must hold " + BYTES + " bytes in hexadecimal");
            }
            return new AccountKey(secret);
        } catch (IllegalArgumentException broken) {
            throw new IOException(file + " must hold " + BYTES + " bytes in hexadecimal", broken);
        }
    }

    private static void create(Path file) throws IOException {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        var draft = Files.createTempFile(folder, FILE, ".new", mode);
        try {
            Files.writeString(draft, HexFormat.of().formatHex(secret) + "\n");
            PemFiles.force(draft);
            // A link appears whole or not at all, and never replaces another's.
            Files.createLink(file, draft);
            PemFiles.force(folder);
        } catch (FileAlreadyExistsException other) {
            // Another process was faster; its key is the account's.
        } finally {
            Files.delete(draft);
        }
    }

    /// By what a number is known in the tables, in hexadecimal.
    public String ofNumber(String e164) {
        return number(e164).hex();
    }

    KeyedHash number(String e164) {
        return hash("number\n" + e164);
    }

    /// Both without case, accents and spaces: see [Column#plain].
    KeyedHash household(String address, String town) {
        return hash("household\n" + address + "\n" + town);
    }

    private KeyedHash hash(String text) {
        return KeyedHash.of(macs.get().doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
