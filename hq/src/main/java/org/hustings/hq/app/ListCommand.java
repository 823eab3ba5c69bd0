package org.hustings.hq.app;

import picocli.CommandLine.Command;

/// `hq list`: the lists of a campaign.
@Command(
        name = "list",
        description = "The lists of a campaign.",
        mixinStandardHelpOptions = true,
        subcommands = {ListShowCommand.class, ListCutCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class ListCommand extends CommandGroup {}
