package org.hustings.protocol;

import java.util.List;

/// HQ's word that these reports, skips or events are committed. Also for repeats, and for unusable ones, whose payload
/// HQ has stored for a person to look at.
public record Receipt(List<String> ids) {

    public Receipt {
        ids = Checks.listOf(ids);
    }
}
