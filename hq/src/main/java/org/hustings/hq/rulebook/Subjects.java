package org.hustings.hq.rulebook;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.hq.rules.Past;
import org.hustings.hq.rules.Subject;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.NumberType;
import org.jdbi.v3.core.Handle;

/// What the tables know of people that rules ask for.
public final class Subjects {

    private static final Map<String, Disposition> DISPOSITIONS = Arrays.stream(Disposition.values())
            .collect(Collectors.toUnmodifiableMap(Subjects::word, Function.identity()));

    private Subjects() {}

    /// From a row of `corners`.
    public static Subject of(ResultSet row) throws SQLException {
        return new Subject(
                words(row.getArray("jurisdictions")).stream()
                        .map(Jurisdiction::new)
                        .toList(),
                words(row.getArray("time_zones")).stream().map(ZoneId::of).toList(),
                NumberType.valueOf(row.getString("number_type").toUpperCase(Locale.ROOT)),
                row.getBoolean("consent"),
                Optional.ofNullable(row.getString("constituency")),
                Optional.ofNullable(row.getObject("screened_on", LocalDate.class)));
    }

    private record Call(String person, Instant at, boolean dialed, Optional<Disposition> said) {}

    /// The calls of each person since then, in whatever campaign: a person is a number with a name, as an import knows
    /// them again. The winning revision of a call counts. Calls that never went out count as no attempt.
    public static Map<String, Past> pasts(
            Handle handle, List<String> contacts, Map<String, Boolean> fictional, Instant since, Instant until) {
        var calls = handle.createQuery("""
                        select distinct on (p.person, r.call) p.person, r.disposition,
                               coalesce(r.invited_at, r.pressed_at) as at,
                               r.invited_at is not null or r.result = 'unknown' as dialed
                          from unnest(:contacts) p (person)
                          join contacts c on c.num = contact_num(p.person)
                          cross join lateral (
                            select c.id union
                            select o.id from contacts o
                             where o.number_key = c.number_key and o.name_key = c.name_key) o (id)
                          join reports r on r.contact = o.id and r.received_at > :since and r.pressed_at <= :until
                         order by p.person, r.call, r.revision desc""")
                .bindArray("contacts", String.class, contacts)
                .bind("since", since)
                .bind("until", until)
                .map((row, _) -> new Call(
                        row.getString("person"),
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("dialed"),
                        Optional.ofNullable(row.getString("disposition")).map(DISPOSITIONS::get)))
                .list();
        var byPerson = calls.stream().collect(Collectors.groupingBy(Call::person));
        var pasts = new HashMap<String, Past>();
        for (var contact : contacts) {
            pasts.put(contact, past(byPerson.getOrDefault(contact, List.of()), fictional.getOrDefault(contact, false)));
        }
        return pasts;
    }

    private static Past past(List<Call> calls, boolean fictional) {
        var dials = new ArrayList<Instant>();
        var said = new ArrayList<Past.Said>();
        for (var call : calls) {
            if (call.dialed()) {
                dials.add(call.at());
            }
            call.said().ifPresent(what -> said.add(new Past.Said(call.at(), what)));
        }
        // With a volunteer on the line before each dial, no answered call is abandoned.
        return new Past(dials, said, List.of(), fictional);
    }

    /// As reports spell it: `wouldNotSay`.
    private static String word(Disposition said) {
        var words = said.name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private static List<String> words(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
