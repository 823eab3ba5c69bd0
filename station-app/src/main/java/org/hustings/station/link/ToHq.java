package org.hustings.station.link;

import org.hustings.protocol.LeaseRequest;

/// What the desk sends to headquarters. Each returns at once; false means the message did not go, and whoever keeps it
/// sends it again.
public interface ToHq {

    boolean request(LeaseRequest request);

    /// [LinkNews.Delivered] follows when the broker has it.
    boolean report(String id, String json);

    /// [LinkNews.Delivered] follows when the broker has it.
    boolean event(String id, String json);
}
