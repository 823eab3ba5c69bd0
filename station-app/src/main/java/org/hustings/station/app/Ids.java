package org.hustings.station.app;

import java.security.SecureRandom;
import java.util.UUID;
import org.hustings.protocol.CallId;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.RequestId;

/// New ids: UUIDv7 (RFC 9562 section 5.7) in HQ's time, never going back within a process.
///
/// Not thread-safe: the loop owns it.
final class Ids {

    private final StationClock clock;
    private final SecureRandom random = new SecureRandom();
    private long lastMillis;

    Ids(StationClock clock) {
        this.clock = clock;
    }

    CallId call() {
        return new CallId(next());
    }

    MessageId message() {
        return new MessageId(next());
    }

    RequestId request() {
        return new RequestId(next());
    }

    private UUID next() {
        lastMillis = Math.max(lastMillis, clock.best().toEpochMilli());
        var high = lastMillis << 16 | 0x7000L | random.nextInt(1 << 12);
        var low = 0x8000000000000000L | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
