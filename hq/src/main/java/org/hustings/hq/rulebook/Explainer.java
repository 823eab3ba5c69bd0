package org.hustings.hq.rulebook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.rules.CallMode;
import org.hustings.hq.rules.Fiction;
import org.hustings.hq.rules.Subject;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Says of any contact and moment which rules allow, limit or refuse a call. The past is judged by the rules and the
/// campaign of its day; the person by what is known today, for that is not kept twice. Safe from any thread.
public final class Explainer {

    /// A dial this near to the moment asked about is told with it.
    private static final Duration NEAR = Duration.ofMinutes(30);

    private static final int DIALS_MAX = 20;

    private final Database database;
    private final RuleBook book;
    private final Clock clock;

    public Explainer(Database database, RuleBook book, Clock clock) {
        this.database = database;
        this.book = book;
        this.clock = clock;
    }

    private record Person(
            CampaignId campaign,
            Subject subject,
            boolean fictional,
            boolean optedOut,
            boolean callable,
            String state) {}

    /// Empty if there is no such contact. Without a moment, now; without a mode, the campaign's.
    public Optional<Explanation> explain(ContactId contact, Optional<Instant> moment, Optional<CallMode> mode) {
        var at = moment.orElseGet(() -> Instant.now(clock));
        return database.inTransaction(handle -> person(handle, contact)
                .flatMap(person -> Campaigns.at(handle, person.campaign(), at)
                        .map(campaign -> explain(handle, contact, person, campaign, at, mode))));
    }

    private Explanation explain(
            Handle handle,
            ContactId contact,
            Person person,
            Campaigns.Current campaign,
            Instant at,
            Optional<CallMode> mode) {
        var edition = book.at(handle, at);
        var asked = campaign.setup().asked();
        var past = Subjects.pasts(
                handle,
                List.of(contact.value()),
                Map.of(contact.value(), person.fictional()),
                at.minus(edition.set().memory()),
                at);
        var verdict = edition.set()
                .verdict(
                        person.subject(),
                        asked.in(mode.orElse(asked.mode())),
                        Objects.requireNonNull(past.get(contact.value())),
                        at);
        return new Explanation(
                contact,
                at,
                person.campaign().value(),
                campaign.version(),
                edition.version(),
                edition.at(),
                person.subject(),
                verdict,
                person.callable() && campaign.state() == CampaignState.RUNNING,
                notes(person, campaign),
                dials(handle, contact, at));
    }

    private static List<String> notes(Person person, Campaigns.Current campaign) {
        var notes = new ArrayList<String>();
        if (person.optedOut()) {
            notes.add("The number opted out: it is never called again, whatever the rules say.");
        } else if (!person.callable()) {
            notes.add("The number is known to be wrong or invalid: it is not called.");
        }
        if (person.state().equals("done")) {
            notes.add("The campaign is done with this person: nobody will be offered the call.");
        }
        if (campaign.state() != CampaignState.RUNNING) {
            notes.add("The campaign was not running then.");
        }
        return notes;
    }

    private static Optional<Person> person(Handle handle, ContactId contact) {
        return handle.createQuery("""
                        select c.campaign, c.phone, c.state, k.*, is_callable(c.id, c.number_key) as callable,
                               exists (select from opt_outs o where o.number_key = c.number_key) as opted_out
                          from contacts c join corners k on k.id = c.corner
                         where c.num = contact_num(:contact)""")
                .bind("contact", contact.value())
                .map((row, _) -> person(row))
                .findOne();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                new CampaignId(row.getString("campaign")),
                Subjects.of(row),
                Fiction.isFictional(new PhoneNumber(row.getString("phone"))),
                row.getBoolean("opted_out"),
                row.getBoolean("callable"),
                row.getString("state"));
    }

    private static List<Explanation.Dial> dials(Handle handle, ContactId contact, Instant at) {
        return handle.createQuery("""
                        select distinct on (r.call) r.call, coalesce(r.invited_at, r.pressed_at) as at, r.mode,
                               r.result, g.rules_version
                          from reports r
                          left join lease_log g on g.lease = r.lease and g.event = 'granted'
                         where r.contact = :contact and r.pressed_at between :from and :to
                         order by r.call, r.revision desc limit :most""")
                .bind("contact", contact.value())
                .bind("from", at.minus(NEAR))
                .bind("to", at.plus(NEAR))
                .bind("most", DIALS_MAX)
                .map((row, _) -> new Explanation.Dial(
                        row.getString("call"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("mode"),
                        row.getString("result"),
                        Optional.ofNullable(row.getObject("rules_version", Integer.class))))
                .list();
    }
}
