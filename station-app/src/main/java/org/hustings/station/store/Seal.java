package org.hustings.station.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.WrongSettingException;

/// Seals what is written to the disk with AES-256-GCM. Each value is bound to the row it belongs to: a sealed value
/// that
/// was moved to another row does not open.
///
/// Safe from any thread.
final class Seal {

    private static final int KEY_BYTES = 32;

    private final Aead aead;
    private final SecretKeySpec fingerprintKey;

    private Seal(Aead aead, SecretKeySpec fingerprintKey) {
        this.aead = aead;
        this.fingerprintKey = fingerprintKey;
    }

    /// The file holds 32 random bytes in base64. Throws a [WrongSettingException] when it does not.
    static Seal read(Path file) {
        byte[] key;
        try {
            key = Base64.getMimeDecoder().decode(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new WrongSettingException("store.key: " + file + " cannot be read; write 32 random bytes in base64");
        } catch (IllegalArgumentException noBase64) {
            throw new WrongSettingException("store.key: " + file + " is no base64; write 32 random bytes in base64");
        }
        if (key.length != KEY_BYTES) {
            throw new WrongSettingException(
                    "store.key: " + file + " holds " + key.length + " bytes; allowed: 32 random bytes in base64");
        }
        try {
            return new Seal(
                    aead(key),
                    new SecretKeySpec(mac(new SecretKeySpec(key, "HmacSHA256"), "fingerprints"), "HmacSHA256"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no AES-GCM or HMAC", impossible);
        }
    }

    @AccessesPartialKey // Our key is a bare file, not a keyset: it must be built from its bytes.
    private static Aead aead(byte[] key) throws GeneralSecurityException {
        AeadConfig.register();
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build();
        var aesKey = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(aesKey).withFixedId(1).makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    byte[] close(String row, byte[] open) {
        try {
            return aead.encrypt(open, row.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("cannot seal " + row, impossible);
        }
    }

    /// Throws a [WrongSettingException] when the key is another than the one that sealed: nothing can go on then.
    byte[] open(String row, byte[] sealed) {
        try {
            return aead.decrypt(sealed, row.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException foreign) {
            throw new WrongSettingException(
                    "store.key does not open " + row
                            + " of the station's data: put back the key it was written with, or give the station a new data folder");
        }
    }

    /// A number as it may lie on the disk in the open: keyed, so that nobody can try all numbers against it.
    String fingerprint(PhoneNumber number) {
        try {
            return HexFormat.of().formatHex(mac(fingerprintKey, number.e164()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no HMAC", impossible);
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
