package org.hustings.station.call;

import org.hustings.protocol.Disposition;

/// What a lit key means now. The screen prints it, the lamp shows it, the desk obeys it: all three from [Keys].
public sealed interface Meaning {

    /// Green: dial the person on the screen.
    record StartCall() implements Meaning {}

    /// Red: close the line.
    record EndCall() implements Meaning {}

    record ReadScript() implements Meaning {}

    record BackToCard() implements Meaning {}

    record TakeBreak() implements Meaning {}

    record EndBreak() implements Meaning {}

    /// Ends a run: no call starts by itself any more.
    record PauseRun() implements Meaning {}

    record SkipPerson() implements Meaning {}

    /// Takes the last result back.
    record Undo() implements Meaning {}

    /// On from a refusal to the next person.
    record GoOn() implements Meaning {}

    /// "Yes, this is Margaret": private things show, and the script begins at `step`.
    record RightPerson(String step) implements Meaning {}

    record SomebodyElse() implements Meaning {}

    /// Ends an open call with this result, or records it when the line is closed.
    record Dispose(Disposition disposition) implements Meaning {}

    /// A branch of the script: the answer to `question`, and where it leads.
    record Branch(String question, String label, String next) implements Meaning {}

    /// The script is done: to the results.
    record Finish() implements Meaning {}

    record MoreResults() implements Meaning {}

    record BackToFirstResults() implements Meaning {}

    /// Finish was pressed too early: back to the step it was pressed at.
    record BackToScript(String step) implements Meaning {}

    record AskHelp() implements Meaning {}

    record ClearHelp() implements Meaning {}

    record Mute() implements Meaning {}

    record Unmute() implements Meaning {}
}
