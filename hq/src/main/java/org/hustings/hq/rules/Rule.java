package org.hustings.hq.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hustings.protocol.NumberType;

/// One line of law or of the house, as data with its source, for counsel to read and to change.
///
/// `where` is empty for a rule of the house, which binds everywhere. `comment` says why it applies to live political
/// calls, or why not. A rule with `profile` binds only campaigns that chose the profile; one with `unlessProfile` does
/// not bind those. `unlessConsent`: it does not bind calls to people who agreed to them.
public record Rule(
        String id,
        String title,
        Set<Jurisdiction> where,
        Set<CallMode> modes,
        Set<NumberType> numbers,
        Limit limit,
        Standing standing,
        Applies applies,
        String comment,
        String source,
        Evidence evidence,
        LocalDate seenOn,
        Optional<String> reviewedBy,
        Optional<String> profile,
        Optional<String> unlessProfile,
        boolean unlessConsent) {

    public Rule {
        where = Set.copyOf(where);
        modes = Set.copyOf(modes);
        numbers = Set.copyOf(numbers);
    }

    /// Why the rule is kept.
    public enum Standing {
        LAW("law"),
        ADOPTED("adopted default"),
        COUNSEL("counsel to confirm");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Whether the source itself binds a live political call.
    public enum Applies {
        YES,
        NO,
        UNCLEAR
    }

    /// How near somebody came to the source: `SEEN` the sentence, `FOUND` the document, `LEAD` neither.
    public enum Evidence {
        SEEN,
        FOUND,
        LEAD
    }

    /// The rule binds there if it names the place or the country the place is in.
    boolean bindsAt(Jurisdiction place) {
        return where.isEmpty() || where.contains(place) || where.contains(new Jurisdiction(place.country()));
    }

    boolean bindsAny(List<Jurisdiction> places) {
        return where.isEmpty() || places.stream().anyMatch(this::bindsAt);
    }

    boolean isChosenBy(Set<String> profiles) {
        return profile.filter(name -> !profiles.contains(name)).isEmpty()
                && unlessProfile.filter(profiles::contains).isEmpty();
    }
}
