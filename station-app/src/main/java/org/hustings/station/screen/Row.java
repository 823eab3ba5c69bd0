package org.hustings.station.screen;

import java.util.Optional;

/// What stands beside one of the six keys. There is no row beside a dead key.
///
/// `small` is a second line in smaller letters; with it the label has one line, without it two.
record Row(Look look, Tone tone, Icon icon, String label, Optional<String> small) {

    enum Look {
        /// An answer to today's question.
        LIT,
        /// Works, but is not the question.
        QUIET
    }

    /// The colour of the disc under the icon. Green belongs to "Supports us" alone.
    enum Tone {
        BRAND,
        SUPPORTS,
        UNDECIDED,
        AGAINST,
        CALL_BACK,
        WRONG,
        NO_CALL
    }

    static Row quiet(Icon icon, String label) {
        return new Row(Look.QUIET, Tone.BRAND, icon, label, Optional.empty());
    }

    static Row quiet(Icon icon, String label, String small) {
        return new Row(Look.QUIET, Tone.BRAND, icon, label, Optional.of(small));
    }

    static Row lit(Icon icon, String label) {
        return new Row(Look.LIT, Tone.BRAND, icon, label, Optional.empty());
    }

    static Row lit(Icon icon, String label, String small) {
        return new Row(Look.LIT, Tone.BRAND, icon, label, Optional.of(small));
    }
}
