package org.hustings.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The person a lease is about, with what the card shows.
///
/// `jurisdictions` are all whose law may apply (ISO 3166-1 or -2); `screenedOn` is when the number was last held
/// against the national register of objections, if ever.
///
/// Voter data: encrypted at rest, never in a log. [#toString()] therefore names the id only.
public record Contact(
        ContactId id,
        String givenName,
        String familyName,
        String town,
        Optional<String> address,
        Language language,
        PhoneNumber phone,
        NumberType numberType,
        ZoneId timeZone,
        Optional<String> consent,
        Optional<String> why,
        Map<String, String> fields,
        List<Member> household,
        List<Attempt> history,
        List<String> jurisdictions,
        Optional<String> constituency,
        Optional<LocalDate> screenedOn) {

    /// Another person at the same address.
    public record Member(ContactId id, String name) {
        public Member {
            Checks.given("household.id", id);
            Checks.given("household.name", name);
        }

        @Override
        public String toString() {
            return id.toString();
        }
    }

    /// An earlier call, shown only after the right person has answered.
    public record Attempt(
            Instant at, Optional<Result> result, Optional<Disposition> disposition, Optional<String> note, String by) {
        public Attempt {
            Checks.given("history.at", at);
            result = Checks.maybe(result);
            disposition = Checks.maybe(disposition);
            note = Checks.maybe(note);
            Checks.given("history.by", by);
        }

        @Override
        public String toString() {
            return "attempt at " + at;
        }
    }

    public Contact {
        Checks.given("contact.id", id);
        Checks.given("contact.givenName", givenName);
        Checks.given("contact.familyName", familyName);
        Checks.given("contact.town", town);
        address = Checks.maybe(address);
        Checks.given("contact.language", language);
        Checks.given("contact.phone", phone);
        Checks.given("contact.numberType", numberType);
        Checks.given("contact.timeZone", timeZone);
        consent = Checks.maybe(consent);
        why = Checks.maybe(why);
        fields = fields == null ? Map.of() : Map.copyOf(new TreeMap<>(fields));
        household = Checks.listOf(household);
        history = Checks.listOf(history);
        jurisdictions = Checks.listOf(jurisdictions);
        constituency = Checks.maybe(constituency);
        screenedOn = Checks.maybe(screenedOn);
    }

    /// Somebody of whom nothing is known that only rules ask for.
    public Contact(
            ContactId id,
            String givenName,
            String familyName,
            String town,
            Optional<String> address,
            Language language,
            PhoneNumber phone,
            NumberType numberType,
            ZoneId timeZone,
            Optional<String> consent,
            Optional<String> why,
            Map<String, String> fields,
            List<Member> household,
            List<Attempt> history) {
        this(
                id,
                givenName,
                familyName,
                town,
                address,
                language,
                phone,
                numberType,
                timeZone,
                consent,
                why,
                fields,
                household,
                history,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same person, with what rules ask for.
    public Contact under(List<String> places, Optional<String> district, Optional<LocalDate> screened) {
        return new Contact(
                id,
                givenName,
                familyName,
                town,
                address,
                language,
                phone,
                numberType,
                timeZone,
                consent,
                why,
                fields,
                household,
                history,
                places,
                district,
                screened);
    }

    public String name() {
        return (givenName + " " + familyName).strip();
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
