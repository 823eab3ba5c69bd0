package org.hustings.hq.web;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.hustings.hq.lists.FilterException;
import org.hustings.hq.lists.Segments;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.Json;

/// What `GET /api/segments` answers: every saved filter and how many people it holds now. Safe from any thread.
final class SegmentCounts {

    /// Each count looks at everybody of its campaign: one request at a time may ask for it.
    private final Object oneAtATime = new Object();

    private final Segments segments;

    SegmentCounts(DataSource source, Clock clock) {
        this.segments = new Segments(source, clock);
    }

    /// `people` and `open` are -1 for a filter that an older headquarters saved and this one cannot read.
    private record Counted(String campaign, String name, String filter, long people, long open) {}

    byte[] json() {
        synchronized (oneAtATime) {
            List<Counted> counted = segments.all().stream().map(this::counted).toList();
            return Json.write(counted);
        }
    }

    private Counted counted(Segments.Segment segment) {
        try {
            var count = segments.count(new CampaignId(segment.campaign()), segment.filter());
            return new Counted(segment.campaign(), segment.name(), segment.filter(), count.people(), count.open());
        } catch (FilterException unreadable) {
            return new Counted(segment.campaign(), segment.name(), segment.filter(), -1, -1);
        }
    }
}
