package org.hustings.hq.people;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.campaigns.Campaigns.Current;
import org.hustings.hq.dispatch.queue.LeaseBook;
import org.hustings.hq.dispatch.queue.LeaseBook.Revoked;
import org.hustings.hq.dispatch.queue.Units;
import org.hustings.hq.tables.Audit;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.jdbi.v3.core.Handle;

/// Lets a campaign out of its rehearsal. Until then only staff numbers are leased; design section 7.
public final class Rehearsal {

    /// Answered calls to staff that a release asks for.
    public static final int TEST_CALLS = 3;

    private final Database database;
    private final Campaigns campaigns;
    private final Clock clock;
    private final String who;
    private final Consumer<List<Revoked>> tell;

    /// `who` releases; `tell` as for [OptOuts].
    public Rehearsal(DataSource source, Clock clock, String who, Consumer<List<Revoked>> tell) {
        this.database = new Database(source);
        this.campaigns = new Campaigns(source, clock, who);
        this.clock = clock;
        this.who = who;
        this.tell = tell;
    }

    /// What a request for release led to.
    public sealed interface Outcome {
        record Released(Current campaign) implements Outcome {}

        record AlreadyReleased(Current campaign) implements Outcome {}

        /// So many answered test calls were reported, which is too few.
        record TooFewCalls(long answered) implements Outcome {}

        record NoCampaign() implements Outcome {}
    }

    /// Lets the campaign call voters. `withoutTestCalls` says why three answered calls to staff are not waited for;
    /// the audit keeps it. Throws an [IllegalArgumentException] when it says nothing.
    public Outcome release(CampaignId campaign, Optional<String> withoutTestCalls) {
        withoutTestCalls.ifPresent(why -> Reasons.checked("why", why));
        var revoked = new ArrayList<Revoked>();
        var outcome = database.inTransaction(handle -> {
            revoked.clear();
            return Campaigns.lock(handle, campaign)
                    .map(current -> release(handle, current, withoutTestCalls, revoked))
                    .orElseGet(Outcome.NoCampaign::new);
        });
        tell.accept(List.copyOf(revoked));
        return outcome;
    }

    private Outcome release(Handle handle, Current current, Optional<String> without, List<Revoked> revoked) {
        if (!current.rehearsal()) {
            return new Outcome.AlreadyReleased(current);
        }
        var campaign = current.setup().campaign();
        var answered = handle.createQuery(
                        "select count(*) from test_calls where campaign = :campaign and result = 'answered'")
                .bind("campaign", campaign.value())
                .mapTo(Long.class)
                .one();
        if (answered < TEST_CALLS && without.isEmpty()) {
            return new Outcome.TooFewCalls(answered);
        }
        var now = Instant.now(clock);
        without.filter(_ -> answered < TEST_CALLS)
                .ifPresent(why -> Audit.note(
                        handle,
                        now,
                        who,
                        "RELEASED WITHOUT TEST CALLS",
                        campaign.value(),
                        answered + " of " + TEST_CALLS + " test calls were answered; why: " + why));
        sendStaffHome(handle, campaign, now, revoked);
        return new Outcome.Released(campaigns.release(handle, campaign, "released"));
    }

    /// Staff are not called as voters: their leases are taken back, their list is closed.
    private static void sendStaffHome(Handle handle, CampaignId campaign, Instant now, List<Revoked> revoked) {
        var units = handle.createQuery("""
                        select unit from leases where campaign = :campaign
                        union
                        select c.unit from staff_numbers s join contacts c on c.number_key = s.number_key
                         where c.campaign = :campaign and c.unit is not null""")
                .bind("campaign", campaign.value())
                .mapTo(Long.class)
                .list();
        Units.lock(handle, units);
        revoked.addAll(LeaseBook.revokeUnits(handle, units, "released", now));
        for (var statement :
                List.of("update lists set enabled = false where campaign = :campaign and rehearsal", """
                update contacts c set state = 'done', callback_at = null, callback_by = null
                  from lists l where l.id = c.list and l.rehearsal and l.campaign = :campaign and c.unit = any(:units)""")) {
            var update = handle.createUpdate(statement).bind("campaign", campaign.value());
            if (statement.contains(":units")) {
                update.bindArray("units", Long.class, units);
            }
            update.execute();
        }
        Units.refresh(handle, units, now);
    }
}
