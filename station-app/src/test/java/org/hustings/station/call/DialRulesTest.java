package org.hustings.station.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Campaign.Gate;
import org.hustings.protocol.Campaign.Need;
import org.hustings.protocol.Campaign.Silence;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Contact;
import org.hustings.protocol.Lease;
import org.hustings.protocol.Mode;
import org.hustings.protocol.NumberType;
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
    private Optional<Campaign.Rules> rules = Optional.empty();

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

    @Test
    void inAnElectionSilenceNobodyOfTheConstituencyIsCalledNorAnybodyOfNone() {
        rules = rules(List.of(new Silence(Optional.of("FR-75-07"), Sample.NOW, Sample.NOW.plusSeconds(60))), List.of());

        assertThat(verdict(contact(Optional.of("FR-75-07")))).contains(Refusal.ELECTION_SILENCE);
        assertThat(verdict(contact(Optional.empty()))).contains(Refusal.ELECTION_SILENCE);
        assertThat(verdict(contact(Optional.of("FR-75-08")))).isEmpty();
        now = Optional.of(Sample.NOW.plusSeconds(60));
        assertThat(verdict(contact(Optional.of("FR-75-07")))).isEmpty();
    }

    @Test
    void aPressJustBeforeASilenceIsTooLate() {
        rules = rules(
                List.of(new Silence(Optional.empty(), Sample.NOW.plusSeconds(3), Sample.NOW.plusSeconds(60))),
                List.of());
        assertThat(verdict(contact(Optional.empty()))).contains(Refusal.ELECTION_SILENCE);
        now = Optional.of(Sample.NOW.minusNanos(1));
        assertThat(verdict(contact(Optional.empty()))).isEmpty();
    }

    @Test
    void withoutTheConsentThatTheRulesAskForNobodyIsCalled() {
        rules = rules(List.of(), List.of(gate("DE", Mode.PRESS, Optional.empty(), Need.CONSENT)));

        assertThat(verdict(under("DE", Optional.empty()))).contains(Refusal.NO_CONSENT);
        assertThat(verdict(under("DE-HH", Optional.empty()))).contains(Refusal.NO_CONSENT);
        assertThat(verdict(under("CH", Optional.empty()))).isEmpty();
        assertThat(verdict(contact(Optional.empty())))
                .as("somebody of no known jurisdiction may live there")
                .contains(Refusal.NO_CONSENT);
    }

    @Test
    void aScreeningHoldsForItsDaysAndNotADayLonger() {
        rules = rules(List.of(), List.of(gate("GB", Mode.PRESS, Optional.of(28), Need.CONSENT, Need.SCREENED)));
        var today = Sample.NOW.atZone(Sample.lease(1).contact().timeZone()).toLocalDate();

        assertThat(verdict(under("GB", Optional.of(today.minusDays(28))))).isEmpty();
        assertThat(verdict(under("GB", Optional.of(today.minusDays(29))))).contains(Refusal.NOT_SCREENED);
        assertThat(verdict(under("GB", Optional.of(today.plusDays(1))))).contains(Refusal.NOT_SCREENED);
        assertThat(verdict(under("GB", Optional.empty()))).contains(Refusal.NOT_SCREENED);
    }

    @Test
    void aModeThatTheRulesBarIsRefusedThoughHeadquartersGrantedIt() {
        rules = rules(List.of(), List.of(gate("US", Mode.POWER, Optional.empty(), Need.CONSENT)));
        var press = under("US", Optional.empty());

        assertThat(verdict(press)).isEmpty();
        var power = new Lease(
                press.lease(),
                press.seq(),
                press.ttlSeconds(),
                press.campaign(),
                press.campaignVersion(),
                Mode.POWER,
                press.contact(),
                press.callerId(),
                press.window(),
                press.callback());
        assertThat(verdict(power)).contains(Refusal.MODE_NOT_ALLOWED);
    }

    private static Optional<Campaign.Rules> rules(List<Silence> silences, List<Gate> gates) {
        return Optional.of(new Campaign.Rules(1, silences, gates));
    }

    private static Gate gate(String place, Mode mode, Optional<Integer> maxAgeDays, Need... needs) {
        return new Gate(Optional.of(place), List.of(NumberType.values()), List.of(mode), List.of(needs), maxAgeDays);
    }

    private static Lease contact(Optional<String> constituency) {
        return of(List.of(), constituency, Optional.empty());
    }

    private static Lease under(String place, Optional<LocalDate> screenedOn) {
        return of(List.of(place), Optional.empty(), screenedOn);
    }

    /// Nobody of these agreed to be called.
    private static Lease of(List<String> places, Optional<String> constituency, Optional<LocalDate> screenedOn) {
        var lease = Sample.lease(1);
        var who = lease.contact();
        var person = new Contact(
                who.id(),
                who.givenName(),
                who.familyName(),
                who.town(),
                who.address(),
                who.language(),
                who.phone(),
                who.numberType(),
                who.timeZone(),
                Optional.empty(),
                who.why(),
                who.fields(),
                who.household(),
                who.history());
        return new Lease(
                lease.lease(),
                lease.seq(),
                lease.ttlSeconds(),
                lease.campaign(),
                lease.campaignVersion(),
                lease.mode(),
                person.under(places, constituency, screenedOn),
                lease.callerId(),
                lease.window(),
                lease.callback());
    }

    private Optional<Refusal> verdict(Lease given) {
        return DialRules.verdict(given, facts());
    }

    private Optional<Refusal> verdict() {
        return DialRules.verdict(Sample.lease(1), facts());
    }

    private DialFacts facts() {
        var plain = version == 0 ? Optional.<Campaign>empty() : Optional.of(Sample.campaign(version, state));
        var campaign = plain.map(one -> rules.map(held -> one.with(held, 20)).orElse(one));
        return new DialFacts(now, permit, lease, campaign, mayRun, settled, optedOut, rows, 1_000, diskFull, phone);
    }
}
