package org.hustings.hq.dispatch.queue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.rules.RuleSet;
import org.hustings.protocol.CampaignId;

/// When each corner may be called. Asked of the rules once an hour, not at each request: what they answer are moments,
/// which do not change until the rules or the campaign do. Safe from any thread.
final class CornerVerdicts {

    /// A campaign with more corners than this is asked anew each time; none comes near.
    private static final int KEPT_MAX = 20_000;

    private record Key(int corner, CampaignId campaign, int campaignVersion, int rulesVersion) {}

    private final Map<Key, RuleSet.Opening> kept = new HashMap<>();
    private Instant hour = Instant.MIN;

    RuleSet.Opening of(Corner corner, Campaigns.Current campaign, RuleBook.Edition rules, Instant now) {
        var key = new Key(corner.id(), campaign.setup().campaign(), campaign.version(), rules.version());
        synchronized (kept) {
            var thisHour = now.truncatedTo(ChronoUnit.HOURS);
            if (!thisHour.equals(hour) || kept.size() >= KEPT_MAX) {
                kept.clear();
                hour = thisHour;
            }
            var known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        var opening = rules.set().opening(corner.subject(), campaign.setup().asked(), now);
        synchronized (kept) {
            kept.put(key, opening);
        }
        return opening;
    }
}
