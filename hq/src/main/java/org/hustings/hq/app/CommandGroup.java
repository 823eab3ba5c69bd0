package org.hustings.hq.app;

import java.util.List;
import java.util.concurrent.Callable;
import org.hustings.hq.budget.Offices.Figures;
import picocli.CommandLine;

/// A command that is only a name for others. Whoever gives it alone is told which there are.
abstract class CommandGroup implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Missing command: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    /// Whoever is signed in where the command runs: the audit keeps it.
    static String who() {
        return System.getProperty("user.name", "unknown");
    }

    static void print(List<Figures> offices) {
        var row = "%-16s %-16s %-16s %16s %16s %16s %16s  %s%n";
        System.out.printf(row, "CAMPAIGN", "OFFICE", "BELOW", "BUDGET", "SPENT", "HELD", "LEFT", "NAME");
        for (var one : offices) {
            System.out.printf(
                    row,
                    one.campaign(),
                    one.id(),
                    one.parent().map(Object::toString).orElse("-"),
                    one.limit().map(Object::toString).orElse("-"),
                    one.charged(),
                    one.held(),
                    one.available().map(Object::toString).orElse("-"),
                    one.name());
        }
    }
}
