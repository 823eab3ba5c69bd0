package org.hustings.station.link;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Command;
import org.hustings.protocol.Json;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.Receipt;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what arrives into news. A message that cannot be read is counted, logged once per cause and set aside: it must
/// neither stop the station nor come back for ever.
///
/// Called on the client's one thread.
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    /// Enough causes for every fault we can imagine; an attacker's millionth is only counted.
    private static final int CAUSES_MAX = 50;

    private final StationId station;
    private final Set<String> causes = new HashSet<>();
    private final AtomicLong unreadable = new AtomicLong();

    Inbox(StationId station) {
        this.station = station;
    }

    long unreadable() {
        return unreadable.get();
    }

    Optional<LinkNews> read(String topic, byte[] payload, long nanos) {
        if (topic.equals(Topics.ToStation.LEASES.of(station))) {
            return news("leases", Json.read(payload, LeaseAnswer.class))
                    .map(answer -> message(answer, value -> new LinkNews.AnswerCame(value, nanos)));
        }
        if (topic.equals(Topics.ToStation.RECEIPTS.of(station))) {
            return news("receipts", Json.read(payload, Receipt.class))
                    .map(receipt -> message(receipt, LinkNews.ReceiptCame::new));
        }
        if (topic.equals(Topics.ToStation.COMMANDS.of(station))) {
            return news("commands", Json.read(payload, Command.class))
                    .map(command -> message(command, LinkNews.CommandCame::new));
        }
        if (payload.length == 0) {
            // A retained message was cleared: the campaign is gone, and every sync says so.
            return Optional.empty();
        }
        return news("campaigns", ofItsTopic(topic, Json.read(payload, Campaign.class)))
                .map(campaign -> message(campaign, LinkNews.CampaignCame::new));
    }

    private static Json.Read<Campaign> ofItsTopic(String topic, Json.Read<Campaign> read) {
        return read instanceof Json.Read.Message<Campaign>(var campaign)
                        && !topic.equals(Topics.campaign(campaign.campaign()))
                ? new Json.Read.Unreadable<>("campaign is not the one its topic names")
                : read;
    }

    private static <T> LinkNews message(Json.Read<T> read, Function<T, LinkNews> news) {
        return switch (read) {
            case Json.Read.Message<T>(var value) -> news.apply(value);
            case Json.Read.Unreadable<T>(var reason) -> new LinkNews.Unreadable(reason);
        };
    }

    /// Empty when this cause has been told before.
    private <T> Optional<Json.Read<T>> news(String kind, Json.Read<T> read) {
        if (read instanceof Json.Read.Unreadable<T>(var reason)) {
            unreadable.incrementAndGet();
            if (causes.size() >= CAUSES_MAX || !causes.add(kind + ": " + reason)) {
                return Optional.empty();
            }
            LOG.warn("unreadable message on {}: {}", kind, reason);
            return Optional.of(new Json.Read.Unreadable<>(kind + ": " + reason));
        }
        return Optional.of(read);
    }
}
