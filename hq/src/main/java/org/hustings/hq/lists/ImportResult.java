package org.hustings.hq.lists;

import java.util.List;

/// What became of a file. `known` people were in the campaign already and have been brought up to date, `repeated` rows
/// name somebody of an earlier row, `units` are new. Every rejected row stands in the file of rejects; the first are
/// here too. `columns` says how each heading was understood, `hints` what else a heading may have meant.
public record ImportResult(
        long list,
        long read,
        long added,
        long known,
        long repeated,
        long rejected,
        long units,
        List<Rejected> first,
        List<String> columns,
        List<String> hints) {

    /// A row that was left out. `line` counts from 1 and is where the row begins; the reason quotes no voter.
    public record Rejected(long line, String column, String reason) {}
}
