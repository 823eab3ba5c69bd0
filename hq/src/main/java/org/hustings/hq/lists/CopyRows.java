package org.hustings.hq.lists;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Rows of one table in PostgreSQL's binary COPY format (PostgreSQL, COPY, binary format), gathered until they are
/// sent.
final class CopyRows {

    private static final int NULL = -1;
    private static final byte JSONB_VERSION = 1;

    private final String table;
    private final String columns;
    private final int count;
    private byte[] bytes = new byte[1 << 16];
    private int size;

    /// `columns` as in a COPY statement.
    CopyRows(String table, String columns) {
        this.table = table;
        this.columns = columns;
        this.count = (int) columns.chars().filter(c -> c == ',').count() + 1;
    }

    String statement() {
        return "copy " + table + " (" + columns + ") from stdin (format binary)";
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    CopyRows row() {
        room(2);
        put2(count);
        return this;
    }

    CopyRows nothing() {
        room(4);
        put4(NULL);
        return this;
    }

    CopyRows int8(long value) {
        room(12);
        put4(8);
        put4((int) (value >>> 32));
        put4((int) value);
        return this;
    }

    CopyRows int4(int value) {
        room(8);
        put4(4);
        put4(value);
        return this;
    }

    CopyRows int2(int value) {
        room(6);
        put4(2);
        put2(value);
        return this;
    }

    CopyRows hash(KeyedHash value) {
        room(4 + KeyedHash.BYTES);
        put4(KeyedHash.BYTES);
        put4((int) (value.high() >>> 32));
        put4((int) value.high());
        put4((int) (value.low() >>> 32));
        put4((int) value.low());
        return this;
    }

    CopyRows text(String value) {
        var start = size;
        room(4 + value.length());
        size += 4;
        for (int place = 0; place < value.length(); place++) {
            var c = value.charAt(place);
            if (c >= 0x80) {
                size = start;
                return raw(value.getBytes(StandardCharsets.UTF_8));
            }
            bytes[size++] = (byte) c;
        }
        var end = size;
        size = start;
        put4(value.length());
        size = end;
        return this;
    }

    /// An empty value is one that nobody gave.
    CopyRows maybe(String value) {
        return value.isEmpty() ? nothing() : text(value);
    }

    CopyRows jsonb(byte[] json) {
        room(5 + json.length);
        put4(json.length + 1);
        bytes[size++] = JSONB_VERSION;
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    private CopyRows raw(byte[] value) {
        room(4 + value.length);
        put4(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    private void put4(int value) {
        bytes[size++] = (byte) (value >>> 24);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void put2(int value) {
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }
}
