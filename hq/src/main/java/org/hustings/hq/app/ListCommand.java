package org.hustings.hq.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `hq list`: the lists of a campaign.
@Command(
        name = "list",
        description = "The lists of a campaign.",
        mixinStandardHelpOptions = true,
        subcommands = {ListShowCommand.class, ListCutCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class ListCommand implements Callable<Integer> {

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
}
