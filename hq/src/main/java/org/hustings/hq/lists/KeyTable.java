package org.hustings.hq.lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What a file has named so far, by 64 bits of a hash: ten million people have thirty million keys, and the heap must
/// not grow with them. A large table lies in a nameless file whose pages the kernel may write out.
///
/// Open addressing with linear probing, at most 60 % full. Two keys of one hash are one in 10⁵ imports of ten million.
/// Used by one thread.
final class KeyTable implements AutoCloseable {

    /// What nobody put.
    static final long NOTHING = Long.MIN_VALUE;

    private static final int SLOT_BYTES = 16;
    private static final long SLOTS_FIRST = 1 << 14;
    /// 16 MB of memory; more goes to the file.
    private static final long SLOTS_IN_MEMORY = 1 << 20;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    private final Path folder;
    private Arena arena = Arena.ofConfined();
    private MemorySegment slots;
    private long capacity = SLOTS_FIRST;
    private long used;

    /// `folder` is where the file of a large table may lie.
    KeyTable(Path folder) {
        this.folder = folder;
        this.slots = allocate(SLOTS_FIRST);
    }

    long get(long key) {
        var at = slotOf(key);
        return slots.get(WORD, at) == 0 ? NOTHING : slots.get(WORD, at + WORD.byteSize());
    }

    void put(long key, long value) {
        var at = slotOf(key);
        if (slots.get(WORD, at) == 0) {
            slots.set(WORD, at, sound(key));
            used++;
        }
        slots.set(WORD, at + WORD.byteSize(), value);
        if (used * 10 > capacity * 6) {
            grow();
        }
    }

    /// The value that was there already, or [#NOTHING].
    long putIfAbsent(long key, long value) {
        var there = get(key);
        if (there == NOTHING) {
            put(key, value);
        }
        return there;
    }

    /// An empty slot has the key 0.
    private static long sound(long key) {
        return key == 0 ? 1 : key;
    }

    private long slotOf(long key) {
        var wanted = sound(key);
        var place = mixed(wanted) & (capacity - 1);
        while (true) {
            var at = place * SLOT_BYTES;
            var there = slots.get(WORD, at);
            if (there == 0 || there == wanted) {
                return at;
            }
            place = (place + 1) & (capacity - 1);
        }
    }

    /// Spreads keys that differ in few bits (the finalizer of MurmurHash3, public domain).
    static long mixed(long key) {
        var bits = key;
        bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return bits ^ (bits >>> 33);
    }

    private void grow() {
        var old = slots;
        var oldArena = arena;
        var oldCapacity = capacity;
        arena = Arena.ofConfined();
        capacity = oldCapacity * 2;
        slots = allocate(capacity);
        for (long place = 0; place < oldCapacity; place++) {
            var key = old.get(WORD, place * SLOT_BYTES);
            if (key != 0) {
                var at = slotOf(key);
                slots.set(WORD, at, key);
                slots.set(WORD, at + WORD.byteSize(), old.get(WORD, place * SLOT_BYTES + WORD.byteSize()));
            }
        }
        oldArena.close();
    }

    private MemorySegment allocate(long count) {
        if (count <= SLOTS_IN_MEMORY) {
            return arena.allocate(count * SLOT_BYTES, WORD.byteAlignment());
        }
        try {
            var file = Files.createTempFile(folder, ".import", ".keys");
            // The mapping outlives the name: whatever ends this process leaves nothing behind.
            try (var channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                return channel.map(MapMode.READ_WRITE, 0, count * SLOT_BYTES, arena);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
