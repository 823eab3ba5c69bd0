package org.hustings.station.screen;

import java.util.List;

/// Words of one kind within a line.
record Run(String text, Kind kind) {

    enum Kind {
        PLAIN,
        STRONG,
        /// Filled in from the person's data: bold, in the brand's colour.
        MERGED
    }

    static Run plain(String text) {
        return new Run(text, Kind.PLAIN);
    }

    static Run strong(String text) {
        return new Run(text, Kind.STRONG);
    }

    static String join(List<Run> runs) {
        return String.join("", runs.stream().map(Run::text).toList());
    }
}
