package org.hustings.hq.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.hustings.hq.lists.RowReader.Person;

/// Who belongs together, told row by row: units are the connected components of household and shared number. A person
/// who ties two units of this import together makes them one; two that were there before stay two, and the account's
/// exclusive keys keep them from being leased at the same time.
///
/// A unit has the number of its first person. Used by one thread.
final class Grouping {

    /// So that keys of different kinds never meet.
    private static final long TIE = 0x7469650000000001L;
    private static final long IDENTITY = 0x6964000000000002L;
    private static final long CONTACT = 0x636f000000000003L;
    private static final long UNIT = 0x756e000000000004L;

    private static final long NAME_STEP = 0x9E3779B97F4A7C15L;

    private final KeyTable table;
    private final long before;

    /// Units from `before` on are of this import.
    Grouping(KeyTable table, long before) {
        this.table = table;
        this.before = before;
    }

    /// `lost` are units of this import that are part of `unit` now; `isNew` if the unit begins with this person.
    record Home(long unit, boolean isNew, List<Long> lost) {}

    /// The line of an earlier row with the same external id, or else the same name and number. The first row counts.
    OptionalLong firstLineOf(Person person, long line) {
        var identity = person.externalId().isEmpty()
                ? person.lines().getFirst().key().low() ^ text(person.nameKey())
                : text("x" + person.externalId());
        return earlier(KeyTable.mixed(identity) ^ IDENTITY, line);
    }

    /// The same for a row that was found to be of a contact we know.
    OptionalLong firstLineOf(long contact, long line) {
        return earlier(KeyTable.mixed(contact) ^ CONTACT, line);
    }

    private OptionalLong earlier(long key, long line) {
        var first = table.putIfAbsent(key, line);
        return first == KeyTable.NOTHING ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /// Where a new person belongs, whose number is `num`.
    Home homeOfNew(Person person, KnownPeople known, long num) {
        return settle(person, known, OptionalLong.empty(), num);
    }

    /// Somebody who is there keeps their unit; whoever of this import has their number or household joins it.
    Home homeOfKnown(Person person, KnownPeople known, long unit) {
        return settle(person, known, OptionalLong.of(unit), unit);
    }

    private Home settle(Person person, KnownPeople known, OptionalLong own, long num) {
        var keys = keys(person);
        var roots = new ArrayList<Long>(2);
        var best = own.orElse(Long.MAX_VALUE);
        for (var key : keys) {
            var there = known.unitOf(key);
            var seen = table.get(tie(key));
            if (seen != KeyTable.NOTHING) {
                var root = root(seen);
                roots.add(root);
                best = own.isEmpty() ? Math.min(best, root) : best;
            }
            best = there == null || own.isPresent() ? best : Math.min(best, there);
        }
        var isNew = best == Long.MAX_VALUE;
        var unit = isNew ? num : best;
        var lost = new ArrayList<Long>(0);
        for (var root : roots) {
            if (root != unit && root >= before && !lost.contains(root)) {
                table.put(KeyTable.mixed(root) ^ UNIT, unit);
                lost.add(root);
            }
        }
        keys.forEach(key -> table.put(tie(key), unit));
        return new Home(unit, isNew, lost);
    }

    private static List<KeyedHash> keys(Person person) {
        var keys = new ArrayList<KeyedHash>(2);
        person.lines().forEach(line -> keys.add(line.key()));
        person.household().ifPresent(keys::add);
        return keys;
    }

    private long root(long unit) {
        var at = unit;
        for (var next = next(at); next != KeyTable.NOTHING; next = next(at)) {
            at = next;
        }
        if (at != unit) {
            table.put(KeyTable.mixed(unit) ^ UNIT, at);
        }
        return at;
    }

    private long next(long unit) {
        return unit < before ? KeyTable.NOTHING : table.get(KeyTable.mixed(unit) ^ UNIT);
    }

    private static long tie(KeyedHash key) {
        return key.high() ^ TIE;
    }

    private static long text(String text) {
        long hash = text.length();
        for (int place = 0; place < text.length(); place++) {
            hash = Long.rotateLeft(hash ^ text.charAt(place), 27) * NAME_STEP;
        }
        return hash;
    }
}
