package org.hustings.hq.dispatch.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.rulebook.Subjects;
import org.hustings.hq.rules.Fiction;
import org.hustings.hq.rules.Subject;
import org.hustings.hq.rules.Verdict;
import org.hustings.protocol.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Asks the rules of each person who is about to be leased, with what the person has been through. Joins the caller's
/// transaction.
record Judging(Handle handle, Campaigns.Current campaign, RuleBook.Edition rules, Instant now) {

    /// When somebody is looked at again whom no rule known today will ever allow: the list or the rules may change.
    private static final Duration NEVER_YET = Duration.ofDays(1);

    /// Somebody who is next in a unit, and what the rules say.
    record Judged(long unit, String contact, Subject subject, Verdict verdict) {}

    private record Person(long unit, String contact, Subject subject, boolean fictional) {}

    List<Judged> judge(List<Long> units) {
        if (units.isEmpty()) {
            return List.of();
        }
        var people = handle.createQuery("""
                        select u.id as unit, c.id as person, c.phone, k.*
                          from dial_units u join contacts c on c.num = u.contact join corners k on k.id = c.corner
                         where u.id = any(:units)""")
                .bindArray("units", Long.class, units)
                .map((row, _) -> new Person(
                        row.getLong("unit"),
                        row.getString("person"),
                        Subjects.of(row),
                        Fiction.isFictional(new PhoneNumber(row.getString("phone")))))
                .list();
        var pasts = Subjects.pasts(
                handle,
                people.stream().map(Person::contact).toList(),
                people.stream().collect(Collectors.toMap(Person::contact, Person::fictional)),
                now.minus(rules.set().memory()),
                now);
        var asked = campaign.setup().asked();
        return people.stream()
                .map(person -> new Judged(
                        person.unit(),
                        person.contact(),
                        person.subject(),
                        rules.set()
                                .verdict(
                                        person.subject(),
                                        asked,
                                        Objects.requireNonNull(pasts.get(person.contact())),
                                        now)))
                .toList();
    }

    /// Whoever may not be called now is due when the rules allow it.
    void postpone(List<Judged> judged) {
        var due = judged.stream()
                .filter(one -> !one.verdict().allowed())
                .collect(Collectors.toMap(
                        Judged::contact, one -> one.verdict().earliest().orElse(now.plus(NEVER_YET))));
        if (due.isEmpty()) {
            return;
        }
        var contacts = List.copyOf(due.keySet());
        handle.createUpdate("""
                        update contacts c set due_at = greatest(c.due_at, to_timestamp(x.due))
                          from unnest(:contacts, :dues) x (contact, due) where c.num = contact_num(x.contact)""")
                .bindArray("contacts", String.class, contacts)
                .bindArray("dues", Long.class, seconds(contacts, due))
                .execute();
    }

    /// Rounded up: a second too early would be refused again.
    private static List<Long> seconds(List<String> contacts, Map<String, Instant> due) {
        return contacts.stream()
                .map(contact ->
                        Objects.requireNonNull(due.get(contact)).plusMillis(999).getEpochSecond())
                .toList();
    }
}
