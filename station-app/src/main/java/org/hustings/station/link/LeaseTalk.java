package org.hustings.station.link;

import java.time.Duration;
import java.util.Optional;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseRequest;
import org.jspecify.annotations.Nullable;

/// The one outstanding request for leases, and what may be believed of an answer (design, sections 4.1 and 5).
///
/// Times are nanoseconds of one monotonic clock. Not thread-safe: the loop owns it.
public final class LeaseTalk {

    /// Repeated after this long without an answer, with the same id: HQ then gives the same leases.
    public static final Duration REPEAT_AFTER = Duration.ofSeconds(5);

    /// A request that was answered, and when it was first sent: from there every ttl and permit counts.
    public record Answered(LeaseRequest request, long firstSentNanos) {}

    private @Nullable LeaseRequest outstanding;
    private long firstSentNanos;
    private long lastSentNanos;

    public boolean isOutstanding() {
        return outstanding != null;
    }

    /// Remembers a request that goes out now. Throws when another one is still unanswered.
    public LeaseRequest begin(LeaseRequest request, long nowNanos) {
        if (outstanding != null) {
            throw new IllegalStateException("request " + outstanding.request() + " is still unanswered");
        }
        outstanding = request;
        firstSentNanos = nowNanos;
        lastSentNanos = nowNanos;
        return request;
    }

    /// The request to send once more, when its time has come.
    public Optional<LeaseRequest> repeat(long nowNanos) {
        return nowNanos - lastSentNanos >= REPEAT_AFTER.toNanos() ? repeatNow(nowNanos) : Optional.empty();
    }

    /// After a reconnect the broker may have forgotten the request, or HQ's answer to it.
    public Optional<LeaseRequest> repeatNow(long nowNanos) {
        lastSentNanos = nowNanos;
        return Optional.ofNullable(outstanding);
    }

    /// Empty for an answer to a request this process does not remember: nothing in it may ever be dialed.
    public Optional<Answered> answered(LeaseAnswer answer) {
        var request = outstanding;
        if (request == null || !request.request().equals(answer.request())) {
            return Optional.empty();
        }
        outstanding = null;
        return Optional.of(new Answered(request, firstSentNanos));
    }
}
