package org.hustings.hq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.dispatch.queue.LeaseDesk;
import org.hustings.hq.lists.AccountKey;
import org.hustings.hq.lists.ImportResult;
import org.hustings.hq.lists.Lists;
import org.hustings.hq.people.OptOuts;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.tables.Database;
import org.hustings.hq.web.PeopleApi;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.RequestId;
import org.hustings.protocol.StationId;
import org.hustings.protocol.VolunteerId;

/// A phone bank to test with: a fresh database, one campaign at all hours, a clock that stands until it is moved.
public final class Bank implements AutoCloseable {

    public static final CampaignId CAMPAIGN = new CampaignId("spring");
    public static final StationId ASHFORD = new StationId("st-1");
    public static final StationId DOVER = new StationId("st-2");
    public static final VolunteerId VERA = new VolunteerId("v-1");

    public final TestDatabase database;
    public final SetClock clock = new SetClock(Instant.parse("2027-03-02T10:00:00Z"));
    public final Campaigns campaigns;
    public final Database transactions;
    public final RuleBook book;
    public final LeaseDesk desk;
    public final Path folder;
    public final AccountKey key;

    public Bank(Path folder) {
        this(folder, TestDatabase.fresh());
    }

    public Bank(Path folder, TestDatabase database) {
        this(folder, database, true);
    }

    private Bank(Path folder, TestDatabase database, boolean released) {
        this.folder = folder;
        this.database = database;
        this.campaigns = new Campaigns(database.source(), clock);
        this.transactions = new Database(database.source());
        this.book = new RuleBook(transactions, clock);
        this.desk = new LeaseDesk(transactions, book, clock);
        try {
            this.key = AccountKey.in(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (released) {
            // From its birth, so that tests count versions from 1.
            database.run("alter table campaigns alter column released_at set default '2000-01-01'");
        }
        campaign("hours = \"00:00-24:00\"");
    }

    /// A bank whose campaign has not been released.
    public static Bank inRehearsal(Path folder) {
        return new Bank(folder, TestDatabase.fresh(), false);
    }

    /// What headquarters' page lets its user enter; `tell` hears of leases that were taken back.
    public PeopleApi api(Consumer<List<Revoked>> tell) {
        return new PeopleApi(new OptOuts(transactions, clock, tell), key, transactions, clock);
    }

    /// A clock that is moved by hand.
    public static final class SetClock extends Clock {
        private volatile Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        public void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    public Campaigns.Current campaign(String extra) {
        return Campaigns.put(database.source(), campaignFile("spring", extra), clock);
    }

    /// Of numbers kept for fiction, unless `extra` says otherwise: no rule then bars a test.
    public Path campaignFile(String id, String extra) {
        var fiction = extra.contains("fiction = ") ? "" : "fiction = true\n";
        var region = extra.contains("region = ") ? "" : "region = \"GB\"\n";
        return write(id + ".toml", fiction + region + """
                id = "%s"
                name = "Spring canvass"
                callerId = "+442079460123"
                %s
                [script]
                sponsor = "Friends of the Harbour"
                callBackNumber = "+442079460100"
                [[script.steps.en]]
                id = "greeting"
                say = "Hello {givenName}"
                """.formatted(id, extra));
    }

    public ImportResult list(String csv) {
        return list(CAMPAIGN, csv);
    }

    public ImportResult list(CampaignId campaign, String csv) {
        return new Lists(database.source(), key, clock, "test")
                .importCsv(campaign, write("list.csv", csv), folder.resolve("rejects.csv"), _ -> {});
    }

    /// `count` people who share neither number nor address.
    public ImportResult strangers(int count) {
        var csv = new StringBuilder("given name,family name,phone,address,town\n");
        for (int n = 0; n < count; n++) {
            csv.append("Given%d,Family%d,+44207946%04d,%d Mill Lane,Ashford\n".formatted(n, n, n, n + 1));
        }
        return list(csv.toString());
    }

    public Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static LeaseRequest wants(int count, Lease... holding) {
        return new LeaseRequest(
                new RequestId(UUID.randomUUID()),
                count,
                List.of(holding).stream().map(Lease::lease).toList(),
                VERA,
                List.of());
    }

    public LeaseAnswer ask(StationId station, int count, Lease... holding) {
        return desk.answer(station, wants(count, holding));
    }

    public Lease oneLease(StationId station) {
        return ask(station, 1).leases().getFirst();
    }

    public String stateOf(LeaseId lease) {
        return database.text("select coalesce((select state from leases where id = '" + lease + "'), 'ended')");
    }

    @Override
    public void close() {
        database.close();
    }
}
