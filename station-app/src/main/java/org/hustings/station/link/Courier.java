package org.hustings.station.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When each waiting message is sent, and sent again: at once, on every connect, and ten seconds after the broker took
/// it
/// and HQ sent no receipt, doubling to five minutes.
///
/// Times are nanoseconds of one monotonic clock. Not thread-safe: the loop owns it.
public final class Courier {

    static final Duration FIRST_RESEND = Duration.ofSeconds(10);
    static final Duration RESEND_MAX = Duration.ofMinutes(5);
    /// Without PUBACK at a time: below mosquitto's receive maximum of 20, beyond which Paho refuses to send.
    static final int UNACKED_MAX = 16;
    /// A PUBACK that never comes on a living connection is a lost one.
    private static final Duration ACK_MAX = Duration.ofSeconds(30);

    private record Sent(int tries, boolean isAcked, long dueNanos) {}

    private final Map<String, Sent> sent = new HashMap<>();

    /// What to send now, oldest first. The caller tells the outcome by [#sent] or leaves it for the next time.
    public List<String> due(Collection<String> waiting, long nowNanos) {
        var room = UNACKED_MAX
                - (int) sent.values().stream()
                        .filter(message -> !message.isAcked() && nowNanos < message.dueNanos())
                        .count();
        var due = new ArrayList<String>();
        for (var id : waiting) {
            if (due.size() >= room) {
                break;
            }
            var message = sent.get(id);
            if (message == null || nowNanos - message.dueNanos() >= 0) {
                due.add(id);
            }
        }
        return due;
    }

    public void sent(String id, long nowNanos) {
        var tries = sent.containsKey(id) ? sent.get(id).tries() + 1 : 0;
        sent.put(id, new Sent(tries, false, nowNanos + ACK_MAX.toNanos()));
    }

    /// The broker has it; HQ's receipt should follow.
    public void delivered(String id, long nowNanos) {
        sent.computeIfPresent(
                id,
                (_, message) -> new Sent(
                        message.tries(), true, nowNanos + pause(message.tries()).toNanos()));
    }

    /// HQ has it.
    public void forget(Collection<String> ids) {
        ids.forEach(sent::remove);
    }

    /// A new connection: everything that waits is sent again, for whatever was under way may be gone.
    public void reconnected() {
        sent.clear();
    }

    private static Duration pause(int tries) {
        var doubled = FIRST_RESEND.multipliedBy(1L << Math.min(tries, 10));
        return doubled.compareTo(RESEND_MAX) < 0 ? doubled : RESEND_MAX;
    }
}
