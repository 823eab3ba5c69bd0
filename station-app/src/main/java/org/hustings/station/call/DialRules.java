package org.hustings.station.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Lease;
import org.hustings.protocol.Mode;
import org.hustings.protocol.Refusal;

/// May this person be dialed now? Asked at the press, in the last instant before the INVITE (design, sections 4.1, 4.3,
/// 4.4, 4.10 and 4.11). Reasons of law come before reasons of trouble, so that the first one told is the gravest.
public final class DialRules {

    /// The law asks when the INVITE goes out, and that is after the press: the step is saved, the media prepared, the
    /// provider may be slow to connect. A press closer to the end of the window could be lawful and its call not.
    static final Duration LEFT_LEAST = Duration.ofSeconds(3);

    private DialRules() {}

    public static Optional<Refusal> verdict(Lease lease, DialFacts facts) {
        if (facts.optedOut()) {
            return Optional.of(Refusal.OPTED_OUT);
        }
        if (facts.now().isEmpty()) {
            return Optional.of(Refusal.NO_TIME);
        }
        if (!facts.mayRun() || !runs(lease, facts)) {
            return Optional.of(Refusal.CAMPAIGN_NOT_RUNNING);
        }
        var now = facts.now().get();
        if (!lease.allowsDialAt(now) || !lease.allowsDialAt(now.plus(LEFT_LEAST))) {
            return Optional.of(Refusal.OUTSIDE_WINDOW);
        }
        var forbidden = interlock(lease, facts, now);
        if (forbidden.isPresent()) {
            return forbidden;
        }
        if (isOver(facts.leaseLeft())) {
            return Optional.of(Refusal.LEASE_ENDED);
        }
        if (isOver(facts.permitLeft()) || !facts.settled()) {
            return Optional.of(Refusal.NO_PERMIT);
        }
        if (facts.diskFull() || isNearlyFull(facts)) {
            return Optional.of(Refusal.OUTBOX_NEARLY_FULL);
        }
        return facts.phoneReady() ? Optional.empty() : Optional.of(Refusal.LINE_AWAY);
    }

    /// The campaign is held in the version the lease names or a later one, runs, and a press may begin its dials.
    private static boolean runs(Lease lease, DialFacts facts) {
        return lease.mode() != Mode.PREDICTIVE
                && facts.campaign()
                        .filter(held -> held.campaign().equals(lease.campaign()))
                        .filter(held -> held.version() >= lease.campaignVersion())
                        .filter(held -> held.state() == CampaignState.RUNNING)
                        .isPresent();
    }

    /// What no desk may call past, whatever headquarters granted: the campaign's message holds the rules, the lease's
    /// contact what they ask for.
    private static Optional<Refusal> interlock(Lease lease, DialFacts facts, Instant now) {
        var rules = facts.campaign().flatMap(Campaign::rules);
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        var contact = lease.contact();
        var isSilent = rules.get().silences().stream()
                .anyMatch(silence -> silence.bars(contact.constituency(), now)
                        || silence.bars(contact.constituency(), now.plus(LEFT_LEAST)));
        if (isSilent) {
            return Optional.of(Refusal.ELECTION_SILENCE);
        }
        return rules.get().gates().stream()
                .filter(gate -> gate.concerns(contact, lease.mode()))
                .filter(gate -> !gate.isOpenTo(contact, now) || !gate.isOpenTo(contact, now.plus(LEFT_LEAST)))
                .findFirst()
                .map(DialRules::refusal);
    }

    private static Refusal refusal(Campaign.Gate gate) {
        if (!gate.modes().contains(Mode.PRESS)) {
            return Refusal.MODE_NOT_ALLOWED;
        }
        return gate.needs().contains(Campaign.Need.SCREENED) ? Refusal.NOT_SCREENED : Refusal.NO_CONSENT;
    }

    /// 90 %: what is left takes the reports of the call under way and of a long absence of HQ.
    private static boolean isNearlyFull(DialFacts facts) {
        return facts.outboxRows() >= (long) facts.outboxRowsMax() * 9 / 10;
    }

    private static boolean isOver(Duration left) {
        return left.isNegative() || left.isZero();
    }
}
