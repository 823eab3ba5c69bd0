package org.hustings.station.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.Contact;

/// The last contact, street and household, in the order of use: only for the screens after "Yes, this is Margaret".
record PrivateFacts(Sight sight) {

    /// A note is a whole sentence; on a line beside the script there is room for its beginning.
    private static final int NOTE_MAX = 40;

    List<Screen.Fact> of(Contact contact) {
        var facts = new ArrayList<Screen.Fact>();
        history(contact).ifPresent(it -> facts.add(Screen.Fact.of(Icon.CLOCK, it)));
        household(contact).ifPresent(it -> facts.add(Screen.Fact.of(Icon.HOUSE, it)));
        return facts;
    }

    private Optional<String> household(Contact contact) {
        var parts = new ArrayList<String>();
        contact.address().map(Words::plain).filter(it -> !it.isEmpty()).ifPresent(parts::add);
        var names = contact.household().stream()
                .map(member -> Words.plain(member.name()))
                .filter(it -> !it.isEmpty())
                .toList();
        if (!names.isEmpty()) {
            parts.add(sight.words().say("talk.lives", "names", sight.words().list(names)));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" · ", parts));
    }

    private Optional<String> history(Contact contact) {
        if (contact.history().isEmpty()) {
            return Optional.empty();
        }
        var words = sight.words();
        var last = contact.history().stream()
                .max(java.util.Comparator.comparing(Contact.Attempt::at))
                .orElseThrow();
        var what = new ArrayList<String>();
        last.disposition()
                .map(Enum::name)
                .or(() -> last.result().map(Enum::name))
                .ifPresent(key -> what.add(words.say("said." + key)));
        last.note()
                .map(Words::plain)
                .filter(it -> !it.isEmpty())
                .ifPresent(note ->
                        what.add(words.say("quote.open") + Screens.cut(note, NOTE_MAX) + words.say("quote.close")));
        return Optional.of(
                words.say("talk.history", "date", words.day(last.at(), sight.zone()), "what", String.join(", ", what)));
    }
}
