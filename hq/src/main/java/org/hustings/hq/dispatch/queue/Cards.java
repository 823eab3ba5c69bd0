package org.hustings.hq.dispatch.queue;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.dispatch.queue.Judging.Judged;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.hq.rules.Subject;
import org.hustings.protocol.Contact;
import org.hustings.protocol.Contact.Attempt;
import org.hustings.protocol.Contact.Member;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;
import org.hustings.protocol.Language;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.Result;
import org.hustings.protocol.VolunteerId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What a station is told of a person: the card, the household, the last calls.
record Cards(Handle handle, Campaigns.Current campaign, Map<String, Judged> judged) {

    /// More than fits a card helps nobody.
    private static final int MEMBERS_MAX = 8;

    private static final int HISTORY_MAX = 5;

    private record Row(UUID lease, long seq, Contact contact, Optional<Lease.Callback> callback) {}

    /// The leases of `units`, which are about to be granted as `leases` in the same order.
    List<Lease> leases(List<Long> units, List<UUID> leases) {
        return handle
                .createQuery("""
                        select o.lease, u.seq + 1 as seq, u.id as unit, c.*, c.fields::text as fields_text
                          from unnest(:units, :leases) with ordinality o (unit, lease, n)
                          join dial_units u on u.id = o.unit
                          join contacts c on c.num = u.contact
                         order by o.n""")
                .bindArray("units", Long.class, units)
                .bindArray("leases", UUID.class, leases)
                .map((row, _) -> row(row))
                .list()
                .stream()
                .map(this::lease)
                .toList();
    }

    private Lease lease(Row row) {
        var setup = campaign.setup();
        var judged = Objects.requireNonNull(judged().get(row.contact().id().value()));
        var verdict = judged.verdict();
        var contact = withPast(row.contact(), judged.subject());
        return new Lease(
                new LeaseId(row.lease()),
                row.seq(),
                (int) setup.leaseTtl().toSeconds(),
                setup.campaign(),
                campaign.version(),
                verdict.mode().onTheWire().orElseThrow(),
                contact,
                setup.callerId(),
                verdict.windows(),
                row.callback());
    }

    private static Row row(ResultSet row) throws SQLException {
        var callbackAt = row.getTimestamp("callback_at");
        var callback = callbackAt == null
                ? Optional.<Lease.Callback>empty()
                : Optional.of(new Lease.Callback(
                        callbackAt.toInstant(),
                        maybe(row.getString("callback_by")).map(VolunteerId::new)));
        return new Row(row.getObject("lease", UUID.class), row.getLong("seq"), contact(row), callback);
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                new ContactId(row.getString("id")),
                row.getString("given_name"),
                row.getString("family_name"),
                row.getString("town"),
                maybe(row.getString("address")),
                new Language(row.getString("language")),
                new PhoneNumber(row.getString("phone")),
                NumberType.valueOf(row.getString("number_type").toUpperCase(Locale.ROOT)),
                ZoneId.of(row.getString("time_zone")),
                maybe(row.getString("consent")),
                maybe(row.getString("why")),
                fields(row.getString("fields_text")),
                List.of(),
                List.of());
    }

    /// What rules ask for is told as the rules saw it, so that the station's check agrees with headquarters'.
    private Contact withPast(Contact contact, Subject subject) {
        return new Contact(
                contact.id(),
                contact.givenName(),
                contact.familyName(),
                contact.town(),
                contact.address(),
                contact.language(),
                contact.phone(),
                contact.numberType(),
                contact.timeZone(),
                subject.consent() ? contact.consent() : Optional.empty(),
                contact.why(),
                contact.fields(),
                household(contact.id()),
                history(contact.id()),
                subject.jurisdictions().stream().map(Jurisdiction::code).toList(),
                subject.constituency(),
                subject.screenedOn());
    }

    private List<Member> household(ContactId contact) {
        return handle.createQuery("""
                        select o.id, trim(o.given_name || ' ' || o.family_name) as name
                          from contacts c
                          join contacts o on o.campaign = c.campaign and o.household_key = c.household_key
                         where c.num = contact_num(:contact) and o.num <> c.num
                         order by o.num limit :most""")
                .bind("contact", contact.value())
                .bind("most", MEMBERS_MAX)
                .map((row, _) -> new Member(new ContactId(row.getString("id")), row.getString("name")))
                .list();
    }

    private List<Attempt> history(ContactId contact) {
        return handle.createQuery("""
                        select pressed_at, result, disposition, note, volunteer
                          from (select distinct on (call) * from reports where contact = :contact
                                 order by call, revision desc) w
                         order by pressed_at desc limit :most""")
                .bind("contact", contact.value())
                .bind("most", HISTORY_MAX)
                .map((row, _) -> new Attempt(
                        instant(row.getTimestamp("pressed_at")),
                        Optional.of(Words.result(row.getString("result"))),
                        maybe(row.getString("disposition")).map(Words::disposition),
                        maybe(row.getString("note")),
                        row.getString("volunteer")))
                .list();
    }

    private static Instant instant(Timestamp at) {
        return at.toInstant();
    }

    private static Optional<String> maybe(@Nullable String value) {
        return Optional.ofNullable(value);
    }

    private static Map<String, String> fields(String json) {
        return Words.read("{\"fields\":" + json + "}", Fields.class).fields();
    }

    private record Fields(Map<String, String> fields) {}

    /// The wire's words, as the tables hold them.
    private static final class Words {
        static Result result(String word) {
            return read("\"" + word + "\"", Result.class);
        }

        static Disposition disposition(String word) {
            return read("\"" + word + "\"", Disposition.class);
        }

        static <T> T read(String json, Class<T> type) {
            return switch (Json.read(json.getBytes(StandardCharsets.UTF_8), type)) {
                case Read.Message<T>(var value) -> value;
                case Read.Unreadable<T>(var reason) -> throw new IllegalStateException("a stored word: " + reason);
            };
        }
    }
}
