package org.hustings.hq.dispatch.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hustings.hq.Bank;
import org.hustings.hq.campaigns.CampaignFile;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.StationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("Desks that want the same numbers wait for each other, and never in a circle")
class OverlapTest {

    private static final int DESKS = 8;
    private static final int TIMES = 15;
    private static final int HOUSES = 80;

    @TempDir
    private Path folder;

    private Bank bank;

    @BeforeEach
    void open() {
        bank = new Bank(folder);
        bank.campaigns.put(CampaignFile.read(bank.campaignFile("autumn", "hours = \"00:00-24:00\"")));
        // The same street in two campaigns, cut into other pairs: each unit wants two numbers of two others.
        bank.list(street(0));
        bank.list(new CampaignId("autumn"), street(1));
        for (int desk = 0; desk < DESKS; desk++) {
            bank.database.run("insert into stations (id, desk, registered_at, campaign) values ('st-" + desk
                    + "', 'D', now(), '" + (desk % 2 == 0 ? "spring" : "autumn") + "')");
        }
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    @Timeout(120)
    void neverInACircle() throws Exception {
        var granted = 0;
        for (int time = 0; time < TIMES; time++) {
            granted += allAskAtOnce();
            bank.database.run("delete from leases");
            bank.database.run("delete from exclusive_keys");
            bank.database.run("update dial_units set state = 'ready', due_at = null");
        }

        assertThat(granted).isGreaterThan(TIMES * DESKS);
        assertThat(deadlocks()).isZero();
    }

    private int allAskAtOnce() throws Exception {
        var answers = new ArrayList<Future<Integer>>();
        try (var desks = Executors.newFixedThreadPool(DESKS)) {
            for (int desk = 0; desk < DESKS; desk++) {
                var station = new StationId("st-" + desk);
                answers.add(desks.submit(() -> bank.ask(station, 5).leases().size()));
            }
        }
        var granted = 0;
        for (var answer : answers) {
            granted += answer.get();
        }
        return granted;
    }

    /// A server process tells what it counted when it ends.
    private long deadlocks() {
        bank.database.run("""
                select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid()""");
        await().atMost(Duration.ofSeconds(10)).until(() -> bank.database.count("""
                        select count(*) from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid()
                           and backend_type = 'client backend'""") == 0);
        return bank.database.count("select deadlocks from pg_stat_database where datname = current_database()");
    }

    private static String street(int offset) {
        var csv = new StringBuilder("given name,family name,phone,address,town\n");
        for (int n = offset; n < HOUSES; n += 2) {
            csv.append("A%d,Odd,+44207946%04d,%d Mill Lane,Ashford\n".formatted(n, n, n));
            csv.append("B%d,Even,+44207946%04d,%d Mill Lane,Ashford\n".formatted(n, n + 1, n));
        }
        return csv.toString();
    }
}
