package org.hustings.hq.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hustings.hq.Bank.ASHFORD;
import static org.hustings.hq.Bank.CAMPAIGN;
import static org.hustings.hq.Bank.DOVER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.Bank;
import org.hustings.hq.Reports;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.ingest.Arrival;
import org.hustings.hq.ingest.Ingest;
import org.hustings.hq.lists.Lists;
import org.hustings.hq.lists.NumberKeys;
import org.hustings.hq.lists.NumberKeys.Found.Known;
import org.hustings.hq.people.Rehearsal.Outcome;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Json;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.Topics.FromStation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Design section 7: a new campaign rehearses on staff until it is released")
class RehearsalTest {

    @TempDir
    private Path folder;

    private Bank bank;
    private Ingest ingest;
    private Staff staff;
    private Rehearsal rehearsal;
    private final List<Revoked> told = new ArrayList<>();

    @BeforeEach
    void open() {
        bank = Bank.inRehearsal(folder);
        ingest = new Ingest(bank.transactions, bank.clock);
        staff = new Staff(
                bank.transactions,
                new Lists(bank.database.source(), bank.key, bank.clock, "test"),
                bank.clock,
                told::addAll);
        rehearsal = new Rehearsal(bank.database.source(), bank.clock, "ruth", told::addAll);
        bank.strangers(20);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private Known number(int digit) {
        return (Known) new NumberKeys(bank.key, Optional.of("GB")).of("0770090000" + digit);
    }

    private void addStaff(int count) {
        for (int n = 1; n <= count; n++) {
            assertThat(staff.add(number(n), "Staff " + n, "ruth")).isEmpty();
        }
    }

    private void talk(Lease lease) {
        var report = Reports.talk(lease, bank.clock.instant(), Disposition.SUPPORTS);
        ingest.take(List.of(new Arrival(
                ASHFORD,
                FromStation.REPORTS,
                Json.write(report),
                report.receiptId().getBytes(UTF_8))));
    }

    private LeaseAnswer ask(int count) {
        bank.clock.pass(Duration.ofSeconds(1));
        return bank.ask(ASHFORD, count);
    }

    @Test
    void onlyStaffAreLeasedUntilTheRelease() {
        var nobody = ask(5);
        assertThat(nobody.leases()).isEmpty();
        assertThat(nobody.none().orElseThrow().reason()).isEqualTo(LeaseAnswer.Reason.LIST_EMPTY);

        addStaff(2);
        // An ordinary contact may be staff too.
        assertThat(staff.add((Known) new NumberKeys(bank.key, Optional.of("GB")).of("+442079460007"), "Nina", "ruth"))
                .isEmpty();

        assertThat(ask(5).leases())
                .extracting(lease -> lease.contact().phone().e164())
                .containsExactlyInAnyOrder("+447700900001", "+447700900002", "+442079460007");
        assertThat(bank.campaigns.find(CAMPAIGN).orElseThrow().message().rehearsal())
                .isTrue();
        assertThat(bank.database.text("select string_agg(name, ',') from lists where rehearsal"))
                .isEqualTo(Staff.LIST);
    }

    @Test
    void aReleaseWaitsForThreeAnsweredTestCallsWhichDoNotCountAsVoters() {
        addStaff(4);
        var leases = ask(4).leases();
        assertThat(leases).hasSize(4);
        assertThat(rehearsal.release(CAMPAIGN, Optional.empty())).isEqualTo(new Outcome.TooFewCalls(0));
        leases.subList(0, 2).forEach(this::talk);
        assertThat(rehearsal.release(CAMPAIGN, Optional.empty())).isEqualTo(new Outcome.TooFewCalls(2));
        talk(leases.get(2));
        assertThat(bank.database.count("select test_calls from campaign_figures"))
                .isEqualTo(3);
        bank.clock.pass(Duration.ofMinutes(1));

        assertThat(rehearsal.release(CAMPAIGN, Optional.empty()))
                .isInstanceOfSatisfying(Outcome.Released.class, now -> {
                    assertThat(now.campaign().message().rehearsal()).isFalse();
                    assertThat(now.campaign().version()).isEqualTo(2);
                });

        assertThat(told).containsExactly(new Revoked(ASHFORD, leases.get(3).lease()));
        assertThat(bank.database.text(
                        "select contacts || ' ' || units - leased || ' ' || done || ' ' || dials || ' ' || answered "
                                + "from campaign_figures"))
                .isEqualTo("20 20 0 0 0");
        var voters = bank.ask(DOVER, 5).leases();
        assertThat(voters)
                .hasSize(5)
                .allMatch(lease -> lease.contact().phone().e164().startsWith("+44207946"));
        bank.clock.pass(Duration.ofMinutes(1));
        assertThat(rehearsal.release(CAMPAIGN, Optional.empty())).isInstanceOf(Outcome.AlreadyReleased.class);
        assertThat(bank.database.text("select string_agg(who || ' ' || what, '; ' order by id) from audit "
                        + "where what like '%release%'"))
                .isEqualTo("ruth campaign released");
    }

    @Test
    void aReleaseWithoutTestCallsSaysWhyInTheAudit() {
        assertThatThrownBy(() -> rehearsal.release(CAMPAIGN, Optional.of(" "))).hasMessageContaining("why");

        assertThat(rehearsal.release(CAMPAIGN, Optional.of("the poll is tomorrow")))
                .isInstanceOf(Outcome.Released.class);

        assertThat(bank.database.text(
                        "select who || ': ' || detail from audit where what = 'RELEASED WITHOUT TEST CALLS'"))
                .isEqualTo("ruth: 0 of 3 test calls were answered; why: the poll is tomorrow");
        assertThat(ask(5).leases()).hasSize(5);
    }

    @Test
    void aStaffNumberThatIsTakenOutIsLeasedNoMore() {
        addStaff(2);
        var leases = ask(2).leases();

        assertThat(staff.remove(number(1), "ruth")).isTrue();

        assertThat(told).hasSize(1);
        assertThat(leases).extracting(Lease::lease).contains(told.getFirst().lease());
        assertThat(staff.remove(number(1), "ruth")).isFalse();
        assertThat(staff.all()).extracting(Staff.Member::name).containsExactly("Staff 2");
    }
}
