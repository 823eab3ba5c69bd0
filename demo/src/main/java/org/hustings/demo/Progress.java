package org.hustings.demo;

import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hustings.demo.judge.Verdict;

/// The live line of the terminal.
final class Progress {

    private Progress() {}

    static String line(Options options, Bank bank, Optional<Verdict> verdict, long seconds) {
        var shown = bank.robots().stream()
                .collect(Collectors.groupingBy(
                        robot -> robot.shown().map(view -> words(view.phase())).orElse("starting"),
                        TreeMap::new,
                        Collectors.counting()));
        var desks = shown.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        var used = bank.tickets().used();
        return verdict.map(found -> seconds + " s  calls " + used + "/" + options.calls() + "  reports "
                        + found.reportsInHq() + "  lost "
                        + bank.scoreboard().lost().size() + "  answered "
                        + found.callsAnswered() + "  | " + desks
                        + (bank.scoreboard().hqAnswers() ? "" : " | headquarters is away"))
                .orElse(seconds + " s  " + desks);
    }

    static String words(String phase) {
        return switch (phase) {
            case "wrappingUp" -> "wrapping up";
            case "signedOut" -> "signed out";
            default -> phase;
        };
    }
}
