package org.hustings.station.link;

import org.hustings.protocol.Campaign;
import org.hustings.protocol.Command;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.Receipt;
import org.hustings.protocol.SessionId;

/// What the link tells. Times are [System#nanoTime] at arrival.
public sealed interface LinkNews {

    /// Connected and subscribed: now sync, then send what waits.
    record Up(SessionId session, long nanos) implements LinkNews {}

    record Down(String cause) implements LinkNews {}

    record AnswerCame(LeaseAnswer answer, long nanos) implements LinkNews {}

    record ReceiptCame(Receipt receipt) implements LinkNews {}

    record CampaignCame(Campaign campaign) implements LinkNews {}

    record CommandCame(Command command) implements LinkNews {}

    /// The broker has the message. HQ may not: only a receipt ends a message's life.
    record Delivered(String id, long nanos) implements LinkNews {}

    /// The first message of its cause that could not be read. The reason names kind and cause and quotes nothing.
    record Unreadable(String reason) implements LinkNews {}
}
