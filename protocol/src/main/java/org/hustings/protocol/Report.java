package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/// What became of a contact: a dial ([CallReport]) or a lease given back without one ([SkipReport]).
///
/// Reports come in numbered revisions; the highest wins, and only the first charges the budget.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CallReport.class, name = "call"),
    @JsonSubTypes.Type(value = SkipReport.class, name = "skip")
})
public sealed interface Report permits CallReport, SkipReport {

    int revision();

    LeaseId lease();

    long seq();

    ContactId contact();

    CampaignId campaign();

    /// What HQ's receipt names, and the correlation data of the message: unique by report and revision.
    @JsonIgnore
    default String receiptId() {
        return key() + "/" + revision();
    }

    /// The call, or the skip: what the revisions belong to.
    @JsonIgnore
    UUID key();
}
