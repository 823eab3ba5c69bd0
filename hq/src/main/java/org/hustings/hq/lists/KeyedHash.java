package org.hustings.hq.lists;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// The first 16 bytes of an HMAC-SHA-256: half of a hash is as good a key (RFC 2104, section 5), and the indexes hold
/// many millions of them.
record KeyedHash(long high, long low) {

    static final int BYTES = 16;

    static KeyedHash of(byte[] hash) {
        var bytes = ByteBuffer.wrap(hash);
        return new KeyedHash(bytes.getLong(), bytes.getLong());
    }

    String hex() {
        var digits = HexFormat.of();
        return digits.toHexDigits(high) + digits.toHexDigits(low);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }
}
