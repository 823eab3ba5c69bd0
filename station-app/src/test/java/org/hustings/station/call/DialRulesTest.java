package org.hustings.station.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Window;
import org.hustings.station.app.Sample;
import org.junit.jupiter.api.Test;

class DialRulesTest {

    private Optional<Instant> now = Optional.of(Sample.NOW);
    private Duration permit = Duration.ofMinutes(30);
    private Duration lease = Duration.ofMinutes(30);
    private CampaignState state = CampaignState.RUNNING;
    private int version = 1;
    private boolean mayRun = true;
    private boolean settled = true;
    private boolean optedOut;
    private int rows;
    private boolean diskFull;
    private boolean phone = true;

    @Test
    void withEverythingInOrderTheCallMayStart() {
        assertThat(verdict()).isEmpty();
    }

    @Test
    void withoutHeadquartersTimeNobodyIsCalled() {
        now = Optional.empty();
        assertThat(verdict()).contains(Refusal.NO_TIME);
    }

    @Test
    void aPermitThatIsOverStopsTheCall() {
        permit = Duration.ZERO;
        assertThat(verdict()).contains(Refusal.NO_PERMIT);
    }

    @Test
    void justAfterAReconnectTheSyncComesFirst() {
        settled = false;
        assertThat(verdict()).contains(Refusal.NO_PERMIT);
    }

    @Test
    void aLeaseThatIsOverStopsTheCall() {
        lease = Duration.ofMillis(-1);
        assertThat(verdict()).contains(Refusal.LEASE_ENDED);
    }

    @Test
    void aPressCountsUntilThreeSecondsBeforeTheWindowClosesSoThatItsInviteIsLawful() {
        var window = new Window(Sample.NOW.minusSeconds(60), Sample.NOW);
        now = Optional.of(Sample.NOW.minusSeconds(3).minusNanos(1));
        assertThat(DialRules.verdict(Sample.lease(1, 1_800, window), facts())).isEmpty();
        now = Optional.of(Sample.NOW.minusSeconds(3));
        assertThat(DialRules.verdict(Sample.lease(1, 1_800, window), facts())).contains(Refusal.OUTSIDE_WINDOW);
    }

    @Test
    void aPausedCampaignOrALockStopsTheCall() {
        state = CampaignState.PAUSED;
        assertThat(verdict()).contains(Refusal.CAMPAIGN_NOT_RUNNING);
        state = CampaignState.RUNNING;
        mayRun = false;
        assertThat(verdict()).contains(Refusal.CAMPAIGN_NOT_RUNNING);
    }

    @Test
    void aCampaignVersionThatIsNotHeldYetStopsTheCall() {
        version = 0;
        assertThat(verdict()).contains(Refusal.CAMPAIGN_NOT_RUNNING);
    }

    @Test
    void aNumberThatOptedOutIsNeverCalledWhateverElseHolds() {
        optedOut = true;
        now = Optional.empty();
        assertThat(verdict()).contains(Refusal.OPTED_OUT);
    }

    @Test
    void anOutboxNinetyPercentFullOrAFullDiskRefusesNewCalls() {
        rows = 899;
        assertThat(verdict()).isEmpty();
        rows = 900;
        assertThat(verdict()).contains(Refusal.OUTBOX_NEARLY_FULL);
        rows = 0;
        diskFull = true;
        assertThat(verdict()).contains(Refusal.OUTBOX_NEARLY_FULL);
    }

    @Test
    void aTelephoneThatIsNotReadyStopsTheCall() {
        phone = false;
        assertThat(verdict()).contains(Refusal.LINE_AWAY);
    }

    private Optional<Refusal> verdict() {
        return DialRules.verdict(Sample.lease(1), facts());
    }

    private DialFacts facts() {
        var campaign = version == 0 ? Optional.<Campaign>empty() : Optional.of(Sample.campaign(version, state));
        return new DialFacts(now, permit, lease, campaign, mayRun, settled, optedOut, rows, 1_000, diskFull, phone);
    }
}
