package org.hustings.hq.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hustings.hq.dispatch.queue.LeaseBook;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.dispatch.queue.Units;
import org.hustings.hq.lists.Lists;
import org.hustings.hq.lists.NumberKeys.Found.Known;
import org.hustings.hq.tables.Audit;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.jdbi.v3.core.Handle;

/// The people of the phone bank on whom a campaign is rehearsed. Each is a contact of every campaign in rehearsal, in a
/// list of their own; whoever stands in a list of voters too is called from there. Safe from any thread.
public final class Staff {

    /// The list of a campaign that holds nobody but staff.
    public static final String LIST = "Staff rehearsal";

    private static final int NAME_MAX = 60;

    private final Database database;
    private final Lists lists;
    private final Clock clock;
    private final Consumer<List<Revoked>> tell;

    /// `tell` as for [OptOuts].
    public Staff(Database database, Lists lists, Clock clock, Consumer<List<Revoked>> tell) {
        this.database = database;
        this.lists = lists;
        this.clock = clock;
        this.tell = tell;
    }

    public record Member(String name, String phone, Instant at, String who) {}

    /// Adds a staff number, or names it anew, and puts it into every campaign in rehearsal. Returns the rows those
    /// refused, with their reasons. Throws an [IllegalArgumentException] when the name is none.
    public List<String> add(Known number, String name, String who) {
        if (name.isBlank() || name.length() > NAME_MAX || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name must be one line of at most " + NAME_MAX + " characters");
        }
        var campaigns = database.inTransaction(handle -> {
            var now = Instant.now(clock);
            handle.createUpdate("""
                            insert into staff_numbers (number_key, phone, name, at, who)
                            values (decode(:key, 'hex'), :phone, :name, :now, :who)
                            on conflict (number_key) do update set name = excluded.name""")
                    .bind("key", number.keyHex())
                    .bind("phone", number.e164())
                    .bind("name", name.strip())
                    .bind("now", now)
                    .bind("who", who)
                    .execute();
            Audit.note(handle, now, who, "staff number added", number.keyHex(), name.strip());
            return handle.createQuery("select id from campaigns where released_at is null order by id")
                    .mapTo(String.class)
                    .list();
        });
        return campaigns.stream()
                .flatMap(campaign -> seat(new CampaignId(campaign)).stream())
                .toList();
    }

    /// Takes a staff number out; false if it was none. Its leases are taken back.
    public boolean remove(Known number, String who) {
        var revoked = database.inTransaction(handle -> {
            var now = Instant.now(clock);
            var gone = handle.createUpdate("delete from staff_numbers where number_key = decode(:key, 'hex')")
                    .bind("key", number.keyHex())
                    .execute();
            if (gone == 0) {
                return Optional.<List<Revoked>>empty();
            }
            Audit.note(handle, now, who, "staff number removed", number.keyHex(), "");
            var units = OptOutBook.units(handle, List.of(number.keyHex()));
            Units.lock(handle, units);
            var leases = LeaseBook.revokeUnits(handle, rehearsing(handle, units), "noStaff", now);
            Units.refresh(handle, units, now);
            return Optional.of(leases);
        });
        revoked.ifPresent(tell);
        return revoked.isPresent();
    }

    private static List<Long> rehearsing(Handle handle, List<Long> units) {
        return handle.createQuery("""
                        select u.id from dial_units u join campaigns c on c.id = u.campaign
                         where u.id = any(:units) and c.released_at is null""")
                .bindArray("units", Long.class, units)
                .mapTo(Long.class)
                .list();
    }

    public List<Member> all() {
        return database.inTransaction(handle -> handle.createQuery(
                        "select name, phone, at, who from staff_numbers order by name, at")
                .map((row, _) -> new Member(
                        row.getString("name"),
                        row.getString("phone"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("who")))
                .list());
    }

    /// Puts all staff into a campaign, if it is in rehearsal. Whoever is there already stays. Returns the refused rows.
    public List<String> seat(CampaignId campaign) {
        var members = all();
        if (members.isEmpty() || !makeList(campaign)) {
            return List.of();
        }
        try {
            var folder = Files.createTempDirectory("hustings-staff");
            try {
                var csv = Files.writeString(folder.resolve(LIST), csv(members));
                var result = lists.importCsv(campaign, csv, folder.resolve("rejects.csv"), _ -> {});
                return result.first().stream()
                        .map(row -> members.get((int) row.line() - 2).name() + ", in campaign " + campaign
                                + ": the number " + row.reason())
                        .toList();
            } finally {
                empty(folder);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /// The list is marked before anybody is in it: its people never count as voters. False if the campaign is released.
    private boolean makeList(CampaignId campaign) {
        return database.inTransaction(handle -> handle.createUpdate("""
                                insert into lists (campaign, name, place, rehearsal, created_at)
                                select id, :name, 0, true, :now from campaigns
                                 where id = :campaign and released_at is null
                                on conflict (campaign, name) do update set rehearsal = true""")
                        .bind("name", LIST)
                        .bind("now", Instant.now(clock))
                        .bind("campaign", campaign.value())
                        .execute()
                > 0);
    }

    /// A name is one line and has no quotation marks when it is quoted.
    private static String csv(List<Member> members) {
        var text = new StringBuilder("name,phone\n");
        members.forEach(member -> text.append('"')
                .append(member.name().replace("\"", "\"\""))
                .append("\",")
                .append(member.phone())
                .append('\n'));
        return text.toString();
    }

    private static void empty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
