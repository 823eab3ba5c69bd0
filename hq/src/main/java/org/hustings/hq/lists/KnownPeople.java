package org.hustings.hq.lists;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hustings.hq.lists.RowReader.Person;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who of a batch is in the campaign already, and whose household or number: asked of the database once for each batch,
/// through the indexes, so that a short list costs little in a large campaign.
final class KnownPeople {

    /// A number that more people share is nobody's.
    private static final int SHARERS_MAX = 200;

    /// Somebody of an earlier import.
    record Known(long num, long unit, long list, String externalId) {}

    private record Named(KeyedHash number, String nameKey) {}

    private final Map<String, Known> byExternalId = new HashMap<>();
    private final Map<Named, List<Known>> byName = new HashMap<>();
    private final Map<KeyedHash, Long> units = new HashMap<>();

    static KnownPeople none() {
        return new KnownPeople();
    }

    /// `before` is the first number of this import: its own rows do not count.
    static KnownPeople of(Handle handle, String campaign, long before, List<Person> people) {
        var found = new KnownPeople();
        found.findExternalIds(handle, campaign, before, people);
        found.findNumbers(handle, campaign, before, people);
        found.findHouseholds(handle, campaign, before, people);
        return found;
    }

    /// By external id; else by any number and the name, unless both have external ids, which then differ.
    Optional<Known> match(Person person) {
        var byId = byExternalId.get(person.externalId());
        if (byId != null) {
            return Optional.of(byId);
        }
        return person.lines().stream()
                .flatMap(line -> byName.getOrDefault(new Named(line.key(), person.nameKey()), List.of()).stream())
                .filter(known ->
                        person.externalId().isEmpty() || known.externalId().isEmpty())
                .min((one, other) -> Long.compare(one.num(), other.num()));
    }

    /// The unit of earlier people with this number or household, the oldest if there are several.
    @Nullable
    Long unitOf(KeyedHash key) {
        return units.get(key);
    }

    private void findExternalIds(Handle handle, String campaign, long before, List<Person> people) {
        var ids = people.stream()
                .map(Person::externalId)
                .filter(id -> !id.isEmpty())
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        handle.createQuery("""
                        select num, unit, list, external_id from contacts
                         where campaign = :campaign and external_id = any(:ids) and num < :before""")
                .bind("campaign", campaign)
                .bind("before", before)
                .bindArray("ids", String.class, ids)
                .map((row, _) -> new Known(
                        row.getLong("num"), row.getLong("unit"), row.getLong("list"), row.getString("external_id")))
                .forEach(known -> byExternalId.put(known.externalId(), known));
    }

    private void findNumbers(Handle handle, String campaign, long before, List<Person> people) {
        handle.createQuery("""
                        select encode(k.key, 'hex') as key, c.num, c.unit, c.list, coalesce(c.external_id, '') as external_id,
                               c.name_key
                          from (select decode(h, 'hex') as key from unnest(:keys) h) k
                          cross join lateral (
                            select * from contacts o where o.number_key = k.key
                            union
                            select o.* from contact_numbers n join contacts o on o.num = n.contact
                             where n.number_key = k.key
                            limit :sharers) c
                         where c.campaign = :campaign and c.num < :before""")
                .bind("campaign", campaign)
                .bind("before", before)
                .bind("sharers", SHARERS_MAX)
                .bindArray("keys", String.class, numbers(people))
                .map((row, _) -> {
                    var key = KeyedHash.of(HexFormat.of().parseHex(row.getString("key")));
                    var known = new Known(
                            row.getLong("num"), row.getLong("unit"), row.getLong("list"), row.getString("external_id"));
                    byName.computeIfAbsent(new Named(key, row.getString("name_key")), _ -> new ArrayList<>())
                            .add(known);
                    return Map.entry(key, known.unit());
                })
                .forEach(entry -> units.merge(entry.getKey(), entry.getValue(), Math::min));
    }

    private void findHouseholds(Handle handle, String campaign, long before, List<Person> people) {
        var keys = people.stream()
                .flatMap(person -> person.household().stream())
                .distinct()
                .map(KeyedHash::hex)
                .toList();
        if (keys.isEmpty()) {
            return;
        }
        handle.createQuery("""
                        select encode(household_key, 'hex') as key, min(unit) as unit from contacts
                         where household_key = any(array(select decode(h, 'hex') from unnest(:keys) h))
                           and campaign = :campaign and num < :before
                         group by household_key""")
                .bind("campaign", campaign)
                .bind("before", before)
                .bindArray("keys", String.class, keys)
                .map((row, _) ->
                        Map.entry(KeyedHash.of(HexFormat.of().parseHex(row.getString("key"))), row.getLong("unit")))
                .forEach(entry -> units.merge(entry.getKey(), entry.getValue(), Math::min));
    }

    private static List<String> numbers(List<Person> people) {
        var keys = new TreeMap<String, KeyedHash>();
        people.forEach(
                person -> person.lines().forEach(line -> keys.put(line.key().hex(), line.key())));
        return List.copyOf(keys.keySet());
    }
}
