package org.hustings.station.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.station.call.DeskState.Halted.Halt;
import org.hustings.station.call.Surroundings.LinkNotice;
import org.hustings.station.store.StationStore;

/// Where the station stands with HQ: its permit, its campaign, whether it may run, and the way there. What HQ said last
/// counts, whether in an answer, a command or the campaign's retained message.
///
/// Not thread-safe: the loop owns it.
final class Standing {

    /// After a reconnect HQ's answer is worth waiting for, but not for ever (design, section 4.4).
    static final Duration SETTLE = Duration.ofSeconds(2);

    private static final String PERMIT = "permit";
    private static final String DESIRED = "desired";

    private final BootTime boot;
    private long permitUntilMs;
    private Optional<CampaignId> campaign = Optional.empty();
    private CampaignState state = CampaignState.RUNNING;
    private boolean locked;
    private Optional<LeaseAnswer.None> none = Optional.empty();
    private long askAgainAtMs;
    private LinkNotice link = LinkNotice.AWAY;
    private long upAtMs;

    Standing(BootTime boot) {
        this.boot = boot;
    }

    /// What the process before knew. A permit of another boot is worth nothing.
    void restore(StationStore store) {
        store.note(PERMIT).map(note -> note.split(" ")).ifPresent(parts -> {
            if (parts.length == 2 && parts[0].equals(boot.boot())) {
                permitUntilMs = Long.parseLong(parts[1]);
            }
        });
        store.note(DESIRED).map(note -> note.split(" ")).ifPresent(parts -> {
            if (parts.length == 3) {
                campaign = parts[0].equals("-") ? Optional.empty() : Optional.of(new CampaignId(parts[0]));
                state = CampaignState.valueOf(parts[1]);
                locked = Boolean.parseBoolean(parts[2]);
            }
        });
    }

    Map<String, String> notes() {
        var notes = new HashMap<String, String>();
        notes.put(PERMIT, boot.boot() + " " + permitUntilMs);
        notes.put(DESIRED, campaign.map(CampaignId::value).orElse("-") + " " + state + " " + locked);
        return notes;
    }

    /// Everything counts from the first send of the request: the station gives up before HQ does.
    void answered(LeaseAnswer answer, long firstSentMs) {
        permitUntilMs = firstSentMs + answer.permitSeconds() * 1_000L;
        campaign = answer.campaign();
        state = answer.state();
        locked = answer.locked();
        none = answer.none();
        askAgainAtMs = answer.none()
                .map(why -> boot.millis() + why.retryAfterSeconds() * 1_000L)
                .orElse(0L);
        if (link == LinkNotice.SYNCING) {
            link = LinkNotice.UP;
        }
    }

    void campaignSays(CampaignId which, CampaignState now) {
        if (campaign.filter(which::equals).isPresent()) {
            if (now == CampaignState.RUNNING && state != CampaignState.RUNNING) {
                askAgainAtMs = 0;
            }
            state = now;
        }
    }

    void lock(boolean now) {
        locked = now;
    }

    void linkIsUp() {
        link = LinkNotice.SYNCING;
        upAtMs = boot.millis();
    }

    void linkIsDown() {
        link = LinkNotice.AWAY;
    }

    LinkNotice link() {
        return link;
    }

    boolean isConnected() {
        return link != LinkNotice.AWAY;
    }

    /// Away, the station works on its permit; just connected, it first hears what HQ wants.
    boolean isSettled() {
        return link != LinkNotice.SYNCING || boot.millis() - upAtMs >= SETTLE.toMillis();
    }

    Duration permitLeft() {
        return Duration.ofMillis(permitUntilMs - boot.millis());
    }

    Optional<CampaignId> campaign() {
        return campaign;
    }

    Optional<LeaseAnswer.None> none() {
        return none;
    }

    boolean mayAskForMore() {
        return boot.millis() >= askAgainAtMs;
    }

    boolean mayRun() {
        return halt().isEmpty();
    }

    Optional<Halt> halt() {
        if (locked) {
            return Optional.of(Halt.LOCKED);
        }
        return switch (state) {
            case RUNNING -> Optional.empty();
            case PAUSED -> Optional.of(Halt.PAUSED);
            case STOPPED -> Optional.of(Halt.STOPPED);
        };
    }
}
