package org.hustings.hq.lists;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hustings.hq.lists.Corners.Corner;
import org.hustings.hq.lists.KnownPeople.Known;
import org.hustings.hq.lists.RowReader.Line;
import org.hustings.hq.lists.RowReader.Person;
import org.hustings.hq.lists.RowReader.Row.Fault;
import org.hustings.hq.lists.RowStream.Batch;
import org.hustings.protocol.Json;

/// Takes the rows of one import, in the file's order, and sends new people straight into their tables with the unit
/// they
/// belong to; who is known already goes to a temporary table, to be compared in the end. Nobody is written twice but
/// those whose units a later row ties together.
final class Intake implements AutoCloseable {

    private static final int SLOTS = 64;
    private static final byte[] NO_FIELDS = "{}".getBytes(StandardCharsets.UTF_8);

    private static final String OF_A_PERSON =
            "external_id, given_name, family_name, phone, number_type, number_key, name_key,"
                    + " household_key, language, time_zone, corner, address, postcode, town, consent, why, fields";
    private static final String OF_A_NUMBER = "contact, place, phone, number_type, number_key, time_zone, corner";

    /// What became of the rows. `units` are new.
    record Tally(long added, long known, long repeated, long units) {}

    private final Target target;
    private final Rejects rejects;
    private final CopySink sink;
    private final Grouping grouping;
    private final Corners corners;
    private final CopyRows contacts;
    private final CopyRows units;
    private final CopyRows numbers;
    private final CopyRows knownRows;
    private final CopyRows knownNumbers;
    private final CopyRows merged;
    private final CopyRows joined;
    private long added;
    private long known;
    private long repeated;
    private long newUnits;

    Intake(Target target, Rejects rejects, KeyTable table) throws SQLException {
        this.target = target;
        this.rejects = rejects;
        this.grouping = new Grouping(table, target.firstNum());
        this.corners = new Corners(target.writable(), target.campaign());
        this.sink =
                new CopySink(target.writable() == null ? null : target.handle().getConnection());
        this.contacts = sink.table("contacts", "num, campaign, list, unit, " + OF_A_PERSON);
        this.units = sink.table("dial_units", "id, campaign, slot, state, contact, corner");
        this.numbers = sink.table("contact_numbers", OF_A_NUMBER);
        this.knownRows = sink.table("known_rows", "contact, " + OF_A_PERSON);
        this.knownNumbers = sink.table("known_numbers", OF_A_NUMBER);
        this.merged = sink.table("merged_units", "lost, unit");
        this.joined = sink.table("joined_units", "unit");
    }

    /// A person with what was found out about them.
    private record Placed(
            Person person, long num, long list, Grouping.Home home, boolean isKnown, List<Integer> corners) {}

    void take(Batch batch) throws SQLException {
        var people = new ArrayList<Person>();
        for (var read : batch.rows()) {
            if (read.row() instanceof Person person) {
                people.add(person);
            }
        }
        var before = before(people);
        var placed = new ArrayList<Placed>(people.size());
        for (var read : batch.rows()) {
            switch (read.row()) {
                case Fault(var column, var reason) -> rejects.add(read.line(), column, reason);
                case Person person -> place(person, read.line(), before, placed);
            }
        }
        if (corners.isAnyWanted()) {
            sink.rest();
            corners.make();
        }
        for (var person : placed) {
            send(person);
            sink.flow();
        }
    }

    /// Sends what is left; the connection is at rest afterwards.
    Tally finish() throws SQLException {
        sink.rest();
        return new Tally(added, known, repeated, newUnits);
    }

    private KnownPeople before(List<Person> people) throws SQLException {
        if (!target.isAnyKnown() || people.isEmpty()) {
            return KnownPeople.none();
        }
        sink.rest();
        return KnownPeople.of(target.handle(), target.campaign(), target.firstNum(), people);
    }

    private void place(Person person, long line, KnownPeople before, List<Placed> placed) throws SQLException {
        var first = grouping.firstLineOf(person, line);
        var there = before.match(person);
        if (first.isEmpty() && there.isPresent()) {
            first = grouping.firstLineOf(there.get().num(), line);
        }
        if (first.isPresent()) {
            repeated++;
            rejects.list(line, "", "repeats the person of line " + first.getAsLong());
            return;
        }
        if (there.isPresent()) {
            placed.add(placeKnown(person, there.get(), before));
        } else {
            placed.add(placeNew(person, before));
        }
    }

    /// A known person stays in the list that brought them.
    private Placed placeKnown(Person person, Known there, KnownPeople before) {
        known++;
        var home = grouping.homeOfKnown(person, before, there.unit());
        forget(home);
        return new Placed(person, there.num(), there.list(), home, true, places(person, there.list()));
    }

    private Placed placeNew(Person person, KnownPeople before) throws SQLException {
        added++;
        if (target.needsNums()) {
            sink.rest();
        }
        var num = target.nextNum();
        var home = grouping.homeOfNew(person, before, num);
        forget(home);
        if (home.isNew()) {
            newUnits++;
        } else if (home.unit() < target.firstNum()) {
            joined.row().int8(home.unit());
        }
        return new Placed(person, num, target.list(), home, false, places(person, target.list()));
    }

    private void forget(Grouping.Home home) {
        for (var lost : home.lost()) {
            newUnits--;
            merged.row().int8(lost).int8(home.unit());
        }
    }

    private List<Integer> places(Person person, long list) {
        return person.lines().stream()
                .map(line -> corners.place(new Corner(list, person.language(), line.subject())))
                .toList();
    }

    private void send(Placed placed) {
        if (placed.isKnown()) {
            person(knownRows.row().int8(placed.num()), placed);
            numbers(knownNumbers, placed);
            return;
        }
        var unit = placed.home().unit();
        person(
                contacts.row()
                        .int8(placed.num())
                        .text(target.campaign())
                        .int8(placed.list())
                        .int8(unit),
                placed);
        numbers(numbers, placed);
        if (placed.home().isNew()) {
            var slot = (int) (KeyTable.mixed(unit) & (SLOTS - 1));
            units.row()
                    .int8(unit)
                    .text(target.campaign())
                    .int2(slot)
                    .text("ready")
                    .int8(placed.num())
                    .int4(cornerOf(placed, 0));
        }
    }

    private void person(CopyRows rows, Placed placed) {
        var person = placed.person();
        var line = person.lines().getFirst();
        rows.maybe(person.externalId()).text(person.givenName()).text(person.familyName());
        rows.text(line.phone().e164()).text(type(line)).hash(line.key()).text(person.nameKey());
        person.household().ifPresentOrElse(rows::hash, rows::nothing);
        rows.text(person.language()).text(zone(line)).int4(cornerOf(placed, 0));
        rows.maybe(person.address()).maybe(person.postcode()).text(person.town());
        rows.maybe(person.consent()).maybe(person.why()).jsonb(json(person.fields()));
    }

    private void numbers(CopyRows rows, Placed placed) {
        var lines = placed.person().lines();
        for (int place = 0; lines.size() > 1 && place < lines.size(); place++) {
            var line = lines.get(place);
            rows.row().int8(placed.num()).int2(place).text(line.phone().e164()).text(type(line));
            rows.hash(line.key()).text(zone(line)).int4(cornerOf(placed, place));
        }
    }

    private int cornerOf(Placed placed, int number) {
        return corners.idAt(placed.corners().get(number));
    }

    private static String type(Line line) {
        return line.subject().numberType().name().toLowerCase(Locale.ROOT);
    }

    private static String zone(Line line) {
        return line.subject().zones().getFirst().getId();
    }

    private static byte[] json(Map<String, String> fields) {
        return fields.isEmpty() ? NO_FIELDS : Json.write(fields);
    }

    @Override
    public void close() throws SQLException {
        sink.close();
    }
}
