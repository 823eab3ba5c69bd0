package org.hustings.hq.campaigns;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hustings.hq.campaigns.CampaignFile.PollText;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.hq.rules.Poll;
import org.jspecify.annotations.Nullable;

/// Reads the polls of a campaign's file.
final class PollDates {

    private PollDates() {}

    /// Throws an [IllegalArgumentException] that names the key and what is allowed.
    static List<Poll> of(CampaignFile file, String region) {
        var polls = file.polls();
        if (polls == null) {
            if (region.equals("FR") && !Boolean.TRUE.equals(file.fiction())) {
                // Without dates nobody could keep the silence of Code électoral L49; forgetting them must not pass.
                throw new IllegalArgumentException(
                        "polls is missing: in France nobody may be called from the eve of "
                                + "polling on; write [[polls]] for each round and constituency, or polls = [] if none is ahead");
            }
            return List.of();
        }
        return polls.stream().map(poll -> poll(poll, region)).toList();
    }

    private static Poll poll(PollText text, String region) {
        var country = text.country() == null ? region : text.country();
        var constituency = Optional.ofNullable(text.constituency());
        if (constituency.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("polls.constituency is empty; leave it out if it is all of them");
        }
        return new Poll(
                new Jurisdiction(country),
                constituency,
                text.round() == null ? 1 : text.round(),
                read("polls.on", text.on(), LocalDate::parse, "a date such as 2027-04-11"),
                text.closes() == null
                        ? Optional.empty()
                        : Optional.of(read("polls.closes", text.closes(), LocalTime::parse, "a time such as 20:00")),
                read("polls.zone", text.zone(), ZoneId::of, "a time zone such as Europe/Paris"));
    }

    private static <T> T read(String key, @Nullable String text, Function<String, T> type, String allowed) {
        if (text == null) {
            throw new IllegalArgumentException(key + " is missing: " + allowed);
        }
        try {
            return type.apply(text);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(key + " is \"" + text + "\" but must be " + allowed, unreadable);
        }
    }
}
